import { useState } from 'react'
import { useDesk } from '../../i18n/desk.js'
import { useI18n } from '../../i18n/i18n.js'
import { ProblemNote } from '../../ui/states.js'
import { formatDay } from '../../ui/time.js'
import type { ImportInfo } from './import-info.js'
import { Mapping } from './mapping.js'
import { PeopleStanding } from './people-standing.js'
import { ControlUnknown, DayGuessed, OwnLedger } from './result-notes.js'
import { FileLinks, ResultRows, VerdictChips, type VerdictFilter } from './result-parts.js'
import { UnsureLists } from './unsure-lists.js'
import { useOwnPart } from './use-county.js'
import { useImportStep } from './use-import-step.js'

/** The day that ages were counted back from, and how it was found: part of what is decided here. */
const LedgerDay = ({ asOf }: { readonly asOf: NonNullable<ImportInfo['asOf']> }) => {
  const { ledger: words } = useDesk()
  const { number, language } = useI18n()
  const how = [
    words.asOfSources[asOf.source],
    asOf.of > 0 ? words.asOfAgree(number(asOf.agree), number(asOf.of)) : '',
  ].filter((text) => text !== '')
  return (
    <p className="muted">
      {words.asOf} <strong className="num">{formatDay(asOf.day, language)}</strong> · {how.join(' · ')}
    </p>
  )
}

/** What the check found, and the one decision: take in, or not. */
export const Result = ({ info }: { readonly info: ImportInfo }) => {
  const { ledger: words } = useDesk()
  const { number } = useI18n()
  const [filter, setFilter] = useState<VerdictFilter>('all')
  const [sure, setSure] = useState(false)
  const [remapping, setRemapping] = useState(false)
  const accept = useImportStep('import.accept', info.id)
  const cancel = useImportStep('import.cancel', info.id)
  const place = useOwnPart(info.county)
  const { counts } = info
  if (remapping) return <Mapping info={info} onDone={() => setRemapping(false)} />
  const guessed = info.asOf?.source === 'today' && info.columns.some(({ field }) => field === 'age')
  const taken = counts === null ? 0 : counts.new + counts.changed
  return (
    <section className="stack" aria-labelledby="result-title">
      <h2 id="result-title">{words.resultTitle}</h2>
      {(accept.error ?? cancel.error) && <ProblemNote error={accept.error ?? cancel.error} saving />}
      {counts !== null && (
        <div className="card stack">
          <p>
            {taken === 0 && counts.doubtful === 0
              ? words.nothing
              : words.acceptWhat(number(counts.new), number(counts.changed))}
          </p>
          <PeopleStanding info={info} />
          <ControlUnknown info={info} />
          {info.asOf !== null && <LedgerDay asOf={info.asOf} />}
          {guessed && <DayGuessed info={info} sure={sure} onSure={setSure} />}
          <p className="line">
            <button
              type="button"
              className="btn btn-main"
              disabled={accept.isPending || (guessed && !sure) || (taken === 0 && counts.doubtful === 0)}
              onClick={() => accept.mutate()}
            >
              {words.accept(number(taken))}
            </button>
            {counts.doubtful > 0 && <span>{words.doubtfulWait(number(counts.doubtful))}</span>}
          </p>
          <p className="line">
            <button type="button" className="btn" onClick={() => setRemapping(true)}>
              {words.changeMapping}
            </button>
            <FileLinks id={info.id} />
            <button type="button" className="btn btn-quiet" disabled={cancel.isPending} onClick={() => cancel.mutate()}>
              {words.cancel}
            </button>
          </p>
        </div>
      )}
      <OwnLedger township={info.township} fields={info.columns.map(({ field }) => field)} untold={info.untold} />
      <UnsureLists info={info} />
      {counts !== null && <VerdictChips counts={counts} untold={info.untold} value={filter} onChange={setFilter} />}
      <ResultRows info={info} place={place} filter={filter} />
    </section>
  )
}
