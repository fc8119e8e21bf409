import { type FormEvent, useState } from 'react'
import { call } from '../../api/client.js'
import { useApi } from '../../api/use-api.js'
import { useI18n } from '../../i18n/i18n.js'
import { useOrders } from '../../i18n/orders.js'
import { focusFirstWrong, TextField } from '../../ui/form.js'
import { OneOf } from '../../ui/one-of.js'
import { Loaded } from '../../ui/states.js'
import { DealFailure } from '../deals/deal-failure.js'
import type { Fund, Order } from '../grassroots/types.js'
import { useCommand } from '../grassroots/use-command.js'

type Body = {
  readonly fund: string
  readonly decision: { readonly number: string; readonly reason: string } | null
}
type FormProps = { readonly order: Order; readonly funds: readonly Fund[] }

const useApprove = (order: Order) => {
  const { approve: words } = useOrders()
  return useCommand(
    (body: Body, id) =>
      call('order.approve', { params: { id: order.id }, body: { ...body, id, version: order.version } }),
    { said: words.done },
  )
}

const Form = ({ order, funds }: FormProps) => {
  const { approve: words, stale } = useOrders()
  const { number } = useI18n()
  const [fund, setFund] = useState<string | undefined>(undefined)
  const [decision, setDecision] = useState({ number: '', reason: '' })
  const [isTried, setTried] = useState(false)
  const act = useApprove(order)
  const chosen = funds.find(({ id }) => id === fund)
  const over = chosen === undefined ? 0 : order.costFen - chosen.left
  const isOver = over > 0
  const empty = (text: string): string | null => (isTried && text.trim() === '' ? words.missing : null)
  const onSubmit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    setTried(true)
    const lacks = isOver && (decision.number.trim() === '' || decision.reason.trim() === '')
    if (fund === undefined || lacks) focusFirstWrong(event.currentTarget)
    else {
      const named = { number: decision.number.trim(), reason: decision.reason.trim() }
      act.mutate({ fund, decision: isOver ? named : null })
    }
  }
  return (
    <form className="stack" onSubmit={onSubmit} noValidate autoComplete="off" aria-label={words.title}>
      {act.isStale && (
        <p className="note note-warn" role="alert">
          {stale}
        </p>
      )}
      <OneOf
        label={words.fund}
        any={words.choose}
        value={fund}
        options={funds.map((one) => [one.id, words.left(one.name, number(one.left / 100))] as const)}
        error={isTried && fund === undefined ? words.missing : null}
        onChange={setFund}
      />
      {isOver && (
        <>
          <p className="note note-warn">{words.over(number(over / 100))}</p>
          <TextField
            label={words.number}
            maxLength={80}
            value={decision.number}
            error={empty(decision.number)}
            onChange={(text) => setDecision({ ...decision, number: text })}
          />
          <TextField
            label={words.reason}
            maxLength={200}
            value={decision.reason}
            error={empty(decision.reason)}
            onChange={(text) => setDecision({ ...decision, reason: text })}
          />
        </>
      )}
      <DealFailure error={act.error} />
      <p>
        <button type="submit" className="btn btn-main" disabled={act.isPending}>
          {words.send}
        </button>
      </p>
    </form>
  )
}

/** Approval by another person than the proposer; above the fund line only by a named decision. */
export const Approve = ({ order }: { readonly order: Order }) => {
  const { approve: words } = useOrders()
  const query = useApi('fund.list', { query: { place: order.county.code } })
  if (order.lines.some(({ priceFen }) => priceFen === 0)) return <p className="note note-warn">{words.noPrice}</p>
  return (
    <Loaded query={query}>
      {({ rows }) =>
        rows.length === 0 ? <p className="note">{words.noFunds}</p> : <Form order={order} funds={rows} />
      }
    </Loaded>
  )
}
