import type { Reply } from '../../api/client.js'
import { useI18n } from '../../i18n/i18n.js'
import { useOutlookWords } from '../../i18n/outlook.js'

type Work = Reply<'outlook.list'>['work']

/** Whether work about a curve goes on: its pages ask again until it has ended. */
export const isMaking = (work: Work | undefined): boolean => work?.state === 'waiting' || work?.state === 'running'

/** How far the forecasts are, or that they were not finished. */
export const Making = ({ work }: { readonly work: Work }) => {
  const words = useOutlookWords()
  const { number } = useI18n()
  if (work?.state === 'failed') return <p className="note note-warn">{words.failed}</p>
  if (work === null || !isMaking(work)) return null
  const text = words.making(number(work.done), work.total === null ? '…' : number(work.total))
  return (
    <div className="card stack narrow" role="status">
      <p className="num">{text}</p>
      <progress
        aria-label={text}
        {...(work.total === null ? {} : { value: work.done, max: Math.max(1, work.total) })}
      />
    </div>
  )
}
