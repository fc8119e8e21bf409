import { Link } from '@tanstack/react-router'
import { Fragment, type ReactNode, useState } from 'react'
import { useI18n } from '../../i18n/i18n.js'
import { useNumberWords } from '../../i18n/numbers.js'
import { TableBox } from '../../ui/table-box.js'
import { formatDay, formatInstant } from '../../ui/time.js'
import { useZone } from '../../ui/zone.js'
import { useMay } from '../session/session.js'
import { type Entering, NumberForm, type Numbers } from './number-form.js'

type Township = Numbers['townships'][number]

/** Where a number is missing, first on the page: nobody can be told what there is not. */
const Problems = ({ townships }: { readonly townships: readonly Township[] }) => {
  const words = useNumberWords()
  const { number } = useI18n()
  const lines = townships.flatMap(({ township, institution, teams, people }) => [
    // A township without key people and without teams needs none yet.
    ...(institution === null && (people > 0 || teams.length > 0)
      ? [{ key: township.code, place: township.code, text: words.noInstitution(township.name) }]
      : []),
    ...teams
      .filter(({ doctor }) => doctor === null)
      .map((t) => ({ key: t.id, place: township.code, text: words.noDoctor(township.name, t.name) })),
  ])
  if (lines.length === 0) return <p className="note note-good">{words.noProblems}</p>
  return (
    <details className="note note-warn" open={lines.length <= 6}>
      <summary className="strong">{words.problems(number(lines.length))}</summary>
      <ul className="columns">
        {lines.map(({ key, place, text }) => (
          <li key={key}>
            <Link to="/numbers" search={{ place }} className="quiet-link">
              {text}
            </Link>
          </li>
        ))}
      </ul>
    </details>
  )
}

type RowProps = {
  readonly of: ReactNode
  readonly held: Township['institution']
  readonly counts: { readonly told: number; readonly people: number }
  readonly place: string
  readonly team?: string
  readonly onEnter: (() => void) | null
}

const Row = ({ of, held, counts, place, team, onEnter }: RowProps) => {
  const words = useNumberWords()
  const { number, language } = useI18n()
  return (
    <tr>
      <th scope="row" className="cell-line">
        {of}
      </th>
      <td className="cell-line">
        {held === null ? (
          <span className="alarm-text">{words.none}</span>
        ) : (
          <>
            <span className="strong num nowrap">{held.number}</span> {held.name}
            <div className="muted small">{words.since(formatDay(held.from, language), held.by)}</div>
          </>
        )}
      </td>
      <td className="n" data-label={words.known}>
        <Link
          to="/numbers"
          search={{ place, tab: 'people', ...(team === undefined ? {} : { team }) }}
          className="quiet-link num"
        >
          {words.knownOf(number(counts.told), number(counts.people))}
        </Link>
      </td>
      {onEnter !== null && (
        <td>
          <button type="button" className="btn" onClick={onEnter}>
            {held === null ? words.enter : words.change}
          </button>
        </td>
      )}
    </tr>
  )
}

type TableProps = {
  readonly townships: readonly Township[]
  /** Numbers are entered where one township is looked at. */
  readonly onEnter: ((entering: Entering) => void) | null
}

const NumberTable = ({ townships, onEnter }: TableProps) => {
  const words = useNumberWords()
  return (
    <TableBox label={words.caption}>
      <table className="table table-rows">
        <caption>{words.caption}</caption>
        <thead>
          <tr>
            <th scope="col">{words.of}</th>
            <th scope="col">{words.number}</th>
            <th scope="col" className="n">
              {words.known}
            </th>
            {onEnter !== null && (
              <th scope="col">
                <span className="sr">{words.change}</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {townships.map((one) => (
            <Fragment key={one.township.code}>
              <Row
                of={
                  <>
                    {one.township.name} <span className="muted">{words.institution}</span>
                  </>
                }
                held={one.institution}
                counts={one}
                place={one.township.code}
                onEnter={
                  onEnter &&
                  (() => onEnter({ team: null, of: words.institution, held: one.institution, told: one.told }))
                }
              />
              {one.teams.map((team) => (
                <Row
                  key={team.id}
                  of={words.doctorOf(team.name)}
                  held={team.doctor}
                  counts={team}
                  place={one.township.code}
                  team={team.id}
                  onEnter={
                    onEnter &&
                    (() =>
                      onEnter({ team: team.id, of: words.doctorOf(team.name), held: team.doctor, told: team.told }))
                  }
                />
              ))}
            </Fragment>
          ))}
        </tbody>
      </table>
    </TableBox>
  )
}

const Villages = ({ villages }: { readonly villages: Township['villages'] }) => {
  const words = useNumberWords()
  const { number } = useI18n()
  const some = villages.filter(({ people }) => people > 0)
  if (some.length === 0) return null
  return (
    <div className="stack">
      <h2>{words.villages}</h2>
      <TableBox label={words.villages}>
        <table className="table">
          <caption>{words.villages}</caption>
          <thead>
            <tr>
              <th scope="col">{words.village}</th>
              <th scope="col" className="n">
                {words.known}
              </th>
            </tr>
          </thead>
          <tbody>
            {some.map(({ village, told, people }) => (
              <tr key={village.code}>
                <th scope="row">{village.name}</th>
                <td className="n">
                  <Link to="/numbers" search={{ place: village.code, tab: 'people' }} className="quiet-link num">
                    {words.knownOf(number(told), number(people))}
                  </Link>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableBox>
    </div>
  )
}

const Past = ({ past }: { readonly past: Numbers['past'] }) => {
  const words = useNumberWords()
  const { language } = useI18n()
  const zone = useZone()
  if (past.length === 0) return null
  return (
    <details className="card stack">
      <summary>{words.past}</summary>
      <ul>
        {past.map((one) => (
          <li key={`${one.number}${one.until}`}>
            {one.team === null ? words.institution : words.doctorOf(one.team)}{' '}
            <span className="num strong">{one.number}</span> {one.name} ·{' '}
            {words.since(formatDay(one.from, language), one.by)}
            {one.until !== null && ` · ${words.until} ${formatInstant(one.until, zone, language)}`}
          </li>
        ))}
      </ul>
    </details>
  )
}

/** The 24-hour numbers of a place: what is missing first, then each number with how many know it. */
export const NumbersTab = ({ data }: { readonly data: Numbers }) => {
  const words = useNumberWords()
  const may = useMay()
  const [entering, setEntering] = useState<Entering | null>(null)
  const [one] = data.townships
  const single = data.townships.length === 1 && one !== undefined && one.township.level === 'township' ? one : null
  const choices =
    entering?.team == null
      ? data.institutions
      : data.doctors.filter(({ team }) => team === entering.team).map((d) => ({ ...d, phone: null }))
  return (
    <div className="stack-wide">
      <Problems townships={data.townships} />
      {entering !== null && single !== null && (
        <NumberForm
          key={entering.team ?? ''}
          township={single.township.code}
          entering={entering}
          choices={choices}
          onDone={() => setEntering(null)}
        />
      )}
      <NumberTable townships={data.townships} onEnter={single !== null && may('number.manage') ? setEntering : null} />
      {single !== null && single.teams.length === 0 && (
        <p className="note">
          {words.noTeams}{' '}
          {may('team.manage') && (
            <Link to="/teams" search={{ place: single.township.code }}>
              {words.toTeams}
            </Link>
          )}
        </p>
      )}
      {single !== null && <Villages villages={single.villages} />}
      <Past past={data.past} />
    </div>
  )
}
