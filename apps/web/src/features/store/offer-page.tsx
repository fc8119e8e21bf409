import { FieldHeading } from '../../app/field-parts.js'
import { useDeals } from '../../i18n/deals.js'
import { OwnOffers } from '../deals/own-offers.js'
import { OfStore } from './store-top.js'

/** Offers goods of a store to be moved (E3). */
export const OfferPage = ({ id }: { readonly id: string }) => {
  const { offer } = useDeals()
  return (
    <OfStore id={id}>
      {(_store, name) => (
        <>
          <FieldHeading title={offer.title} aside={name} back />
          <OwnOffers owner={{ kind: 'store', id }} channel="transfer" />
        </>
      )}
    </OfStore>
  )
}
