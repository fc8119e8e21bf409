import { useMutation } from '@tanstack/react-query'
import { call } from '../../api/client.js'
import { useI18n } from '../../i18n/i18n.js'
import { useStock } from '../../i18n/stock.js'
import { useSupply } from '../../i18n/supply.js'
import { ProblemNote } from '../../ui/states.js'
import { formatDay, partsIn } from '../../ui/time.js'
import { useZone } from '../../ui/zone.js'
import { NamingForm } from '../supply/naming-form.js'
import { useSaid } from '../supply/use-said.js'
import { ofStores } from './of-stores.js'
import type { Store } from './store-form.js'

type Props = { readonly store: Store }

const useDayOf = (): ((at: string) => string) => {
  const { language } = useI18n()
  const zone = useZone()
  return (at) => formatDay(partsIn(Date.parse(at), zone).day, language)
}

const Keeper = ({ store, named }: Props & { readonly named: Store['people'][number] }) => {
  const { naming } = useSupply()
  const { keepers: words } = useStock()
  const dayOf = useDayOf()
  const { said } = useSaid(ofStores)
  const end = useMutation({
    mutationFn: () => call('store.unname', { params: { id: store.id, named: named.id } }),
    onSuccess: (answer) => said(answer, words.ended),
  })
  return (
    <li className="card stack">
      <p className="between">
        <span>
          <strong>{named.name}</strong>{' '}
          {named.phone !== null && (
            <a href={`tel:${named.phone.replaceAll(/[\s()-]/g, '')}`} className="num">
              {named.phone}
            </a>
          )}
          <br />
          <span className="muted small">{naming.since(dayOf(named.from))}</span>
        </span>
        {store.may.manage && (
          <button type="button" className="btn btn-quiet" disabled={end.isPending} onClick={() => end.mutate()}>
            {naming.end}
          </button>
        )}
      </p>
      {end.error && <ProblemNote error={end.error} saving />}
    </li>
  )
}

const Former = ({ store }: Props) => {
  const { naming } = useSupply()
  const dayOf = useDayOf()
  const former = store.people.flatMap((one) => (one.until === null ? [] : [{ ...one, until: one.until }]))
  if (former.length === 0) return null
  return (
    <details>
      <summary>{naming.former}</summary>
      <ul>
        {former.map((one) => (
          <li key={one.id}>
            {one.name} <span className="muted small">{naming.until(dayOf(one.from), dayOf(one.until))}</span>
          </li>
        ))}
      </ul>
    </details>
  )
}

/** Who keeps a store and writes in its book, and who did before. */
export const StoreKeepers = ({ store }: Props) => {
  const { keepers: words } = useStock()
  const { said } = useSaid(ofStores)
  const now = store.people.filter(({ until }) => until === null)
  return (
    <div className="stack">
      <h3>{words.title}</h3>
      {now.length === 0 && <p className="note note-warn">{words.none}</p>}
      <ul className="stack">
        {now.map((named) => (
          <Keeper key={named.id} store={store} named={named} />
        ))}
      </ul>
      {store.may.manage && store.closedOn === null && (
        <details>
          <summary>{words.name}</summary>
          <NamingForm
            place={store.place.code}
            part="keeper"
            label={words.name}
            run={async (chosen) =>
              said(await call('store.name', { params: { id: store.id }, body: chosen }), words.named)
            }
          />
        </details>
      )}
      <Former store={store} />
    </div>
  )
}
