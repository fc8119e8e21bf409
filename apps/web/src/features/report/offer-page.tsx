import { useApi } from '../../api/use-api.js'
import { FieldHeading } from '../../app/field-parts.js'
import { useDeals } from '../../i18n/deals.js'
import { Skeleton } from '../../ui/states.js'
import { OwnOffers } from '../deals/own-offers.js'
import { EnterpriseProblem, useNameOf } from './enterprise-top.js'

/** Offers goods that are made (E3). */
export const OfferPage = ({ id }: { readonly id: string }) => {
  const { offer } = useDeals()
  const nameOf = useNameOf()
  const query = useApi('enterprise.read', { params: { id } })
  if (query.data === undefined) {
    if (query.error) return <EnterpriseProblem error={query.error} onRetry={() => void query.refetch()} />
    return <Skeleton />
  }
  return (
    <>
      <FieldHeading title={offer.title} aside={nameOf(query.data)} back />
      <OwnOffers
        owner={{ kind: 'enterprise', id }}
        channel="production"
        products={query.data.products.filter(({ closedOn }) => closedOn === null)}
      />
    </>
  )
}
