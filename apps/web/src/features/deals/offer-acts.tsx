import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { call } from '../../api/client.js'
import { useCommandId } from '../../api/use-command-id.js'
import { useDeals } from '../../i18n/deals.js'
import { useI18n } from '../../i18n/i18n.js'
import { Choice, focusFirstWrong, TextField } from '../../ui/form.js'
import { useToast } from '../../ui/toast.js'
import { typedWhole } from '../report/typed-whole.js'
import { DealFailure } from './deal-failure.js'
import { type OfferRow, ofDeals } from './types.js'

const acts = ['lower', 'use', 'withdraw'] as const
type Act = (typeof acts)[number]
type Body = { readonly act: Act; readonly reason: string; readonly quantity: number }

type Props = { readonly offer: Pick<OfferRow, 'id' | 'quantity' | 'assigned'> }

const useOfferAct = (id: string, onDone: () => void) => {
  const { offer: words } = useDeals()
  const client = useQueryClient()
  const idOf = useCommandId()
  const toast = useToast()
  const done = { lower: words.lowered, use: words.used, withdraw: words.withdrawn } as const
  return useMutation({
    mutationFn: (body: Body) => {
      const { act, reason, quantity } = body
      const said = { id: idOf(body), reason }
      if (act === 'lower') return call('offer.lower', { params: { id }, body: { ...said, quantity } })
      return act === 'use'
        ? call('offer.use', { params: { id }, body: said })
        : call('offer.withdraw', { params: { id }, body: said })
    },
    onSuccess: (_answer, { act }) => {
      idOf(null)
      for (const key of ofDeals) void client.invalidateQueries({ queryKey: [key] })
      toast({ text: done[act] })
      onDone()
    },
  })
}

/** Lowers an offer, says that it is used up, or withdraws what is left of it; each with a reason. */
export const OfferActs = ({ offer }: Props) => {
  const { offer: words, refused } = useDeals()
  const { number } = useI18n()
  const [act, setAct] = useState<Act>('withdraw')
  const [reason, setReason] = useState('')
  const [quantity, setQuantity] = useState('')
  const [isTried, setTried] = useState(false)
  const send = useOfferAct(offer.id, () => setReason(''))
  const least = Math.max(1, offer.assigned)
  const typed = typedWhole(quantity)
  const isLower = act === 'lower'
  const isFine = !isLower || (typed !== null && Number.isSafeInteger(typed) && typed >= least && typed < offer.quantity)
  const onSubmit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    setTried(true)
    if (reason.trim() === '' || !isFine) focusFirstWrong(event.currentTarget)
    else send.mutate({ act, reason: reason.trim(), quantity: isLower ? (typed ?? 0) : 0 })
  }
  const names = { lower: words.lower, use: words.use, withdraw: words.withdraw } as const
  const possible = acts.filter((one) => one !== 'lower' || offer.quantity > least)
  return (
    <form className="stack" onSubmit={onSubmit} noValidate autoComplete="off">
      <Choice
        legend={words.act}
        name={`act-${offer.id}`}
        value={act}
        options={possible.map((value) => ({ value, label: names[value] }))}
        onChange={setAct}
      />
      {act === 'withdraw' && <p>{words.withdrawAsk}</p>}
      {isLower && (
        <TextField
          label={words.quantity('')}
          inputMode="numeric"
          maxLength={12}
          value={quantity}
          error={isTried && !isFine ? refused.below(number(least), number(offer.quantity - 1)) : null}
          onChange={setQuantity}
        />
      )}
      <TextField
        label={words.reason}
        maxLength={200}
        value={reason}
        error={isTried && reason.trim() === '' ? refused.reasonMissing : null}
        onChange={setReason}
      />
      <DealFailure error={send.error} />
      <p>
        <button type="submit" className="btn btn-danger" disabled={send.isPending}>
          {names[act]}
        </button>
      </p>
    </form>
  )
}
