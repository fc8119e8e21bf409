import { useState } from 'react'
import { useDesk } from '../../i18n/desk.js'
import { useI18n } from '../../i18n/i18n.js'
import { ProblemNote } from '../../ui/states.js'
import type { ImportInfo } from './import-page.js'
import { Mapping } from './mapping.js'
import { FileLinks, ResultRows, UnsureLists, VerdictChips, type VerdictFilter } from './result-parts.js'
import { useImportStep } from './use-import-step.js'

/** What the check found, and the one decision: take in, or not. */
export const Result = ({ info }: { readonly info: ImportInfo }) => {
  const { ledger: words } = useDesk()
  const { number } = useI18n()
  const [filter, setFilter] = useState<VerdictFilter>('all')
  const [remapping, setRemapping] = useState(false)
  const accept = useImportStep('import.accept', info.id)
  const cancel = useImportStep('import.cancel', info.id)
  const { counts } = info
  if (remapping) return <Mapping info={info} onDone={() => setRemapping(false)} />
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
              : words.acceptWhat(number(counts.new), number(counts.changed), number(counts.doubtful))}
          </p>
          <p className="line">
            <button
              type="button"
              className="btn btn-main"
              disabled={accept.isPending || (taken === 0 && counts.doubtful === 0)}
              onClick={() => accept.mutate()}
            >
              {words.accept(number(taken))}
            </button>
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
      <UnsureLists info={info} />
      {counts !== null && <VerdictChips counts={counts} value={filter} onChange={setFilter} />}
      <ResultRows id={info.id} filter={filter} />
    </section>
  )
}
