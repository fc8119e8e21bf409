import { medicineHands } from '@lianfang/domain/supply'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call, type Reply, serverNow } from '../../api/client.js'
import { useApi } from '../../api/use-api.js'
import { useCommandId } from '../../api/use-command-id.js'
import { useI18n } from '../../i18n/i18n.js'
import { useMedicineSupply } from '../../i18n/medicine-supply.js'
import { Moment } from '../../ui/moment.js'
import { Select } from '../../ui/select.js'
import { Loaded, ProblemNote } from '../../ui/states.js'
import { useToast } from '../../ui/toast.js'
import { useGoodsWords } from '../deals/use-many.js'
import { useMay } from '../session/session.js'
import { IssueForm } from './issue-form.js'
import { ofSupply } from './of-supply.js'

type Supply = Reply<'medicine.supply'>
type Props = { readonly supply: Supply }

const Issued = ({ supply: { issued } }: Props) => {
  const words = useMedicineSupply()
  const { number } = useI18n()
  const { named, many } = useGoodsWords()
  if (issued === null) return null
  const { kind } = issued
  // Who is not told of diseases is not told the medicine's name either.
  const what = kind === null ? words.pieces(number(issued.quantity)) : `${named(kind)} ${many(issued.quantity, kind)}`
  return (
    <p>
      {words.issued({ what, days: number(issued.days), store: issued.storeName })}
      {issued.long && <span className="tag">{words.long}</span>}
      {issued.reason !== null && ` ${words.because(issued.reason)}`}{' '}
      <span className="muted small">
        {words.by(issued.by)} <Moment at={issued.at} />
      </span>
    </p>
  )
}

const Delivered = ({ supply: { delivered } }: Props) => {
  const words = useMedicineSupply()
  if (delivered === null) return null
  return (
    <p>
      {words.states.delivered}
      {delivered.to !== null && ` · ${words.givenTo(words.hands[delivered.to])}`}{' '}
      <span className="muted small">
        {words.by(delivered.by)} <Moment at={delivered.at} />
      </span>
    </p>
  )
}

const Deliver = ({ supply: { request } }: Props) => {
  const words = useMedicineSupply()
  const client = useQueryClient()
  const toast = useToast()
  const idOf = useCommandId()
  const [to, setTo] = useState<(typeof medicineHands)[number]>('person')
  const [at] = useState(() => new Date(serverNow()).toISOString())
  const send = useMutation({
    mutationFn: () => {
      const body = { to, at }
      return call('medicine.deliver', { params: { id: request }, body: { ...body, id: idOf(body) } })
    },
    onSuccess: async () => {
      idOf(null)
      toast({ text: words.delivered })
      await Promise.all(ofSupply.map((key) => client.invalidateQueries({ queryKey: [key] })))
    },
  })
  return (
    <div className="stack">
      <Select
        label={words.to}
        value={to}
        options={medicineHands.map((one) => [one, words.hands[one]] as const)}
        onChange={setTo}
      />
      {send.error && <ProblemNote error={send.error} saving />}
      <p>
        <button type="button" className="btn btn-main" disabled={send.isPending} onClick={() => send.mutate()}>
          {words.deliverNow}
        </button>
      </p>
    </div>
  )
}

const One = ({ supply }: Props) => {
  const words = useMedicineSupply()
  const may = useMay()
  return (
    <div className="stack">
      <p className="line">
        <span className={supply.state === 'issued' ? 'tag tag-warn' : 'tag'}>{words.states[supply.state]}</span>
      </p>
      <Issued supply={supply} />
      <Delivered supply={supply} />
      {supply.state === 'asked' && may('medicine.issue') && <IssueForm request={supply.request} />}
      {supply.state === 'issued' && may('medicine.deliver') && <Deliver supply={supply} />}
    </div>
  )
}

/** How far the medicine of a request has come (K9): asked, issued from a book by first expiry, handed over by whom and to whom. */
export const SupplyOfRequest = ({ request }: { readonly request: string }) => {
  const words = useMedicineSupply()
  const query = useApi('medicine.supply', { params: { id: request } })
  return (
    <section className="stack" aria-label={words.title}>
      <Loaded query={query} rows={2}>
        {(supply) => <One supply={supply} />}
      </Loaded>
    </section>
  )
}
