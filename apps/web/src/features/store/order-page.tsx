import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import { useState } from 'react'
import { v7 as uuidv7 } from 'uuid'
import { call, type Reply } from '../../api/client.js'
import { useApi } from '../../api/use-api.js'
import { FieldHeading } from '../../app/field-parts.js'
import { navigate } from '../../app/field-router.js'
import { useOrders } from '../../i18n/orders.js'
import { focusFirstWrong, TextField } from '../../ui/form.js'
import { Loaded } from '../../ui/states.js'
import { useToast } from '../../ui/toast.js'
import { typedNumber } from '../../ui/typed-number.js'
import { useKeptDraft } from '../session/kept-draft.js'
import type { Sent } from './draft.js'
import { Failure, RefusedHere } from './failure.js'
import { useRefusal } from './refusal.js'
import { OfStore } from './store-top.js'
import { readAnew, useGoods, useToday } from './use-store.js'

type Order = Reply<'order.mine'>['rows'][number]
type Line = Order['lines'][number]
type Draft = {
  readonly received: string
  readonly refused: string
  readonly reason: string
  readonly lot: string
  readonly expiry: string
  /** What went out last and was not answered: it goes out again under the same id. */
  readonly sent: Sent | null
}
const blank: Draft = { received: '', refused: '', reason: '', lot: '', expiry: '', sent: null }

/** A number of units as typed; nothing typed is none, what is no number of units is null. */
const unitsOf = (typed: string): number | null => {
  const n = typedNumber(typed) ?? 0
  return Number.isInteger(n) && n >= 0 ? n : null
}

type Props = { readonly store: string; readonly order: Order; readonly line: Line }
type Body = { readonly day: string; readonly received: number; readonly refused: number }

const useReceive = ({ store, order, line }: Props, kept: ReturnType<typeof useKeptDraft<Draft>>) => {
  const { receive: words } = useOrders()
  const client = useQueryClient()
  const toast = useToast()
  const { draft, set } = kept
  return useMutation({
    mutationFn: (said: Body) => {
      const { reason, lot, expiry } = draft
      const body = {
        ...{ ...said, store, reason: reason.trim() === '' ? null : reason.trim(), product: null },
        ...{ lot: lot.trim() === '' ? null : lot.trim(), expiry: expiry === '' ? null : expiry },
      }
      const text = JSON.stringify(body)
      const sent = draft.sent?.said === text ? draft.sent : { id: uuidv7(), said: text }
      set({ sent })
      return call('order.receive', { params: { id: order.id, line: line.id }, body: { ...body, id: sent.id } })
    },
    onSuccess: async () => {
      set(null)
      await Promise.all(['order.mine', ...readAnew].map((key) => client.invalidateQueries({ queryKey: [key] })))
      toast({ text: words.done })
      navigate(`${store}/way`, 'replace')
    },
  })
}

const Form = (props: Props) => {
  const { receive: words } = useOrders()
  const goods = useGoods()
  const today = useToday()
  const { line, order } = props
  const kept = useKeptDraft<Draft>(`store.${props.store}.order.${line.id}`, blank)
  const { draft, set } = kept
  const [isTried, setTried] = useState(false)
  const send = useReceive(props, kept)
  const refusalOf = useRefusal()
  const [received, refused] = [unitsOf(draft.received), unitsOf(draft.refused)]
  const isNothing = received === 0 && refused === 0
  const lacksReason = (refused ?? 0) > 0 && draft.reason.trim() === ''
  const wrong = (n: number | null): string | null =>
    !isTried ? null : n === null ? words.wrong : isNothing ? words.nothing : null
  const onSubmit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    setTried(true)
    if (received === null || refused === null || isNothing || lacksReason) focusFirstWrong(event.currentTarget)
    else send.mutate({ day: today, received, refused })
  }
  const refusal = refusalOf(send.error)
  return (
    <form className="stack-wide" onSubmit={onSubmit} noValidate autoComplete="off" aria-label={words.title}>
      <div className="stack r-tight">
        <h2>{goods.nameOf(line.kind)}</h2>
        <p className="num">{words.rest(goods.many(line.rest, line.kind), goods.many(line.ordered, line.kind))}</p>
        <p className="muted">{order.name}</p>
      </div>
      <p className="muted">{words.hint}</p>
      <TextField
        label={words.received}
        inputMode="numeric"
        maxLength={9}
        value={draft.received}
        error={wrong(received)}
        onChange={(text) => set({ received: text })}
      />
      <TextField label={words.lot} maxLength={20} value={draft.lot} onChange={(lot) => set({ lot })} />
      <TextField label={words.expiry} type="date" value={draft.expiry} onChange={(expiry) => set({ expiry })} />
      <TextField
        label={words.refused}
        inputMode="numeric"
        maxLength={9}
        value={draft.refused}
        error={isTried && refused === null ? words.wrong : null}
        onChange={(text) => set({ refused: text })}
      />
      {(refused ?? 1) > 0 && (
        <TextField
          label={words.reason}
          maxLength={200}
          value={draft.reason}
          error={isTried && lacksReason ? words.reasonMissing : null}
          onChange={(reason) => set({ reason })}
        />
      )}
      <RefusedHere sentence={refusal?.sentence ?? null} />
      <Failure error={send.error} isNamed={refusal !== null} />
      <button type="submit" className="btn btn-main btn-big" disabled={send.isPending}>
        {send.isPending ? words.sending : words.send}
      </button>
    </form>
  )
}

/** The last mile (E10): the clinic takes in what came of one line of a joint order, and says what it refused and why. */
export const OrderPage = ({
  id,
  order,
  line,
}: {
  readonly id: string
  readonly order: string
  readonly line: string
}) => {
  const { receive: words } = useOrders()
  const query = useApi('order.mine', {})
  return (
    <OfStore id={id}>
      {(_store, name) => (
        <>
          <FieldHeading title={name} back />
          <Loaded query={query}>
            {({ rows }) => {
              const found = rows.find((one) => one.id === order)
              const own = found?.lines.find((one) => one.id === line)
              if (found === undefined || own === undefined || own.rest === 0)
                return <p className="note">{words.settled}</p>
              return <Form store={id} order={found} line={own} />
            }}
          </Loaded>
        </>
      )}
    </OfStore>
  )
}
