import { useDesk } from '../../i18n/desk.js'
import { useI18n } from '../../i18n/i18n.js'
import { useNow } from '../../ui/clock.js'
import { ProblemNote } from '../../ui/states.js'
import type { ImportInfo } from './import-info.js'
import { useImportStep } from './use-import-step.js'

type Props = { readonly info: ImportInfo; readonly state: 'reading' | 'checking' | 'accepting' }

/** Minutes or seconds still to go at the pace so far. */
const useLeft = (work: ImportInfo['work']): string | null => {
  const { words } = useI18n()
  const now = useNow()
  if (work?.total == null || work.startedAt === null || work.done === 0) return null
  const spent = Math.max(1, now - Date.parse(work.startedAt))
  const left = (spent / work.done) * (work.total - work.done)
  return left < 90_000 ? null : words.time.inMinutes(Math.ceil(left / 60_000))
}

/** What is being done, how far it is, how long still; it goes on without this page. */
export const Working = ({ info, state }: Props) => {
  const { ledger: words } = useDesk()
  const { number } = useI18n()
  const cancel = useImportStep('import.cancel', info.id)
  const { work } = info
  const left = useLeft(work)
  const total = work?.total ?? null
  const isBack = work?.kind === 'care.import-take-back'
  const isMove = work?.kind === 'care.import-villages'
  const title = isBack ? words.takingBack : isMove ? words.movingVillages : words.working[state]
  return (
    <div className="card stack narrow">
      <p className="strong" role="status">
        {title}
      </p>
      <progress aria-label={title} {...(total === null ? {} : { value: work?.done ?? 0, max: Math.max(1, total) })} />
      {work !== null && total !== null && (
        <p className="num">
          {words.workOf(number(Math.floor((100 * work.done) / Math.max(1, total))))}
          {left !== null && ` · ${words.workLeft(left)}`}
        </p>
      )}
      <p className="muted">{words.canLeave}</p>
      {cancel.error && <ProblemNote error={cancel.error} saving />}
      {!isBack && !isMove && (
        <p className="line">
          <button type="button" className="btn btn-danger" disabled={cancel.isPending} onClick={() => cancel.mutate()}>
            {words.cancel}
          </button>
          {state === 'accepting' && <span className="muted small">{words.cancelAsk}</span>}
        </p>
      )}
    </div>
  )
}
