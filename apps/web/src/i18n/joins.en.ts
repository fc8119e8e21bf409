import type { JoinMessages } from './joins.zh-CN.js'

export const joinsEn: JoinMessages = {
  open: 'Recorded twice? Join with another record',
  title: (name) => `Join two records: ${name}`,
  intro:
    'When one person has two records, they become one: talks, alarms, daily monitoring and what a medic decided go on in the record that is kept. The other stays to be looked at and is followed no more.',
  likely: 'Perhaps the same person',
  likelyNone:
    'No record shares an identity number or a phone with this one, or the name in the same village. One of another village with another phone is looked for below, by name, phone or identity number.',
  look: 'Look for the other record',
  lookFor: 'Name, identity number or phone',
  lookGo: 'Look',
  lookNone: 'Nothing found. Try one character, or the last four digits of a phone or an identity number.',
  found: 'Records found',
  choose: (name) => `Compare: ${name}`,
  compare: 'Two records side by side',
  kept: 'This record, kept',
  other: 'The other, joined into it',
  take: 'Once joined',
  takeOf: {
    known: (text) => `this one: ${text}`,
    read: (text) => `the other: ${text}`,
    both: (text) => `both: ${text}`,
  },
  swap: 'Keep the other record instead',
  another: 'Look for another record',
  refusals: {
    'join-same': 'That is the same record.',
    'join-joined': 'One of the two was joined with another record already. Reload to see it.',
    'join-gone': 'One of the two is recorded as having died or moved away. If that is a mistake, take it back first.',
    'join-life':
      'The other record says that this person is in hospital or refuses service. Let that one go on, or record it here first.',
    'join-numbers':
      'Both have a valid identity number, and not the same: these are two people. If one was typed wrongly, correct it first.',
    'join-open': 'Something is still open on the other record. End it first, or let that record go on.',
    'join-trial':
      'One of the two came with a trial import of the demonstration and the other did not: such records are never joined. Nobody has to tidy them up: they all go when the demonstration is left (an administrator runs lianfang demo leave on the server). Until then, record on the one you follow.',
  },
  hanging: 'Still open on the other record:',
  hangingOf: {
    move: 'a move waits for an answer',
    careHome: 'it is on the roster of a care home',
    medicine: 'a request for medicine is open',
  },
  openOther: 'Open the other record',
  reason: 'How you know that it is one person',
  reasonHint: 'For whoever looks later, for example: asked by phone, the name was heard wrongly.',
  reasonMissing: 'Say how you know that it is one person.',
  join: 'Join into one record',
  joined: (name) => `Joined: ${name} is followed on this record`,
  goOn: 'Back to the person',
  here: 'Records joined into this one',
  from: (name) => `Another record, of ${name}, was joined into this one: talks and alarms are kept here.`,
  fromUnseen: 'Another record of the same person, which is not in your place, was joined into this one.',
  openJoined: 'Look at it',
  noRight: 'Records are joined by a township manager or the county.',
}
