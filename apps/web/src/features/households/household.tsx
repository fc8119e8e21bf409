import { type ReactNode, useState } from 'react'
import type { Reply } from '../../api/client.js'
import { useApi } from '../../api/use-api.js'
import { useHouseholdWords } from '../../i18n/households.js'
import { useI18n } from '../../i18n/i18n.js'
import { Loaded, ProblemNote } from '../../ui/states.js'
import { TierMark } from '../../ui/tier-mark.js'
import { useToast } from '../../ui/toast.js'
import { AskedBackTag } from '../life/asked-back-tag.js'
import { LifeTag } from '../life/life-tag.js'
import { DueWhen } from '../people/due-words.js'
import type { PersonInfo } from '../people/person-facts.js'
import { useMay } from '../session/session.js'
import { AddMember } from './add-member.js'
import './households.css'
import { useHouseholdChange } from './use-household.js'

type Told = Reply<'household.read'>
type Row = Told['perhaps'][number]

type Props = {
  readonly person: Pick<PersonInfo, 'id' | 'household' | 'chain'>
  /** Whose page this is; null on the household's own. */
  readonly self: string | null
  /** What else is said of somebody who lives here. */
  readonly more?: ((id: string) => ReactNode) | undefined
  /** Below the list. */
  readonly aside?: ReactNode
  readonly title?: string
  /** To another person's page, as this app does it. */
  readonly link: (id: string, children: ReactNode) => ReactNode
  /** To the form that corrects this person. */
  readonly correct: ReactNode
}

const About = ({ row }: { readonly row: Row }) => {
  const { person: w } = useI18n().words
  return (
    <span className="line small">
      <TierMark tier={row.tier} />
      <span className="num">{row.age === null ? w.ageUnknown : w.age(row.age)}</span>
      <LifeTag life={row.life} />
      <AskedBackTag row={row} />
      <DueWhen due={row.due} />
    </span>
  )
}

type MarkProps = { readonly row: Row; readonly link: Props['link'] | null }

/** Open alarms of somebody of the household, opening that person's page; one's own stand above on this one. */
const AlarmMark = ({ row, link }: MarkProps) => {
  const { person: w } = useI18n().words
  const mark = <span className="tag tag-alarm">{w.openAlarms(row.alarms)}</span>
  return link === null ? mark : link(row.id, mark)
}

type LeaveProps = { readonly name: string; readonly busy: boolean; readonly onLeave: () => void }

const Leave = ({ name, busy, onLeave }: LeaveProps) => {
  const words = useHouseholdWords()
  const { common } = useI18n().words
  const [asked, setAsked] = useState(false)
  if (!asked) {
    return (
      <button
        type="button"
        className="btn btn-quiet small"
        aria-label={words.leaveOf(name)}
        onClick={() => setAsked(true)}
      >
        {words.leave}
      </button>
    )
  }
  return (
    <div className="note stack" role="status">
      <p>{words.leaveAsk(name)}</p>
      <p className="line">
        <button type="button" className="btn btn-main" disabled={busy} onClick={onLeave}>
          {words.leaveYes}
        </button>
        <button type="button" className="btn btn-quiet" onClick={() => setAsked(false)}>
          {common.cancel}
        </button>
      </p>
    </div>
  )
}

type MembersProps = Pick<Props, 'self' | 'link' | 'more'> & {
  readonly rows: readonly Row[]
  readonly action: (row: Row) => ReactNode
}

const People = ({ self, rows, link, more, action }: MembersProps) => {
  const words = useHouseholdWords()
  return (
    <ul className="household-list">
      {rows.map((row) => (
        <li key={row.id}>
          <p>
            {row.id === self ? (
              <>
                <strong>{row.name}</strong> <span className="muted small">{words.self}</span>
              </>
            ) : (
              link(row.id, row.name)
            )}{' '}
            {row.alarms > 0 && <AlarmMark row={row} link={row.id === self ? null : link} />}
          </p>
          <About row={row} />
          {more?.(row.id)}
          {action(row)}
        </li>
      ))}
    </ul>
  )
}

const Known = ({ person, self, told, link, more, correct }: Props & { readonly told: Told }) => {
  const words = useHouseholdWords()
  const { words: base, shared } = useI18n()
  const may = useMay()('person.edit')
  const toast = useToast()
  const nameOf = new Map([...told.members, ...told.perhaps].map((row) => [row.id, row.name]))
  const change = useHouseholdChange((done) => {
    if (done.do === 'leave') toast({ text: words.left(nameOf.get(done.who) ?? '') })
  })
  // Whoever is in no household yet joins the other's: nobody is taken out of one by being found.
  const join = (row: Row): void => {
    const [who, other] = person.household === null ? [person.id, row.id] : [row.id, person.id]
    change.mutate(
      { do: 'join', who, with: other },
      { onSuccess: ({ outcome }) => outcome !== 'refused' && toast({ text: words.joined(row.name) }) },
    )
  }
  const refusals: Readonly<Record<string, string>> = shared.refusals
  const joining = (row: Row): ReactNode =>
    may && (
      <button
        type="button"
        className="btn"
        aria-label={words.livesHere(row.name)}
        disabled={change.isPending}
        onClick={() => join(row)}
      >
        {words.livesHereShort}
      </button>
    )
  const leaving = (row: Row): ReactNode =>
    may && <Leave name={row.name} busy={change.isPending} onLeave={() => change.mutate({ do: 'leave', who: row.id })} />
  return (
    <>
      {told.contradiction && (
        <div className="note note-warn stack">
          <p>{words.contradiction}</p>
          {may && correct}
        </div>
      )}
      {told.members.length === 0 ? (
        <p className="muted">
          {words.empty} {words.emptyHint}
        </p>
      ) : (
        <People self={self} rows={told.members} link={link} more={more} action={leaving} />
      )}
      {told.members.length === 1 && <p className="muted">{words.none}</p>}
      {told.perhaps.length > 0 && (
        <div>
          <h3>{words.perhaps}</h3>
          <p className="muted small">{words.perhapsHint}</p>
          <People self={self} rows={told.perhaps} link={link} action={joining} />
        </div>
      )}
      {change.error && <ProblemNote error={change.error} saving />}
      {change.data?.outcome === 'refused' && (
        <p role="alert" className="note note-warn">
          {refusals[change.data.reason] ?? base.errors.notSaved}
        </p>
      )}
      {may && (
        <AddMember key={told.members.length} person={person} correct={correct} known={told.members.map(({ id }) => id)}>
          {(rows) => <People self={self} rows={rows} link={link} action={joining} />}
        </AddMember>
      )}
    </>
  )
}

/** Who lives with a person, who perhaps does, and what does not fit. */
export const Household = (props: Props) => {
  const words = useHouseholdWords()
  const query = useApi('household.read', { params: { id: props.person.id } })
  return (
    <section className="card stack household" aria-labelledby="household-title">
      <h2 id="household-title">{props.title ?? words.title}</h2>
      <Loaded query={query} rows={3}>
        {(told) => <Known {...props} told={told} />}
      </Loaded>
      {props.aside}
    </section>
  )
}
