import { useApi } from '../../api/use-api.js'
import { useConsignments } from '../../i18n/consignments.js'
import { Moment } from '../../ui/moment.js'
import { useGoodsWords } from '../deals/use-many.js'

type Props = {
  /** Of a place at the desk, of a store at its keeper's; nothing of what happened to it after is told. */
  readonly of: { readonly place: string } | { readonly store: string }
  /** Only this consignment. */
  readonly only?: string
}

/** What was bound for here and was sent elsewhere: by whom, when, why, and where to (E5). */
export const Gone = ({ of, only }: Props) => {
  const { gone: words, fromTo } = useConsignments()
  const { named, many } = useGoodsWords()
  const query = useApi('consignment.gone', { query: of })
  const rows = (query.data?.rows ?? []).filter(({ move }) => only === undefined || move === only)
  if (rows.length === 0) return null
  return (
    <details className="card" open={only !== undefined}>
      <summary>{words.title(String(rows.length))}</summary>
      <ul className="stack">
        {rows.map((row) => (
          <li key={row.id}>
            <p>
              <strong>{fromTo(row.from, row.to.name)}</strong> {row.reference}
            </p>
            <p className="num">
              {row.kinds.map((one) => `${named(one.kind)} ${many(one.quantity, one.kind)}`).join(', ')}
            </p>
            <p>
              {row.turnedBack ? words.back(row.by, row.instead) : words.elsewhere(row.by, row.instead)}{' '}
              <Moment at={row.at} exact />
            </p>
            <p className="muted">{row.reason}</p>
          </li>
        ))}
      </ul>
    </details>
  )
}
