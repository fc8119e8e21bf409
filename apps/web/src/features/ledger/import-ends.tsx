import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useDesk } from '../../i18n/desk.js'
import { useI18n } from '../../i18n/i18n.js'
import { ProblemNote } from '../../ui/states.js'
import { TierMark } from '../../ui/tier-mark.js'
import { formatInstant } from '../../ui/time.js'
import { useZone } from '../../ui/zone.js'
import type { ImportInfo } from './import-info.js'
import { PeopleStanding } from './people-standing.js'
import { OwnLedger } from './result-notes.js'
import { FileLinks, ResultRows, VerdictChips, type VerdictFilter } from './result-parts.js'
import { VillageLists } from './unsure-lists.js'
import { useOwnPart } from './use-county.js'
import { useCheck, useImportStep } from './use-import-step.js'

/** Taking back asks once: it removes people, and says so. */
const TakeBack = ({ info }: { readonly info: ImportInfo }) => {
  const { ledger: words } = useDesk()
  const { words: base } = useI18n()
  const [asking, setAsking] = useState(false)
  const takeBack = useImportStep('import.take-back', info.id)
  if (!info.canTakeBack) return <p className="muted small">{words.cannotTakeBack}</p>
  if (!asking) {
    return (
      <p>
        <button type="button" className="btn" onClick={() => setAsking(true)}>
          {words.takeBack}
        </button>
      </p>
    )
  }
  return (
    <div className="note note-warn stack">
      <p>{words.takeBackAsk}</p>
      {takeBack.error && <ProblemNote error={takeBack.error} saving />}
      <p className="line">
        <button
          type="button"
          className="btn btn-danger"
          disabled={takeBack.isPending}
          onClick={() => takeBack.mutate()}
        >
          {words.takeBackYes}
        </button>
        <button type="button" className="btn" onClick={() => setAsking(false)}>
          {base.common.cancel}
        </button>
      </p>
    </div>
  )
}

/** When the first contacts are due, by tier. Plain figures: no list is of these people and nobody else. */
const FirstDue = ({ info }: { readonly info: ImportInfo }) => {
  const { ledger: words } = useDesk()
  const { number, language } = useI18n()
  const zone = useZone()
  if (info.firstDue.length === 0) return null
  return (
    <div>
      <p>{words.firstDue}</p>
      <ul className="reasons">
        {info.firstDue.map(({ tier, people, by }) => (
          <li key={tier}>
            <TierMark tier={tier} />{' '}
            <span className="num">{words.firstDueBy(number(people), formatInstant(by, zone, language))}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}

export const Done = ({ info }: { readonly info: ImportInfo }) => {
  const { ledger: words } = useDesk()
  const { number } = useI18n()
  const [filter, setFilter] = useState<VerdictFilter>('all')
  const { counts, pairs } = info
  const place = useOwnPart(info.county)
  const today = info.firstDue.reduce((sum, one) => sum + one.today, 0)
  return (
    <section className="stack">
      <div className="note note-good stack">
        <h2>{words.doneTitle}</h2>
        {counts !== null && <p>{words.doneWhat(number(counts.new + counts.changed))}</p>}
        {pairs.takenIn + pairs.merged > 0 && <p>{words.pairsSettled(number(pairs.takenIn), number(pairs.merged))}</p>}
        <PeopleStanding info={info} />
        <FirstDue info={info} />
        <p className="line">
          {today > 0 ? (
            <Link to="/today" search={{ place }} className="btn btn-main">
              {words.seeToday}
            </Link>
          ) : (
            <Link to="/people" search={{ place }} className="btn btn-main">
              {words.seePeople}
            </Link>
          )}
          {pairs.open > 0 && (
            <Link to="/ledger/doubtful" search={{ place }} className="btn">
              {words.seeDoubtful(number(pairs.open))}
            </Link>
          )}
          {info.untold > 0 && (
            <Link to="/people" search={{ place, state: 'withoutVillage' }} className="btn">
              {words.seeUntold}
            </Link>
          )}
          <FileLinks id={info.id} />
        </p>
      </div>
      <TakeBack info={info} />
      <OwnLedger township={info.township} fields={info.columns.map(({ field }) => field)} untold={info.untold} />
      <VillageLists info={info} />
      {counts !== null && <VerdictChips counts={counts} untold={info.untold} value={filter} onChange={setFilter} />}
      <ResultRows info={info} place={place} filter={filter} />
    </section>
  )
}

/** Whom an import that is over had to leave, each with a way to look at them. */
const Kept = ({ info }: { readonly info: ImportInfo }) => {
  const { ledger: words } = useDesk()
  const { number } = useI18n()
  const { count, people } = info.kept
  const place = useOwnPart(info.county)
  if (count === 0) return <p>{words.nothingKept}</p>
  return (
    <>
      <p>{words.keptWhat(number(count))}</p>
      <ul className="kept">
        {people.map((one) => (
          <li key={one.id}>
            <Link to="/people/$id" params={{ id: one.id }} search={{ place }}>
              {one.name}
            </Link>
          </li>
        ))}
        {count > people.length && <li className="muted">{words.keptMore(number(count - people.length))}</li>}
      </ul>
    </>
  )
}

/** Goes on with a file that was read: its columns stand, and whoever was taken in before is found to be the same. */
const CheckAgain = ({ info }: { readonly info: ImportInfo }) => {
  const { ledger: words } = useDesk()
  const check = useCheck(info.id)
  const given = info.asOf?.source === 'given' ? info.asOf.day : null
  const columns = info.columns.map(({ index, field }) => ({ index, field }))
  return (
    <>
      {check.error && <ProblemNote error={check.error} saving />}
      <button
        type="button"
        className="btn btn-main"
        disabled={check.isPending}
        onClick={() => check.mutate({ columns, asOf: given })}
      >
        {words.checkAgain}
      </button>
    </>
  )
}

type EndedProps = { readonly info: ImportInfo; readonly state: 'cancelled' | 'failed' | 'takenBack' }

export const Ended = ({ info, state }: EndedProps) => {
  const { ledger: words } = useDesk()
  const { shared } = useI18n()
  const title = { cancelled: words.cancelledTitle, failed: words.failedTitle, takenBack: words.takenBackTitle }
  const sentences: Readonly<Record<string, string>> = shared.problems
  const place = useOwnPart(info.county)
  const problem = info.problem ?? info.work?.problem ?? null
  return (
    <div className={`note stack ${state === 'failed' ? 'note-alarm' : ''}`}>
      <h2>{title[state]}</h2>
      {problem !== null && <p>{sentences[problem] ?? shared.problems.internal}</p>}
      <Kept info={info} />
      <p className="line">
        {state !== 'takenBack' && info.columns.length > 0 && <CheckAgain info={info} />}
        <Link to="/ledger/new" search={{ place }} className="btn">
          {words.start}
        </Link>
      </p>
    </div>
  )
}
