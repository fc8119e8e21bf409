import { FieldLink } from '../../app/field-router.js'
import { useDeals } from '../../i18n/deals.js'
import { useI18n } from '../../i18n/i18n.js'
import { RequestMark } from '../deals/request-mark.js'
import type { RequestRow } from '../deals/types.js'
import { useGoodsWords } from '../deals/use-many.js'
import { useNameOf } from './use-hospital-data.js'

/** What the desk made of it, in figures. */
const Desk = ({ row }: { readonly row: RequestRow }) => {
  const { verified: words } = useDeals()
  const { number } = useI18n()
  if (row.verified === null) return null
  return (
    <span className="num">
      {words.of(number(row.verified), number(row.requested))}
      {row.state === 'verified' && ` · ${words.assigned(number(row.assigned), number(row.left))}`}
    </span>
  )
}

const Row = ({ row, withName }: { readonly row: RequestRow; readonly withName: boolean }) => {
  const words = useDeals()
  const nameOf = useNameOf()
  const { named, many } = useGoodsWords()
  const names = row.missingGates.map((gate) => words.gates[gate]).join(words.listEnd)
  return (
    <li className="f-row">
      <FieldLink to={row.id} className="f-row-main">
        <span className="f-row-top">
          <span className="f-name">
            {named(row.kind)} <span className="num">{many(row.requested, row.kind)}</span>
          </span>
          <RequestMark row={row} />
        </span>
        {withName && <span className="muted">{nameOf(row.hospital)}</span>}
        <Desk row={row} />
        {(row.state === 'approved' || row.state === 'verified') && names !== '' && (
          <span className="muted">{words.gatesMissing(names)}</span>
        )}
      </FieldLink>
    </li>
  )
}

type Props = { readonly rows: readonly RequestRow[]; readonly withName: boolean }

/** Requests, one under the other. */
export const RequestRows = ({ rows, withName }: Props) => (
  <ul className="f-list">
    {rows.map((row) => (
      <Row key={row.id} row={row} withName={withName} />
    ))}
  </ul>
)
