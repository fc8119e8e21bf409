import { dayNumber, parseDay } from '@lianfang/domain/shared'
import { useApi } from '../../api/use-api.js'
import { FieldHeading } from '../../app/field-parts.js'
import { FieldLink } from '../../app/field-router.js'
import { useI18n } from '../../i18n/i18n.js'
import { useStoreWords } from '../../i18n/store.js'
import { EmptyState, Loaded } from '../../ui/states.js'
import { formatDay } from '../../ui/time.js'
import type { KindFigures } from './goods.js'
import { OfStore, StoreParts } from './store-top.js'
import { useGoods } from './use-store.js'

const firstActs = ['receive', 'issue', 'send', 'count'] as const
const moreActs = ['hold', 'release', 'reserve', 'unreserve', 'dispose'] as const
const soonDays = 30

/** Days from one to another, the last included; null where one is no day. */
const daysUntil = (day: string, today: string): number | null => {
  const [from, to] = [parseDay(today), parseDay(day)]
  return from === null || to === null ? null : dayNumber(to) - dayNumber(from)
}

const FirstExpiry = ({ row, today }: { readonly row: KindFigures; readonly today: string }) => {
  const words = useStoreWords()
  const { language, number } = useI18n()
  if (row.firstExpiry === null) return null
  const days = daysUntil(row.firstExpiry, today)
  const isSoon = days !== null && days <= soonDays
  return (
    <p className={isSoon ? 'alarm-text' : 'muted'}>
      {words.firstExpiry(formatDay(row.firstExpiry, language))}
      {isSoon && ` · ${days === 0 ? words.lastToday : words.daysLeft(number(days))}`}
    </p>
  )
}

const KindCard = ({ id, row, today }: { readonly id: string; readonly row: KindFigures; readonly today: string }) => {
  const words = useStoreWords()
  const { number } = useI18n()
  const { nameOf, unitOf } = useGoods()
  const name = nameOf(row.kind)
  const rest = (['onHand', 'held', 'expired', 'reserved'] as const).filter((one) => one === 'onHand' || row[one] > 0)
  return (
    <li className="card stack r-tight">
      <div className="between">
        <h2>
          <FieldLink to={`${id}/items/${row.kind}/all`}>{name}</FieldLink>
        </h2>
        <FieldLink to={`${id}/items/${row.kind}/available`} className="s-available num">
          <span className="sr">{name} </span>
          <span className="small">{words.figures.available}</span>
          {number(row.available)} <span className="small">{unitOf(row.kind)}</span>
        </FieldLink>
      </div>
      <FirstExpiry row={row} today={today} />
      <ul className="s-figures">
        {rest.map((one) => (
          <li key={one}>
            <FieldLink to={`${id}/items/${row.kind}/${one === 'onHand' ? 'all' : one}`} className="num">
              <span className="sr">{name} </span>
              {words.figureOf(words.figures[one], number(row[one]))}
            </FieldLink>
          </li>
        ))}
      </ul>
    </li>
  )
}

/** What can still be used and ends first stands first; what never ends last. */
const byFirstExpiry = (rows: readonly KindFigures[]): readonly KindFigures[] =>
  [...rows].sort((a, b) =>
    (a.firstExpiry ?? '9999') < (b.firstExpiry ?? '9999')
      ? -1
      : (a.firstExpiry ?? '9999') > (b.firstExpiry ?? '9999')
        ? 1
        : 0,
  )

const Acts = ({ id }: { readonly id: string }) => {
  const words = useStoreWords()
  return (
    <nav className="stack" aria-label={words.doWhat}>
      <div className="s-acts">
        {firstActs.map((act) => (
          <FieldLink
            key={act}
            to={`${id}/${act}`}
            className={act === 'receive' || act === 'issue' ? 'btn btn-main btn-big' : 'btn btn-big'}
          >
            {words.acts[act]}
          </FieldLink>
        ))}
      </div>
      <FieldLink to={`${id}/gifts`} className="btn btn-big">
        {words.gifts}
      </FieldLink>
      <details>
        <summary>{words.moreActs}</summary>
        <div className="s-acts">
          {moreActs.map((act) => (
            <FieldLink key={act} to={`${id}/${act}`} className="btn btn-big">
              {words.acts[act]}
            </FieldLink>
          ))}
          <FieldLink to={`${id}/offer`} className="btn btn-big">
            {words.offer}
          </FieldLink>
        </div>
      </details>
    </nav>
  )
}

/** What a store has by kind, and what its keeper does there (E9). */
export const StockPage = ({ id }: { readonly id: string }) => {
  const words = useStoreWords()
  const { language } = useI18n()
  const query = useApi('stock.kinds', { params: { id } })
  return (
    <OfStore id={id}>
      {(store, name) => (
        <>
          <FieldHeading title={name} back />
          <StoreParts id={id} name={name} at="stock" />
          {store.may.write ? <Acts id={id} /> : <p className="note">{words.readOnly}</p>}
          <Loaded query={query}>
            {({ day, rows }) =>
              rows.length === 0 ? (
                <EmptyState title={words.nothingHere}>
                  <p>{words.nothingHint}</p>
                </EmptyState>
              ) : (
                <>
                  <p className="between">
                    <span className="muted">{words.asOf(formatDay(day, language))}</span>
                    <FieldLink to={`${id}/items/all/soon`}>{words.soon(String(soonDays))}</FieldLink>
                  </p>
                  <ul className="stack">
                    {byFirstExpiry(rows).map((row) => (
                      <KindCard key={row.kind} id={id} row={row} today={day} />
                    ))}
                  </ul>
                  <FieldLink to={`${id}/items/all/all`} className="btn btn-big">
                    {words.allItems}
                  </FieldLink>
                </>
              )
            }
          </Loaded>
        </>
      )}
    </OfStore>
  )
}
