import type { ClinicProblems } from './messages.js'

/** Sentences for what is met with stock at the grassroots, joint orders, fund lines and labels only. */
export const clinicsEn: ClinicProblems = {
  'supply.grass-clinic': 'There is no such health centre or clinic.',
  'supply.grass-population': 'A whole number of people from 1.',
  'supply.grass-no-breach': 'No item is short there, or all that is missing is on its way. Nothing to order.',
  'supply.order-state': 'The order has gone on and cannot be done this with any more. Reload.',
  'supply.order-same-person': 'Who proposed an order does not approve it. Ask another person.',
  'supply.order-no-lines': 'The order has no lines.',
  'supply.order-no-price': 'A line has no price yet.',
  'supply.order-line':
    'A line is for an institution of this county, of a kind there is, in whole units from 1 and whole fen.',
  'supply.order-line-unknown': 'There is no such line in this order, or it is not for your clinic.',
  'supply.order-receipt-quantity': 'Whole units from 0, and at least one taken in or refused.',
  'supply.order-receipt-more': 'More than is outstanding. Ask the county; nothing was taken in.',
  'supply.order-receipt-reason': 'Say why it was refused.',
  'supply.fund-unknown': 'There is no such fund line in this county.',
  'supply.fund-above-line': 'More than the fund line has left. It takes a decision with its number and reason.',
  'supply.fund-budget': 'Whole fen, not below what is bound already.',
  'supply.label-fault':
    'A label has at least one statement, its last day not before its first, and each statement what it is about.',
  'supply.label-unknown': 'There is no such label.',
}
