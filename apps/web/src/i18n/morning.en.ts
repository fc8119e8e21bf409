import type { MorningMessages } from './morning.zh-CN.js'
import { plural } from './plural.js'

const are = (n: string, one: string, many: string): string => plural(n, one, many)

export const morningEn: MorningMessages = {
  title: (place) => `${place}: what needs doing today`,
  intro: 'The most urgent first. Each line opens the list it counts, and changes as the work is done.',
  asOf: (at) => `As of ${at}.`,
  needPlace: 'This page is for a county or a township. Please choose one.',
  waiting: 'Waiting for somebody',
  nothing: 'Nothing is waiting.',
  unraised: (n, rules) =>
    `${n === 0 ? 'Nobody waits yet' : n === 1 ? '1 person who is red and ill waits' : `${n} people who are red and ill wait`} for an alarm that cannot be raised, because rules are closed: ${rules}. It is raised when they are opened; until then refer by hand.`,
  toRules: 'To the rules',
  closed: (names) => `Cannot be said today, because a rule has no confirmed value in force: ${names}.`,
  calm: (names) => `Nothing waits in: ${names}.`,
  oldest: 'oldest',
  oldestOf: (key) => {
    if (key === 'held') return 'The first was taken up:'
    return key === 'offerReferral' ? 'The first is due:' : null
  },
  open: 'Open the list',
  keys: {
    alarms: {
      name: 'alarms not taken up',
      says: (n) => `${are(n, 'alarm has', 'alarms have')} not been taken up by anybody. Please call now.`,
    },
    held: {
      name: 'alarms taken up and not ended',
      says: (n) =>
        `${are(n, 'alarm was', 'alarms were')} taken up and not ended in the time allowed. Please ask who has ${n === '1' ? 'it, or take it' : 'them, or take them'} over.`,
    },
    referNow: {
      name: 'referrals owed',
      says: (n) =>
        `${are(n, 'red person is', 'red people are')} infected or worse and not yet referred; the clock runs.`,
    },
    calls: { name: 'calls to the desk', says: (n) => `${are(n, 'call is', 'calls are')} not closed.` },
    handovers: {
      name: 'hand-overs nobody accepted',
      says: (n) =>
        n === '1'
          ? 'The last hand-over of 1 desk was not accepted: its open calls may be in nobody’s hands.'
          : `The last hand-overs of ${n} desks were not accepted: their open calls may be in nobody’s hands.`,
    },
    shifts: {
      name: 'empty shifts',
      says: (n) => `${are(n, 'stretch', 'stretches')} of the next 24 hours with nobody on duty.`,
    },
    noRota: {
      name: 'desks without a rota',
      says: (n) =>
        `No rota is kept at ${n === '1' ? 'this 24-hour desk' : `${n} 24-hour desks`} yet. Begin one, so that it is known who answers.`,
    },
    offerReferral: {
      name: 'referrals to offer again',
      says: (n) =>
        `${are(n, 'family has', 'families have')} refused a referral and must be asked again: by tonight, or already.`,
    },
    rounds: {
      name: 'care home rounds',
      says: (n) => `${are(n, 'care home has', 'care homes have')} had no round in time.`,
    },
    askedBack: {
      name: 'deaths to take back',
      says: (n) =>
        `${are(n, 'person was', 'people were')} perhaps entered as dead by mistake; a second person is asked to look and take it back.`,
    },
    late: {
      name: 'overdue risen to you',
      says: (n) =>
        `${are(n, 'overdue follow-up has', 'overdue follow-ups have')} risen to you. Please press the teams.`,
    },
    neverReached: {
      name: 'never reached',
      says: (n) => `${are(n, 'red or yellow person has', 'red and yellow people have')} never been reached.`,
    },
    overNorm: {
      name: 'teams over the norm',
      says: (n) =>
        `${are(n, 'grid team serves', 'grid teams serve')} more people each than the norm; open it for a proposal.`,
    },
    withoutTeam: { name: 'no team', says: (n) => `${are(n, 'key person has', 'key people have')} no grid team.` },
    medicine: {
      name: 'requests for medicine',
      says: (n) => `${are(n, 'request for medicine is', 'requests for medicine are')} open.`,
    },
    offerService: {
      name: 'service to offer again',
      says: (n) => `${are(n, 'person', 'people')} who refused service must be asked again today.`,
    },
    moves: { name: 'moves to accept', says: (n) => `${are(n, 'move waits', 'moves wait')} to be accepted.` },
    pairs: {
      name: 'perhaps twice',
      says: (n) => `${are(n, 'pair', 'pairs')} on the ledger may be one person each; somebody has to decide.`,
    },
    reviews: {
      name: 'judgements to review',
      says: (n) => `${are(n, "medic's judgement is", "medics' judgements are")} due for review, or things got worse.`,
    },
    downgrades: {
      name: 'lower tiers',
      says: (n) => `${are(n, 'lower tier waits', 'lower tiers wait')} for a medic to agree.`,
    },
    callbacks: {
      name: 'call-backs',
      says: (n) =>
        `${are(n, 'drawn follow-up of the last seven days has', 'drawn follow-ups of the last seven days have')} not been called back; the oldest day opens.`,
    },
    patterns: {
      name: 'doubtful records',
      says: (n) =>
        `${are(n, 'group', 'groups')} of records of the seven days before today can hardly be true, and nobody has looked at them; the oldest day opens. Today’s stand under “today” of the checks.`,
    },
    told: {
      name: 'numbers not told',
      says: (n) => `${are(n, 'person does', 'people do')} not know the 24-hour numbers.`,
    },
    proposals: {
      name: 'rules to sign',
      says: (n) => `${are(n, 'value of a rule waits', 'values of rules wait')} for a second signature.`,
    },
    expiring: {
      name: 'rules that end',
      says: (n) => `${are(n, 'value of a rule ends', 'values of rules end')} within seven days.`,
    },
  },
  news: 'Since six yesterday evening',
  newsOf: { infection: 'infected', death: 'died', admission: 'admitted', discharge: 'discharged' },
  newsTitle: (kind) => `Since six yesterday evening: ${kind}`,
  newsEmpty: 'Nobody.',
  newsCaption: 'People, by when it became known',
  back: 'Back to what needs doing',
  person: 'Person',
  where: 'Place',
  known: 'Known since',
  by: 'Recorded by',
  six: 'Six in place',
  sixCaption: 'The six today, yesterday and seven days ago',
  point: 'Point',
  today: 'Today',
  yesterday: 'Yesterday',
  weekAgo: 'Seven days ago',
  worked: 'Today’s column was worked out:',
  workedThen:
    'ten minutes ago at most. The lists behind it are as of the moment you open them, and differ by what was recorded between.',
  notKept: 'not kept',
  share: (n, of, share) => `${share} (${n} of ${of})`,
  clear: 'Show all',
  onlyAlarms: {
    unanswered: 'Only those nobody has taken up',
    held: 'Only those taken up hours ago and not ended',
    referNow: 'Only referrals owed at once',
    offerToday: 'Only referrals to offer again today',
  },
  onlyLate: 'Only homes whose round is late',
  onlyIn: 'Only moves to accept here',
}
