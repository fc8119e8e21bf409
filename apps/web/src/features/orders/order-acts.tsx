import { type FormEvent, useState } from 'react'
import { call } from '../../api/client.js'
import { useOrders } from '../../i18n/orders.js'
import { focusFirstWrong, TextField } from '../../ui/form.js'
import { DealFailure } from '../deals/deal-failure.js'
import type { Order } from '../grassroots/types.js'
import { useCommand } from '../grassroots/use-command.js'
import { ReasonAct } from '../requests/reason-act.js'
import { Approve } from './approve-order.js'
import { ChangeOrder } from './change-order.js'

type Props = { readonly order: Order }

const Place = ({ order }: Props) => {
  const { place: words } = useOrders()
  const [supplier, setSupplier] = useState('')
  const [isTried, setTried] = useState(false)
  const act = useCommand(
    (body: { readonly supplier: string }, id) =>
      call('order.place', { params: { id: order.id }, body: { ...body, id } }),
    { said: words.done },
  )
  const said = supplier.trim()
  const onSubmit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    setTried(true)
    if (said === '') focusFirstWrong(event.currentTarget)
    else act.mutate({ supplier: said })
  }
  return (
    <form className="stack" onSubmit={onSubmit} noValidate autoComplete="off" aria-label={words.title}>
      <TextField
        label={words.supplier}
        maxLength={80}
        value={supplier}
        error={isTried && said === '' ? words.missing : null}
        onChange={setSupplier}
      />
      <DealFailure error={act.error} />
      <p>
        <button type="submit" className="btn btn-main" disabled={act.isPending}>
          {words.send}
        </button>
      </p>
    </form>
  )
}

const End = ({ order, how }: Props & { readonly how: 'close' | 'withdraw' }) => {
  const words = useOrders()[how]
  const route = how === 'close' ? ('order.close' as const) : ('order.withdraw' as const)
  const act = useCommand(
    (body: { readonly reason: string }, id) => call(route, { params: { id: order.id }, body: { ...body, id } }),
    { said: words.done },
  )
  return <ReasonAct label={words.label} hint={words.hint} send={words.send} danger act={act} />
}

/** What can be done with an order now, by whom (E10). */
export const OrderActs = ({ order }: Props) => {
  const words = useOrders()
  const { may } = order
  const nothing = !may.change && !may.approve && !may.order && !may.close && !may.withdraw
  return (
    <div className="stack-wide">
      {nothing && <p className="muted">{words.nothing}</p>}
      {order.state === 'proposed' && (
        <section className="stack">
          <h3>{words.approve.title}</h3>
          {may.approve ? <Approve order={order} /> : <p className="note">{words.approve.own}</p>}
        </section>
      )}
      {may.order && (
        <section className="stack">
          <h3>{words.place.title}</h3>
          <Place order={order} />
        </section>
      )}
      {may.change && (
        <section className="stack">
          <h3>{words.change.title}</h3>
          <ChangeOrder order={order} />
        </section>
      )}
      {may.close && (
        <section className="stack">
          <h3>{words.close.title}</h3>
          <End order={order} how="close" />
        </section>
      )}
      {may.withdraw && (
        <section className="stack">
          <h3>{words.withdraw.title}</h3>
          <End order={order} how="withdraw" />
        </section>
      )}
    </div>
  )
}
