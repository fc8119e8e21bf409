import { type FormEvent, useState } from 'react'
import { usePages } from '../../api/use-api.js'
import { useDeals } from '../../i18n/deals.js'
import { useI18n } from '../../i18n/i18n.js'
import { useNow } from '../../ui/clock.js'
import { focusFirstWrong } from '../../ui/form.js'
import { PagedList } from '../../ui/paged-list.js'
import { formatDay, partsIn } from '../../ui/time.js'
import { useToast } from '../../ui/toast.js'
import { useZone } from '../../ui/zone.js'
import { useKeptDraft } from '../session/kept-draft.js'
import { DealFailure } from './deal-failure.js'
import { OfferActs } from './offer-acts.js'
import { blankOffer, type OfferDraft, type Owner, readOffer } from './offer-draft.js'
import { OfferFields, type OfferProduct } from './offer-fields.js'
import type { OfferRow } from './types.js'
import { useGoodsWords } from './use-many.js'
import { useSendOffer } from './use-send-offer.js'

const One = ({ offer }: { readonly offer: OfferRow }) => {
  const { offer: words, reliabilities, licenceStates, assignments } = useDeals()
  const { number, language } = useI18n()
  const { named } = useGoodsWords()
  return (
    <li className="card stack">
      <p className="between">
        <span className="strong">{named(offer.kind)}</span>
        <span className="num">{words.left(number(offer.left), number(offer.quantity))}</span>
      </p>
      <p className="muted">
        {assignments.ready(formatDay(offer.readyOn, language))} · {reliabilities[offer.reliability]} ·{' '}
        {licenceStates[offer.licence.state]}
      </p>
      <details>
        <summary>
          {words.acts} <span className="sr">{named(offer.kind)}</span>
        </summary>
        <OfferActs offer={offer} />
      </details>
    </li>
  )
}

const Mine = ({ owner }: { readonly owner: Owner }) => {
  const { offer: words } = useDeals()
  const query = usePages('offer.mine', { query: { state: 'open', limit: 100 } })
  return (
    <section className="stack" aria-labelledby="own-offers">
      <h2 id="own-offers">{words.mine}</h2>
      {/* As low as what comes: nothing moves under the finger. */}
      <PagedList query={query} big skeleton={1} empty={<p className="muted">{words.none}</p>}>
        {(rows) => {
          const own = rows.filter((row) => row.owner?.id === owner.id)
          if (own.length === 0) return <p className="muted">{words.none}</p>
          return (
            <ul className="stack">
              {own.map((offer) => (
                <One key={offer.id} offer={offer} />
              ))}
            </ul>
          )
        }}
      </PagedList>
    </section>
  )
}

type Props = {
  readonly owner: Owner
  readonly channel: 'production' | 'transfer'
  readonly products?: readonly OfferProduct[]
}

/** Offers goods of an owner, and shows what it offered before (E3): the small form of a maker, a keeper and a hospital. */
export const OwnOffers = ({ owner, channel, products }: Props) => {
  const { offer: words, faultsTitle } = useDeals()
  const goods = useGoodsWords()
  const today = partsIn(useNow(), useZone()).day
  const toast = useToast()
  const start: OfferDraft = { ...blankOffer, owner, channel }
  const { draft, set } = useKeptDraft<OfferDraft>(`offer.${owner.id}`, start)
  const [isTried, setTried] = useState(false)
  const { faults, body } = readOffer(draft, { kind: goods.find(draft.kind), today })
  const send = useSendOffer({
    sent: draft.sent,
    keep: (sent) => set({ sent }),
    onDone: () => {
      set(null)
      setTried(false)
      toast({ text: words.sent })
    },
  })
  const change = (part: Partial<OfferDraft>): void => {
    set(part)
    if (!send.isIdle && !send.isPending) send.reset()
  }
  const onSubmit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    setTried(true)
    if (body === null) focusFirstWrong(event.currentTarget)
    else send.mutate(body)
  }
  return (
    <>
      <p className="muted">{words.intro}</p>
      <form className="stack" onSubmit={onSubmit} noValidate autoComplete="off" aria-label={words.title}>
        <OfferFields
          draft={draft}
          faults={faults}
          isTried={isTried}
          today={today}
          set={change}
          {...(products === undefined ? {} : { products })}
        />
        {isTried && body === null && (
          <p className="note note-alarm" role="alert">
            {faultsTitle}
          </p>
        )}
        <DealFailure error={send.error} />
        <button type="submit" className="btn btn-main btn-big" disabled={send.isPending || !goods.isReady}>
          {send.isPending ? words.sending : words.send}
        </button>
      </form>
      <Mine owner={owner} />
    </>
  )
}
