/** Who gives. Of what lies before the door at night nobody may know. */
export const donorKinds = ['person', 'organisation', 'unknown'] as const
export type DonorKind = (typeof donorKinds)[number]

/** Whether the donor wants to be named; who did not say is not named (SUP-GIFT-5). */
export const nameConsents = ['yes', 'no', 'notSaid'] as const
export type NameConsent = (typeof nameConsents)[number]

/** How a gift came to be known: offered on the public page, or counted in without a word before. */
export const giftSources = ['public', 'night'] as const
export type GiftSource = (typeof giftSources)[number]

/** What is said to a donor whose gift is not taken. */
export const declineReasons = ['expired', 'noLicence', 'noNeed', 'noWay', 'unsafe', 'other'] as const
export type DeclineReason = (typeof declineReasons)[number]

/** Why goods are disposed of at the inspection. */
export const failCauses = ['expired', 'damaged', 'dirty', 'unsafe', 'noLicence', 'notAsSaid', 'other'] as const
export type FailCause = (typeof failCauses)[number]

/**
 * States of a gift. `counted`: something of it waits for the inspection; `inspected`: all was looked at, and nothing of it is in
 * the books, or something is held back; `inBooks`: passed and not issued; `issued`: all that passed went on.
 */
export const giftStates = [
  'offered',
  'declined',
  'accepted',
  'arriving',
  'counted',
  'inspected',
  'inBooks',
  'issued',
  'closed',
] as const
export type GiftState = (typeof giftStates)[number]

export const giftActs = [
  'accept',
  'decline',
  'arrive',
  'paper',
  'consent',
  'assign',
  'count',
  'inspect',
  'correct',
  'issue',
  'close',
] as const
export type GiftAct = (typeof giftActs)[number]

const here: readonly GiftAct[] = ['paper', 'consent', 'assign', 'count', 'inspect', 'correct', 'issue']
const table: Readonly<Record<GiftState, readonly GiftAct[]>> = {
  offered: ['accept', 'decline'],
  declined: [],
  accepted: ['decline', 'arrive', 'paper', 'consent', 'assign', 'count'],
  arriving: ['decline', 'paper', 'consent', 'assign', 'count'],
  counted: here,
  inspected: [...here, 'close'],
  inBooks: here,
  issued: [...here, 'close'],
  closed: [],
}

/** Whether an act can be done with a gift in a state. */
export const giftAllows = (state: GiftState, act: GiftAct): boolean => table[state].includes(act)

/** The number of a gift, as it is spoken and published: nobody reaches anything by it. */
export const giftNumber = /^[2-9A-HJ-NP-Z]{8}$/

/** The word under which a gift's units are kept in the book of a store. */
export const giftReference = (number: string): string => `GIFT-${number}`

/** Whether units are kept for a gift: they leave the book by the gift's own acts alone. */
export const isGiftReference = (reference: string | null): boolean =>
  reference?.startsWith('GIFT-') === true && giftNumber.test(reference.slice(5))

/** SUP-GIFT-5: the name that is published; null where the donor did not say yes. */
export const publishedName = (said: NameConsent, name: string | null): string | null =>
  said === 'yes' && name !== null && name.trim() !== '' ? name.trim() : null
