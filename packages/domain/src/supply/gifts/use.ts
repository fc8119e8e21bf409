import { isLicensed, type LicenceState } from '../offers/index.js'

/** What goods are used for where they go: on wards, or where no patient depends on them. */
export const giftUses = ['ward', 'nonClinical'] as const
export type GiftUse = (typeof giftUses)[number]

/** SUP-GIFT-4: goods without the papers that the destination asks for go to no ward, and may be used where nobody treats. */
export const mayUse = (use: GiftUse, licence: { readonly state: LicenceState }): boolean =>
  use === 'nonClinical' || isLicensed(licence)
