import type { BodyInput, RecallReach, RouteOf } from '@lianfang/contract'
import { useMutation } from '@tanstack/react-query'
import { call } from '../../api/client.js'
import { useI18n } from '../../i18n/i18n.js'
import { useStock } from '../../i18n/stock.js'
import { ProblemNote } from '../../ui/states.js'
import { useKinds } from '../supply/use-kinds.js'
import { useSaid } from '../supply/use-said.js'
import { ofRecalls } from './of-stores.js'
import { Here, Left, LotUnknown, sumOf, useUnits } from './recall-reach.js'
import { useRecallText } from './recall-text.js'

export type RecallBody = BodyInput<RouteOf<'recall.create'>>

type Props = {
  readonly body: RecallBody
  readonly product: { readonly model: string; readonly maker: string } | undefined
  readonly reach: RecallReach
  readonly onChange: () => void
  readonly onDone: () => void
}

const WhatItDoes = ({ body: { kind }, reach }: Pick<Props, 'body' | 'reach'>) => {
  const { recalls: words } = useStock()
  const { number } = useI18n()
  const units = useUnits(kind)
  const { here, left } = reach
  return (
    <section className="stack">
      <h3>{words.reachTitle}</h3>
      <p className={here.length === 0 ? '' : 'note note-warn'}>
        {here.length === 0 ? words.reachHoldNone : words.reachHold(units(sumOf(here)), number(here.length))}
      </p>
      {here.length > 0 && <Here reach={reach} kind={kind} plain />}
      <p>{left.length === 0 ? words.reachLeftNone : words.reachLeft(units(sumOf(left)))}</p>
      {left.length > 0 && <Left reach={reach} kind={kind} plain />}
      <LotUnknown reach={reach} kind={kind} />
    </section>
  )
}

/** How far a recall reaches, said before it is sent. */
export const RecallSend = ({ body, product, reach, onChange, onDone }: Props) => {
  const { recalls: words } = useStock()
  const { named } = useKinds()
  const textOf = useRecallText()
  const { said } = useSaid(ofRecalls)
  const send = useMutation({
    mutationFn: () => call('recall.create', { body }),
    onSuccess: (answer) => {
      said(answer, words.made)
      onDone()
    },
  })
  const { kind, lot, serials, reason } = body
  const [model, maker] = product === undefined ? [null, null] : [product.model, product.maker]
  return (
    <div className="stack-wide">
      <div className="stack">
        <h2 className="panel-title">{named(kind)}</h2>
        <p>{textOf({ lot: lot ?? null, serials: serials ?? null, model, maker })}</p>
        <p>{reason}</p>
      </div>
      <WhatItDoes body={body} reach={reach} />
      {send.error && <ProblemNote error={send.error} saving />}
      <p className="line">
        <button type="button" className="btn btn-danger" disabled={send.isPending} onClick={() => send.mutate()}>
          {words.send}
        </button>
        <button type="button" className="btn" disabled={send.isPending} onClick={onChange}>
          {words.change}
        </button>
      </p>
    </div>
  )
}
