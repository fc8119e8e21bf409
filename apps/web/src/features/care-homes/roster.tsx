import { type ReactNode, useState } from 'react'
import { serverNow } from '../../api/client.js'
import { useCareHomeWords } from '../../i18n/care-homes.js'
import { useI18n } from '../../i18n/i18n.js'
import { TextField } from '../../ui/form.js'
import { ProblemNote } from '../../ui/states.js'
import { TierMark } from '../../ui/tier-mark.js'
import { formatDay, partsIn } from '../../ui/time.js'
import { useToast } from '../../ui/toast.js'
import { useZone } from '../../ui/zone.js'
import { DueWhen } from '../people/due-words.js'
import { useMay } from '../session/session.js'
import { type HomePage, type Resident, useStayChange } from './use-care-homes.js'

/** How this app leads to the pages around a home. */
export type Ways = {
  readonly person: (id: string, children: ReactNode) => ReactNode
  readonly round: (id: string, children: ReactNode) => ReactNode
  readonly alarms: (children: ReactNode) => ReactNode
  readonly addPerson: (children: ReactNode) => ReactNode
  /** The form that changes the home; null where it is not the app's. */
  readonly change: ReactNode
}

const hourMs = 3_600_000

export type RosterPart = 'all' | 'red' | 'yellow' | 'green' | 'overdue' | 'alarms' | 'inHospital'

const counts = ({ state }: Resident): boolean => state === 'here' || state === 'refusing' || state === 'admitted'

// As the figures do: overdue from the end of the hour in which it fell due, so that list and figure agree.
const isOverdue = ({ due }: Resident): boolean =>
  due.dueAt !== null && Date.parse(due.dueAt) < Math.floor(serverNow() / hourMs) * hourMs

const isPicked = (r: Resident, pick: RosterPart): boolean => {
  if (pick === 'all') return true
  if (!counts(r)) return false
  if (pick === 'overdue') return isOverdue(r)
  if (pick === 'alarms') return r.alarm
  return pick === 'inHospital' ? r.state === 'admitted' : r.tier === pick
}

type FiguresProps = { readonly home: HomePage; readonly pick: RosterPart; readonly onPick: (pick: RosterPart) => void }

/** The numbers first; each shows whom it counts. */
const Figures = ({ home: { numbers }, pick, onPick }: FiguresProps) => {
  const words = useCareHomeWords()
  const { number } = useI18n()
  const { residents, red, yellow, green, overdue, alarms, inHospital } = numbers
  const figures = [
    ['all', words.residents, residents, false],
    ['red', <TierMark key="red" tier="red" />, red, false],
    ['yellow', <TierMark key="yellow" tier="yellow" />, yellow, false],
    ['green', <TierMark key="green" tier="green" />, green, false],
    ['overdue', words.overdue, overdue, true],
    ['alarms', words.alarms, alarms, true],
    ['inHospital', words.inHospital, inHospital, false],
  ] as const
  return (
    <ul className="home-figures">
      {figures.map(([name, label, n, bad]) => (
        <li key={name}>
          <button type="button" aria-pressed={pick === name} onClick={() => onPick(pick === name ? 'all' : name)}>
            <span className="small">{label}</span>
            <span className={`home-number num ${bad && n > 0 ? 'alarm-text' : ''}`}>{number(n)}</span>
          </button>
        </li>
      ))}
    </ul>
  )
}

type LeaveProps = { readonly home: string; readonly resident: Resident; readonly link: Ways['person'] }

const Leave = ({ home, resident }: LeaveProps) => {
  const words = useCareHomeWords()
  const { common } = useI18n().words
  const toast = useToast()
  const today = partsIn(serverNow(), useZone()).day
  const [day, setDay] = useState<string | null>(null)
  const { name } = resident
  const change = useStayChange(home, () => toast({ text: words.movedOut(name) }))
  const refusals: Readonly<Record<string, string>> = words.refusals
  if (day === null) {
    return (
      <button
        type="button"
        className="btn btn-quiet small"
        style={{ justifySelf: 'start' }}
        aria-label={words.moveOutOf(name)}
        onClick={() => setDay(today)}
      >
        {words.moveOut}
      </button>
    )
  }
  return (
    <div className="note stack">
      <TextField label={words.moveOutAsk(name)} type="date" max={today} value={day} onChange={setDay} />
      {change.error && <ProblemNote error={change.error} saving />}
      {change.data?.outcome === 'refused' && <p role="alert">{refusals[change.data.reason]}</p>}
      <p className="line">
        <button
          type="button"
          className="btn btn-main"
          disabled={change.isPending || day === ''}
          onClick={() => change.mutate({ do: 'out', personId: resident.id, day })}
        >
          {words.moveOut}
        </button>
        <button type="button" className="btn btn-quiet" onClick={() => setDay(null)}>
          {common.cancel}
        </button>
      </p>
    </div>
  )
}

const One = ({ home, resident: r, link }: LeaveProps) => {
  const words = useCareHomeWords()
  const { words: base, language } = useI18n()
  const may = useMay()
  return (
    <li>
      <p className="line">
        {link(r.id, <strong>{r.name}</strong>)}
        <TierMark tier={r.tier} />
        {r.state !== 'here' && <span className="tag">{words.states[r.state]}</span>}
        {r.alarm && <span className="tag tag-alarm">{words.alarm}</span>}
      </p>
      <p className="line small">
        <span className="num">{r.age === null ? base.person.ageUnknown : base.person.age(r.age)}</span>
        {r.room !== null && <span>{words.room(r.room)}</span>}
        <span className="muted">{words.since(formatDay(r.since, language))}</span>
        <DueWhen due={r.due} />
      </p>
      {may('careHome.roster') && <Leave home={home} resident={r} link={link} />}
    </li>
  )
}

type RosterProps = {
  readonly home: HomePage
  readonly ways: Ways
  /** Stands between the numbers and the names: it is looked for in a hurry. */
  readonly night: ReactNode
  readonly first: RosterPart
  readonly children: ReactNode
}

/** Numbers of a home, and the roster that they count. */
export const Roster = ({ home, ways, night, first, children }: RosterProps) => {
  const words = useCareHomeWords()
  const [pick, setPick] = useState(first)
  const shown = home.residents.filter((r) => isPicked(r, pick))
  return (
    <section className="stack" aria-labelledby="roster-title">
      <Figures home={home} pick={pick} onPick={setPick} />
      {night}
      <h2 id="roster-title">{words.roster}</h2>
      {home.residents.length === 0 && <p className="muted">{words.rosterEmpty}</p>}
      {home.residents.length > 0 && shown.length === 0 && <p className="muted">{words.rosterNone}</p>}
      {pick === 'alarms' && shown.length > 0 && <p>{ways.alarms(words.toAlarms)}</p>}
      {children}
      <ul className="home-list">
        {shown.map((r) => (
          <One key={r.id} home={home.id} resident={r} link={ways.person} />
        ))}
      </ul>
    </section>
  )
}
