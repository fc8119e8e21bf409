import { useApi } from '../../api/use-api.js'
import { FieldHeading } from '../../app/field-parts.js'
import { FieldLink } from '../../app/field-router.js'
import { useI18n } from '../../i18n/i18n.js'
import { useStoreWords } from '../../i18n/store.js'
import { EmptyState, Loaded } from '../../ui/states.js'
import { formatDay } from '../../ui/time.js'
import type { OnTheWay } from './goods.js'
import { Loads } from './loads.js'
import { OrdersComing } from './orders-coming.js'
import { OfStore, StoreParts } from './store-top.js'
import { useGoods, useItemWords, useNameOf } from './use-store.js'

type Props = { readonly id: string; readonly row: OnTheWay; readonly mayWrite: boolean }

const Consignment = ({ id, row, mayWrite }: Props) => {
  const words = useStoreWords()
  const { language, number } = useI18n()
  const nameOf = useNameOf()
  const itemWords = useItemWords()
  const goods = useGoods()
  const isComing = row.way === 'in'
  const name = nameOf(isComing ? row.from : row.to)
  return (
    <li className="card stack">
      <div className="stack r-tight">
        <h3>{isComing ? words.wayFrom(name) : words.wayTo(name)}</h3>
        <p className="muted">
          {words.sentOn(formatDay(row.sentOn, language))}
          {row.reference !== null && ` · ${row.reference}`}
        </p>
      </div>
      <ul className="stack r-tight">
        {row.lines.map((line) => (
          <li key={line.n}>
            <span className="strong">{goods.nameOf(line.kind)}</span> {itemWords(line)}
            {line.state !== 'free' && ` · ${words.states[line.state]}`}
            <br />
            <span className="num">{words.wayLeft(number(line.left), goods.many(line.sent, line.kind))}</span>
          </li>
        ))}
      </ul>
      {isComing && mayWrite && (
        <FieldLink to={`${id}/arrive/${row.id}`} className="btn btn-main btn-big">
          {words.takeIn}
          <span className="sr"> {name}</span>
        </FieldLink>
      )}
      {!isComing && <p className="muted small">{words.sender}</p>}
    </li>
  )
}

/** What was sent to a store or from it and has not arrived (E9): what is to be taken in first. */
export const WayPage = ({ id }: { readonly id: string }) => {
  const words = useStoreWords()
  const query = useApi('transit.list', { params: { id } })
  return (
    <OfStore id={id}>
      {(store, name) => (
        <>
          <FieldHeading title={name} back />
          <StoreParts id={id} name={name} at="way" />
          <Loads id={id} way="to" />
          <Loads id={id} way="from" />
          {store.facility !== null && <OrdersComing id={id} facility={store.facility.id} />}
          <Loaded query={query}>
            {({ rows }) => (
              <>
                {rows.length === 0 && (
                  <EmptyState title={words.wayNone}>
                    <p>{words.wayNoneHint}</p>
                  </EmptyState>
                )}
                {(['in', 'out'] as const).map((way) => {
                  // What a consignment carries stands above, and is taken in there.
                  const found = rows.filter((row) => row.way === way && !row.carried)
                  return found.length === 0 ? null : (
                    <section key={way} className="stack" aria-labelledby={`way-${way}`}>
                      <h2 id={`way-${way}`}>{way === 'in' ? words.wayIn : words.wayOut}</h2>
                      <ul className="stack">
                        {found.map((row) => (
                          <Consignment key={row.id} id={id} row={row} mayWrite={store.may.write} />
                        ))}
                      </ul>
                    </section>
                  )
                })}
              </>
            )}
          </Loaded>
        </>
      )}
    </OfStore>
  )
}
