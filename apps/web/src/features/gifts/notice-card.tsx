import { formatDay } from '../../ui/time.js'
import { amount } from './notice-text.js'
import { type Kind, type Notice, nameOfKind, type Said } from './types.js'

type Props = Said & { readonly notice: Notice; readonly kinds: readonly Kind[] }

/** A published line: what, how many, when, from whom and where to. */
export const NoticeCard = (props: Props) => {
  const { notice, kinds, words, language } = props
  const { published } = words
  const { donor, to, use, cause } = notice
  return (
    <li className="card stack">
      <p className="line between">
        <span className="line">
          <span className="tag">{published.whats[notice.what]}</span>
          {notice.correction && <span className="tag tag-alarm">{published.correction}</span>}
        </span>
        <time className="muted num" dateTime={notice.day}>
          {formatDay(notice.day, language)}
        </time>
      </p>
      <p>
        <strong>{nameOfKind(kinds, notice.kind, language)}</strong>{' '}
        <span className="num">{amount(notice.quantity, notice.kind, kinds, props)}</span>
        {to !== null && <> {published.to(to)}</>}
        {use !== null && <span className="muted"> · {published.uses[use]}</span>}
        {cause !== null && <span className="muted"> · {published.causes[cause]}</span>}
      </p>
      <p className="muted small">
        {published.from(donor.name ?? published.donors[donor.kind])} · {notice.county.name} ·{' '}
        <span className="num">{published.gift(notice.number)}</span>
      </p>
    </li>
  )
}
