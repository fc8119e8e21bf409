import type { GiftProblems } from './messages.js'

/** Sentences for what is met with gifts only; they are loaded with their pages. */
export const giftEn: GiftProblems = {
  'gift.unknown': 'There is no gift under this code. Compare it with the address that you kept.',
  'gift.busy': 'Many gifts were offered there today. Please try again tomorrow, or choose another county.',
  'gift.place': 'No gifts are taken in there. Choose a county of the list.',
  'gift.line':
    'A line is not right: a whole number of at least one, in the unit of the kind; for goods of no kind, say what they are.',
  'gift.day': 'This day cannot be read, or lies too far ahead.',
  'gift.state': 'This cannot be done in the state the gift is in. Reload to see it.',
  'gift.aim': 'There is no such institution or place for you to name.',
  'gift.store': 'This store does not take it in: it is closed, or of another county.',
  'gift.directed':
    'This gift is directed (SUP-GIFT-1). It goes where the donor said; elsewhere only as far as the donor agreed to in writing.',
  'gift.licence':
    'The papers for this kind are missing or have ended (SUP-GIFT-4). It goes to no ward; enter the paper, or name a non-clinical use.',
  'gift.units': 'There are not so many left of this gift.',
  'gift.reason': 'This differs from what the rule proposes. Say why.',
  'gift.consent': 'A consent names a paper of a day that has come, and a whole number of at least one.',
  'gift.assigned': 'Units of this gift are promised. Take that back first.',
  'gift.target': 'Nothing is to go there any more, or not so much.',
  'gift.photo':
    'This is no photo that can be kept: JPEG or PNG, not larger than allowed, and not too many of one gift.',
  'gift.no-photo': 'Take one photo of the load, or say why there is none.',
  'gift.inspect':
    'The inspection is not right: no more than is in quarantine; a cause for what fails, a reason for what is held back. What has expired and unsorted boxes do not pass.',
  'gift.correct':
    'The corrected count is not right: a whole number, not below what has left quarantine, and another than before.',
  'gift.kept': 'These units belong to a gift. Inspect, correct or issue them with the gift itself.',
  'gift.left': 'Something of this gift is still in quarantine or in the books.',
}
