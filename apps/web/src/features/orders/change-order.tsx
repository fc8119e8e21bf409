import { type FormEvent, useState } from 'react'
import { call } from '../../api/client.js'
import { useOrders } from '../../i18n/orders.js'
import { focusFirstWrong, TextField } from '../../ui/form.js'
import { typedNumber } from '../../ui/typed-number.js'
import { DealFailure } from '../deals/deal-failure.js'
import { useGoodsWords } from '../deals/use-many.js'
import { fenOf, typedYuan } from '../grassroots/money.js'
import type { Order, OrderLine } from '../grassroots/types.js'
import { useCommand } from '../grassroots/use-command.js'

type Typed = { readonly ordered: string; readonly price: string; readonly isOut: boolean }
type Sent = {
  readonly id: string
  readonly facility: string
  readonly kind: string
  readonly ordered: number
  readonly priceFen: number
}

const typedOf = ({ ordered, priceFen }: OrderLine): Typed => ({
  ...{ ordered: String(ordered), price: typedYuan(priceFen), isOut: false },
})
const isNumber = (text: string): boolean => {
  const n = typedNumber(text)
  return n !== null && Number.isInteger(n) && n >= 1
}
const isMoney = (text: string): boolean => !Number.isNaN(fenOf(text) ?? 0)

type LineProps = {
  readonly line: OrderLine
  readonly typed: Typed
  readonly isTried: boolean
  readonly set: (typed: Typed) => void
}

const LineFields = ({ line, typed, isTried, set }: LineProps) => {
  const { change: words, line: lines } = useOrders()
  const { named, many } = useGoodsWords()
  const what = `${line.facilityName} · ${named(line.kind)}`
  return (
    <li className="card stack">
      <p>
        <strong>{what}</strong>{' '}
        {line.proposal !== null && (
          <span className="muted small num">{lines.proposed(many(line.proposal.ordered, line.proposal.kind))}</span>
        )}
      </p>
      {!typed.isOut && (
        <>
          <TextField
            label={words.ordered(what)}
            inputMode="numeric"
            maxLength={9}
            value={typed.ordered}
            error={isTried && !isNumber(typed.ordered) ? words.wrongNumber : null}
            onChange={(ordered) => set({ ...typed, ordered })}
          />
          <TextField
            label={words.price(what)}
            inputMode="decimal"
            maxLength={12}
            value={typed.price}
            error={isTried && !isMoney(typed.price) ? words.wrongPrice : null}
            onChange={(price) => set({ ...typed, price })}
          />
        </>
      )}
      <p>
        <button type="button" className="btn btn-quiet" onClick={() => set({ ...typed, isOut: !typed.isOut })}>
          {typed.isOut ? words.keep : words.drop}
          <span className="sr"> {what}</span>
        </button>
      </p>
    </li>
  )
}

/** The lines of a proposed order, changed by a person; what was proposed stays beside. */
export const ChangeOrder = ({ order }: { readonly order: Order }) => {
  const { change: words, stale } = useOrders()
  const [all, setAll] = useState<readonly Typed[]>(order.lines.map(typedOf))
  const [isTried, setTried] = useState(false)
  const act = useCommand(
    (body: { readonly lines: readonly Sent[] }, id) =>
      call('order.change', {
        params: { id: order.id },
        body: { id, version: order.version, name: order.name, lines: [...body.lines] },
      }),
    { said: words.saved },
  )
  const kept = order.lines.flatMap((line, i) => {
    const typed = all[i]
    return typed === undefined || typed.isOut ? [] : [{ line, typed }]
  })
  const isWrong = kept.some(({ typed }) => !isNumber(typed.ordered) || !isMoney(typed.price))
  const onSubmit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    setTried(true)
    if (isWrong || kept.length === 0) {
      focusFirstWrong(event.currentTarget)
      return
    }
    const lines = kept.map(({ line: { id, facility, kind }, typed }) => ({
      ...{ id, facility, kind, ordered: typedNumber(typed.ordered) ?? 0, priceFen: fenOf(typed.price) ?? 0 },
    }))
    act.mutate({ lines })
  }
  return (
    <form className="stack" onSubmit={onSubmit} noValidate autoComplete="off" aria-label={words.title}>
      <p className="muted">{words.hint}</p>
      {act.isStale && (
        <p className="note note-warn" role="alert">
          {stale}
        </p>
      )}
      <ul className="stack">
        {order.lines.map((line, i) => (
          <LineFields
            key={line.id}
            line={line}
            typed={all[i] ?? typedOf(line)}
            isTried={isTried}
            set={(typed) => setAll(all.map((one, n) => (n === i ? typed : one)))}
          />
        ))}
      </ul>
      {isTried && kept.length === 0 && (
        <p className="error" role="alert">
          {words.noLines}
        </p>
      )}
      <DealFailure error={act.error} />
      <p>
        <button type="submit" className="btn" disabled={act.isPending}>
          {words.save}
        </button>
      </p>
    </form>
  )
}
