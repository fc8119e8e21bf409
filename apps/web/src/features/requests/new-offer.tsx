import { offerChannels } from '@lianfang/domain/supply'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { useApi } from '../../api/use-api.js'
import { useDeals } from '../../i18n/deals.js'
import { useRequests } from '../../i18n/requests.js'
import { useNow } from '../../ui/clock.js'
import { focusFirstWrong, TextField } from '../../ui/form.js'
import { OneOf } from '../../ui/one-of.js'
import { partsIn } from '../../ui/time.js'
import { useToast } from '../../ui/toast.js'
import { useZone } from '../../ui/zone.js'
import { DealFailure } from '../deals/deal-failure.js'
import { blankOffer, type OfferDraft, readOffer } from '../deals/offer-draft.js'
import { type OfferFieldProps, OfferFields, useOfferFault } from '../deals/offer-fields.js'
import { useGoodsWords } from '../deals/use-many.js'
import { useSendOffer } from '../deals/use-send-offer.js'
import { PlaceChoice } from '../facilities/place-choice.js'
import { useKeptDraft } from '../session/kept-draft.js'
import { useSession } from '../session/session.js'
import { OwnerChoice, type OwnerKind } from './owner-choice.js'

/** What the desk types of an offer; the owner's name is kept for the page alone. */
type DeskDraft = OfferDraft & { readonly ownerName: string; readonly ownerKind: OwnerKind | '' }
const blank: DeskDraft = { ...blankOffer, ownerName: '', ownerKind: '' }

type PartProps = {
  readonly draft: DeskDraft
  readonly parts: Pick<OfferFieldProps, 'faults' | 'isTried'>
  readonly set: (change: Partial<DeskDraft>) => void
}

/** Whose goods they are: a maker, a store or an institution; of a gift or a purchase who gives or sells and where it lies. */
const From = ({ draft, parts, set }: PartProps) => {
  const { offers: words } = useRequests()
  const { refused } = useDeals()
  const { acting } = useSession()
  const errorOf = useOfferFault(parts)
  const { channel, owner } = draft
  const choose = (kind: OwnerKind) => (
    <OwnerChoice
      key={kind}
      kind={kind}
      chosen={owner === null ? null : { name: draft.ownerName }}
      error={errorOf('owner')}
      onChoose={(found) =>
        set({ owner: found === null ? null : { kind, id: found.id }, ownerName: found?.name ?? '', product: '' })
      }
    />
  )
  if (channel === '') return null
  if (channel === 'production') return choose('enterprise')
  if (channel === 'transfer') {
    return (
      <>
        <OneOf
          label={words.owner}
          any={refused.choose}
          value={draft.ownerKind === '' || draft.ownerKind === 'enterprise' ? undefined : draft.ownerKind}
          options={(['store', 'facility'] as const).map((one) => [one, words.ownerKinds[one]] as const)}
          error={draft.ownerKind === '' ? errorOf('owner') : null}
          onChange={(kind) => set({ ownerKind: kind ?? '', owner: null, ownerName: '' })}
        />
        {draft.ownerKind !== '' && draft.ownerKind !== 'enterprise' && choose(draft.ownerKind)}
      </>
    )
  }
  return (
    <>
      <TextField label={words.party[channel]} maxLength={80} value={draft.party} onChange={(party) => set({ party })} />
      <PlaceChoice base={acting.place.code} value={draft.place} onChange={(place) => set({ place })} />
      {errorOf('place') !== null && (
        <p className="alarm-text" role="alert">
          {errorOf('place')}
        </p>
      )}
    </>
  )
}

const Seen = ({ draft, set }: Omit<PartProps, 'parts'>) => {
  const { offers: words } = useRequests()
  if (draft.channel !== 'donation' && draft.channel !== 'procurement') return null
  return (
    <div className="stack">
      <TextField
        label={words.seenNumber}
        hint={words.seenHint}
        maxLength={60}
        value={draft.seenNumber}
        onChange={(seenNumber) => set({ seenNumber })}
      />
      <TextField
        label={words.seenUntil}
        type="date"
        value={draft.seenUntil}
        onChange={(seenUntil) => set({ seenUntil })}
      />
    </div>
  )
}

/** A new offer that the desk enters, by channel (E3). */
export const NewOffer = () => {
  const { offers: words } = useRequests()
  const { channels, refused, offer: common, faultsTitle } = useDeals()
  const { acting } = useSession()
  const navigate = useNavigate()
  const search = useSearch({ from: '/offers' })
  const toast = useToast()
  const goods = useGoodsWords()
  const today = partsIn(useNow(), useZone()).day
  const { draft, set } = useKeptDraft<DeskDraft>('offer.desk', { ...blank, place: acting.place.code })
  const [isTried, setTried] = useState(false)
  const isMade = draft.owner?.kind === 'enterprise'
  const maker = useApi('enterprise.read', { params: { id: draft.owner?.id ?? '' } }, { enabled: isMade })
  const { faults, body } = readOffer(draft, { kind: goods.find(draft.kind), today })
  const send = useSendOffer({
    sent: draft.sent,
    keep: (sent) => set({ sent }),
    onDone: ({ id }) => {
      set(null)
      toast({ text: common.sent })
      void navigate({ to: '/offers/$id', params: { id }, search, replace: true })
    },
  })
  const change = (part: Partial<DeskDraft>): void => {
    set(part)
    if (!send.isIdle && !send.isPending) send.reset()
  }
  const onSubmit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    setTried(true)
    if (body === null) focusFirstWrong(event.currentTarget)
    else send.mutate(body)
  }
  const products = isMade ? maker.data?.products.filter(({ closedOn }) => closedOn === null) : undefined
  return (
    <form className="stack" onSubmit={onSubmit} noValidate autoComplete="off">
      <h2 className="panel-title">{words.add}</h2>
      <OneOf
        label={words.channel}
        any={refused.choose}
        value={draft.channel === '' ? undefined : draft.channel}
        options={offerChannels.map((one) => [one, channels[one]] as const)}
        error={isTried && faults.channel !== undefined ? refused.choose : null}
        onChange={(channel) =>
          change({ channel: channel ?? '', owner: null, ownerName: '', ownerKind: '', product: '' })
        }
      />
      <From draft={draft} parts={{ faults, isTried }} set={change} />
      {draft.channel !== '' && (
        <>
          <OfferFields
            draft={draft}
            faults={faults}
            isTried={isTried}
            today={today}
            set={change}
            {...(products === undefined ? {} : { products })}
          />
          <Seen draft={draft} set={change} />
        </>
      )}
      {isTried && body === null && (
        <p className="note note-alarm" role="alert">
          {faultsTitle}
        </p>
      )}
      <DealFailure error={send.error} />
      <p>
        <button type="submit" className="btn btn-main" disabled={send.isPending || !goods.isReady}>
          {send.isPending ? common.sending : common.send}
        </button>
      </p>
    </form>
  )
}
