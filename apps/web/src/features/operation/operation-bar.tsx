import type { OperationInfo } from '@lianfang/contract'
import { addEndpoints } from '../../api/client.js'
import { operationEndpoints } from '../../api/operation-endpoints.js'
import { useI18n } from '../../i18n/i18n.js'
import { useOperationWords } from '../../i18n/operation.js'
import { ProblemNote } from '../../ui/states.js'
import { formatDay } from '../../ui/time.js'
import { useOperation } from './use-operation.js'
import './operation.css'

addEndpoints(operationEndpoints)

type Info = { readonly info: OperationInfo }

const Told = ({ info }: Info) => {
  const words = useOperationWords()
  const { number } = useI18n()
  const { units, inAll, arrived, left, asked, reports } = info.told
  const told = { units, inAll, arrived, left, asked, reports }
  const numbers = Object.fromEntries(Object.entries(told).map(([what, n]) => [what, number(n)])) as Record<
    keyof typeof told,
    string
  > // of the same keys
  return <span className="operation-told">{words.told(numbers)}</span>
}

const Progress = ({ info }: Info) => {
  const words = useOperationWords()
  const { language, number } = useI18n()
  const { next } = info
  if (next === null) return null
  if (next.state === 'failed') return <span role="alert">{words.failed}</span>
  const done = next.total === null ? '…' : `${number(next.done)} / ${number(next.total)}`
  return <span className="muted">{words.working(formatDay(next.day, language), done)}</span>
}

/** The day of the operation, what happened on it, and the ways to the next one; quiet, above every page of the nation's desk. */
export const OperationBar = () => {
  const words = useOperationWords()
  const { language } = useI18n()
  const { info, working, ended, playing, setPlaying, next } = useOperation()
  if (info === undefined) return null
  return (
    <section className="operation" aria-label={words.label}>
      <p className="operation-line">
        <strong>{words.day(formatDay(info.day, language))}</strong>
        <Told info={info} />
        {working && <Progress info={info} />}
        {info.next?.state === 'failed' && !working && <Progress info={info} />}
        {ended && <span className="muted">{words.ended}</span>}
      </p>
      <span className="operation-acts">
        <button
          type="button"
          className="btn"
          disabled={working || ended || playing}
          onClick={() => next.mutate(info.day)}
        >
          {words.next}
        </button>
        <button
          type="button"
          className="btn btn-quiet"
          disabled={ended && !playing}
          onClick={() => setPlaying(!playing)}
        >
          {playing ? words.stop : words.play}
        </button>
      </span>
      {next.error !== null && <ProblemNote error={next.error} />}
    </section>
  )
}
