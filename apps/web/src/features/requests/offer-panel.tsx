import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useApi } from '../../api/use-api.js'
import { Panel } from '../../app/page.js'
import { useDeals } from '../../i18n/deals.js'
import { useI18n } from '../../i18n/i18n.js'
import { useRequests } from '../../i18n/requests.js'
import { useSupply } from '../../i18n/supply.js'
import { Loaded } from '../../ui/states.js'
import { formatDay } from '../../ui/time.js'
import { AssignmentsList } from '../deals/assignments-list.js'
import { OfferActs } from '../deals/offer-acts.js'
import { ownedFields } from '../deals/offer-draft.js'
import { StepsList } from '../deals/steps-list.js'
import type { Offer } from '../deals/types.js'
import { useGoodsWords } from '../deals/use-many.js'
import { NewOffer } from './new-offer.js'

type Props = { readonly offer: Offer }

/** The papers that the goods go by, each with how it stands on the ready day. */
const Licence = ({ offer: { licence } }: Props) => {
  const { offers: words } = useRequests()
  const { licenceStates } = useDeals()
  const { papers, paperStates } = useSupply()
  const { language } = useI18n()
  const { seen } = licence
  return (
    <section className="stack">
      <h3>{words.papers}</h3>
      <p>{licenceStates[licence.state]}</p>
      {licence.papers.length > 0 && (
        <ul>
          {licence.papers.map(({ kind, state }) => (
            <li key={kind}>
              {papers[kind]}: {paperStates[state]}
            </li>
          ))}
        </ul>
      )}
      {seen !== null && (
        <p>
          {words.seen(seen.number)} {seen.until !== null && `(${formatDay(seen.until, language)})`}
        </p>
      )}
    </section>
  )
}

/** What the owner has, how many can go, and why each other unit stays (SUP-TRA-1 to -5). */
const Contract = ({ offer: { owned, contract } }: Props) => {
  const { offers: words } = useRequests()
  const deals = useDeals()
  const { number } = useI18n()
  if (owned === null || contract === null) return null
  return (
    <section className="stack">
      <h3>{words.owned}</h3>
      <dl className="facts num">
        {ownedFields.map((field) => (
          <div key={field} style={{ display: 'contents' }}>
            <dt>{deals.offer.ownedFields[field]}</dt>
            <dd>{number(owned[field])}</dd>
          </div>
        ))}
      </dl>
      <p>{owned.consumables ? deals.offer.consumables : deals.kept.consumables}</p>
      <h3>{words.contract}</h3>
      <p className="strong">{deals.give(number(contract.give))}</p>
      <ul>
        {contract.kept.map(({ why, quantity }) => (
          <li key={why}>{deals.keptOne(number(quantity), deals.kept[why])}</li>
        ))}
      </ul>
    </section>
  )
}

const One = ({ offer }: Props) => {
  const { offers: words } = useRequests()
  const deals = useDeals()
  const { number, language } = useI18n()
  const { named, many } = useGoodsWords()
  const place = offer.county.code === offer.place.code ? offer.county.name : `${offer.county.name} ${offer.place.name}`
  return (
    <div className="stack-wide">
      <div className="stack">
        <h2 className="panel-title">{offer.owner?.name ?? offer.party ?? words.noOwner}</h2>
        <p className="line">
          <strong>
            {named(offer.kind)} {many(offer.quantity, offer.kind)}
          </strong>
          <span className="tag">{deals.offerStates[offer.state]}</span>
          <span className="tag">{deals.channels[offer.channel]}</span>
        </p>
        <p className="num">{deals.offer.left(number(offer.left), number(offer.quantity))}</p>
        <p className="muted">
          {deals.assignments.ready(formatDay(offer.readyOn, language))} · {place} ·{' '}
          {deals.reliabilities[offer.reliability]}, {words.saidBy(offer.saidBy)}
          {offer.product !== null && ` · ${offer.product.model}`}
        </p>
      </div>
      <Licence offer={offer} />
      <Contract offer={offer} />
      <section className="stack">
        <h3>{words.goesTo}</h3>
        <AssignmentsList
          assignments={offer.assignments}
          link={(one) => (
            <Link to="/requests/$id" params={{ id: one.request }} search={{ tab: 'assign' }}>
              {many(one.quantity, one.kind)}
            </Link>
          )}
        />
      </section>
      {offer.may.write && (
        <details>
          <summary>{words.acts}</summary>
          <OfferActs offer={offer} />
        </details>
      )}
      <section className="stack">
        <h3>{deals.steps.title}</h3>
        <StepsList steps={offer.steps} of="offer" />
      </section>
    </div>
  )
}

const Known = ({ id }: { readonly id: string }) => {
  const query = useApi('offer.read', { params: { id } })
  return <Loaded query={query}>{(offer) => <One offer={offer} />}</Loaded>
}

/** One offer (E3): its licence, what its owner keeps and why, where its units go; or a new one. */
export const OfferPanel = () => {
  const { id } = useParams({ from: '/offers/$id' })
  const search = useSearch({ from: '/offers' })
  const navigate = useNavigate()
  const { offers: words } = useRequests()
  const close = (): void => void navigate({ to: '/offers', search, resetScroll: false })
  return (
    <Panel key={id} label={words.panel} onClose={close}>
      {id === 'new' ? <NewOffer /> : <Known id={id} />}
    </Panel>
  )
}
