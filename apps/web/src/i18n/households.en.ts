import type { HouseholdMessages } from './households.zh-CN.js'

export const householdsEn: HouseholdMessages = {
  title: 'Lives with',
  empty: 'Nobody is recorded as living here too.',
  emptyHint: 'Once the key people of a household are put together, one call can be recorded for all of them.',
  self: 'this person',
  none: 'No other key person lives here.',
  perhaps: 'Perhaps lives here too',
  perhapsHint: 'Same village, same phone number.',
  livesHere: (name) => `${name} lives here too`,
  livesHereShort: 'Lives here too',
  leave: 'Does not live here',
  leaveOf: (name) => `${name} does not live here`,
  leaveAsk: (name) => `Does ${name} not live with these people? All follow-ups recorded so far stay.`,
  leaveYes: 'Right, does not live here',
  add: 'Add somebody of this household',
  search: 'Name, identity number or phone',
  searchHint: 'Searches this village only.',
  searchNone: 'Nobody found in this village.',
  needsVillage: 'The village is not known yet. Correct it first, then record who lives here.',
  contradiction:
    'Recorded as living alone, but others live here. Please find out, then correct how they live or take out whoever does not live here.',
  joined: (name) => `Recorded: ${name} lives here too`,
  left: (name) => `Recorded: ${name} does not live here`,
  together: 'Also well, same call or visit',
  togetherHint: 'Tick only whom you asked about. Whoever was measured or is not well gets a record of their own.',
  togetherUnread: 'No network: only people of the household on today’s list are shown.',
  togetherNone:
    'No network: who else lives here cannot be read now. Record this person; the others can be recorded on their own.',
}
