import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { call } from '../../api/client.js'
import { ApiProblem } from '../../api/problem.js'
import { useCommandId } from '../../api/use-command-id.js'
import { requisitionListSearch } from '../../app/search-deals.js'
import { useDeals } from '../../i18n/deals.js'
import { useRequests } from '../../i18n/requests.js'
import { useNow } from '../../ui/clock.js'
import { focusFirstWrong, TextField } from '../../ui/form.js'
import { OneOf } from '../../ui/one-of.js'
import { Select } from '../../ui/select.js'
import { partsIn } from '../../ui/time.js'
import { useToast } from '../../ui/toast.js'
import { useZone } from '../../ui/zone.js'
import { DealFailure } from '../deals/deal-failure.js'
import { ofDeals } from '../deals/types.js'
import { useGoodsWords } from '../deals/use-many.js'
import { typedWhole } from '../report/typed-whole.js'
import { useKeptDraft } from '../session/kept-draft.js'
import { OwnerChoice } from './owner-choice.js'
import { blankPapers, PaperFields, type Papers, papersSaid } from './paper-fields.js'

const owned = ['ready', 'inUse', 'ownNeed'] as const
type Owned = (typeof owned)[number]

type Draft = {
  readonly ownerKind: 'store' | 'facility'
  readonly owner: { readonly id: string; readonly name: string } | null
  readonly kind: string
  readonly quantity: string
  readonly owned: Readonly<Partial<Record<Owned, string>>>
  readonly papers: Papers
}
const blank: Draft = { ownerKind: 'facility', owner: null, kind: '', quantity: '', owned: {}, papers: blankPapers }

const countOf = (text: string | undefined, least: number): number | null => {
  const value = typedWhole(text ?? '')
  return value !== null && Number.isSafeInteger(value) && value >= least ? value : null
}

/** A store's book says what is ready there. */
const askedOf = (kind: Draft['ownerKind']): readonly Owned[] => (kind === 'store' ? ['inUse', 'ownNeed'] : owned)

/** Orders a requisition; its papers may come later, but none is executed without them (E3). */
export const NewRequisition = () => {
  const { seizing: words, offers, list } = useRequests()
  const { offer: common, refused, faultsTitle } = useDeals()
  const goods = useGoodsWords()
  const toast = useToast()
  const navigate = useNavigate()
  const raw = useSearch({ from: '/requisitions' })
  const today = partsIn(useNow(), useZone()).day
  const { draft, set } = useKeptDraft<Draft>('requisition.desk', { ...blank, kind: raw.kind ?? '' })
  const [isTried, setTried] = useState(false)
  const idOf = useCommandId()
  const client = useQueryClient()
  const kind = goods.find(draft.kind)
  const quantity = countOf(draft.quantity, 1)
  const asked = askedOf(draft.ownerKind)
  const isFine =
    draft.owner !== null &&
    kind !== undefined &&
    quantity !== null &&
    asked.every((one) => countOf(draft.owned[one], 0) !== null)
  const send = useMutation({
    mutationFn: async () => {
      const count = (one: Owned): number => countOf(draft.owned[one], 0) ?? 0
      const body = {
        ...{ owner: { kind: draft.ownerKind, id: draft.owner?.id ?? '' }, request: raw.request ?? null },
        ...{ kind: draft.kind, quantity: quantity ?? 0, unit: kind?.unit ?? '' },
        ...{ owned: { ready: count('ready'), inUse: count('inUse'), ownNeed: count('ownNeed') } },
        ...papersSaid(draft.papers),
      }
      const answer = await call('requisition.order', { body: { ...body, id: idOf(body) } })
      if ('result' in answer) return answer.result
      throw new ApiProblem('internal', 500, null)
    },
    onSuccess: ({ id }) => {
      idOf(null)
      set(null)
      for (const key of ofDeals) void client.invalidateQueries({ queryKey: [key] })
      toast({ text: words.ordered })
      void navigate({ to: '/requisitions/$id', params: { id }, search: requisitionListSearch(raw), replace: true })
    },
  })
  const onSubmit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    setTried(true)
    if (isFine) send.mutate()
    else focusFirstWrong(event.currentTarget)
  }
  return (
    <form className="stack" onSubmit={onSubmit} noValidate autoComplete="off">
      <h2 className="panel-title">{words.add}</h2>
      {raw.request !== undefined && (
        <p>
          {words.forRequest}:{' '}
          <Link to="/requests/$id" params={{ id: raw.request }} search={{}}>
            {words.openRequest}
          </Link>
        </p>
      )}
      <Select
        label={words.owner}
        value={draft.ownerKind}
        options={(['facility', 'store'] as const).map((one) => [one, offers.ownerKinds[one]] as const)}
        onChange={(ownerKind) => set({ ownerKind, owner: null })}
      />
      <OwnerChoice
        key={draft.ownerKind}
        kind={draft.ownerKind}
        chosen={draft.owner}
        error={isTried && draft.owner === null ? refused.choose : null}
        onChoose={(owner) => set({ owner })}
      />
      <OneOf
        label={list.kind}
        any={refused.choose}
        value={draft.kind === '' ? undefined : draft.kind}
        options={goods.open.map((one) => [one.code, goods.nameOf(one)] as const)}
        error={isTried && kind === undefined ? refused.choose : null}
        onChange={(code) => set({ kind: code ?? '' })}
      />
      <TextField
        label={common.quantity(goods.unitOf(draft.kind))}
        inputMode="numeric"
        maxLength={12}
        value={draft.quantity}
        error={isTried && quantity === null ? refused.write : null}
        onChange={(text) => set({ quantity: text })}
      />
      <fieldset className="field stack">
        <legend>{common.owned}</legend>
        {draft.ownerKind === 'store' && <p className="muted">{common.fromBook}</p>}
        {asked.map((one) => (
          <TextField
            key={one}
            label={common.ownedFields[one]}
            inputMode="numeric"
            maxLength={12}
            value={draft.owned[one] ?? ''}
            error={isTried && countOf(draft.owned[one], 0) === null ? refused.facts.missing : null}
            onChange={(text) => set({ owned: { ...draft.owned, [one]: text } })}
          />
        ))}
      </fieldset>
      <h3>{words.papers}</h3>
      <PaperFields papers={draft.papers} set={(papers) => set({ papers })} today={today} />
      {isTried && !isFine && (
        <p className="note note-alarm" role="alert">
          {faultsTitle}
        </p>
      )}
      <DealFailure error={send.error} />
      <p>
        <button type="submit" className="btn btn-main" disabled={send.isPending || !goods.isReady}>
          {words.add}
        </button>
      </p>
    </form>
  )
}
