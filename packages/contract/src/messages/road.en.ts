import type { RoadProblems } from './messages.js'

/** Sentences for what is met with consignments on the road and with devices only; they are loaded with their pages. */
export const roadEn: RoadProblems = {
  'consignment.state': 'This cannot be done in the state the consignment is in. Reload to see it.',
  'consignment.leg': 'A leg goes from one place to another, and begins where the one before it ended.',
  'consignment.leg-unknown': 'The consignment has no such leg.',
  'consignment.time': 'This is no time that can be read, or there is no such time zone.',
  'consignment.time-skipped': 'There was no such hour: the clocks went forward there. Compare it with the paper.',
  'consignment.time-twice': 'This hour came twice there, the clocks went back. Say which of the two is meant.',
  'consignment.time-ahead': 'An actual time cannot lie ahead. Enter it as an estimate.',
  'consignment.time-doubtful':
    'This time does not fit with what is known of the way. Compare the clock, the day and the time zone; if it is right, say so.',
  'consignment.not-actual': 'Only one of the actual times can be chosen.',
  'consignment.cargo':
    'These goods cannot go with it: they are assigned elsewhere, sent already, of another kind or owner.',
  'consignment.carried': 'A consignment carries these goods. Receive, turn back or close them there.',
  'consignment.wanted': 'What leaves is not what was planned: as many of each kind, no more and no fewer.',
  'consignment.line': 'There is no such line, or it is there twice.',
  'consignment.quantity': 'The number is not right: a whole number, within what is on the road.',
  'consignment.everything': 'Something must stay. To take everything, redirect the consignment.',
  'consignment.merge': 'Only consignments on the road to the same store are merged.',
  'consignment.more': 'More than is on the road. What is over is written as too many, with a reason, and held.',
  'consignment.nothing': 'Nothing was counted.',
  'consignment.reason': 'Damaged, missing, additional or wrong goods need a reason.',
  'consignment.redirect':
    'This cannot be chosen: nothing is on the road, or there is no store to turn back to or to give to.',
  'consignment.request': 'The other request cannot take them: it is not verified, of another kind, or needs fewer.',
  'consignment.photo': 'This is no photo that can be kept: JPEG or PNG, not larger than allowed.',
  'consignment.photos': 'So many photos are kept of this consignment; no more fit.',
  'consignment.no-alarm': 'No alarm rings now: it has ended. Reload to see what ended it.',
  'link.unknown': 'This link is not in force any more. Ask the desk that gave it for a new one.',
  'link.slow-down': 'That was sent many times today. Call the desk.',
  'asset.not-here': 'This unit is not in the store now.',
  'asset.not-lent': 'This unit is not lent.',
  'asset.not-back':
    'This unit was lent to another store and has not come back: that store sends it, and its arrival is entered here first.',
  'asset.no-fault': 'No fault of this unit is open.',
  'asset.no-use': 'This unit is not in use.',
  'asset.stands':
    'Not as the unit is now: in use, with a fault, in maintenance, on hold, in quarantine, recalled, expired, reserved or lent. End that first.',
  'asset.reason':
    'This unit is not ready: maintenance, contract, consumables or the last check are late or not known. To use or lend it all the same, say why.',
  'asset.day-past': 'This day has passed. Enter the day that is to come.',
  'asset.consumable-days': 'Days of consumables are a whole number from 0 to 3650.',
}
