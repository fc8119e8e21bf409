import { ours, type SeedRule } from './seed-rule.js'

// The notice asks for a look at old people in institutions every day and gives no number of hours (parts 2 and 4).
export const careRoundSeed = [
  {
    id: 'CARE-ROUND-1',
    title: { zh: '养老机构查房最长间隔', en: 'Longest gap between two rounds of a care home' },
    unit: 'hours',
    direction: 'max',
    safety: true,
    value: 24,
    ...ours('K21: one round a day; the notice, parts 2 to 4, names the institutions and gives no hours'),
  },
  {
    id: 'CARE-ROUND-2',
    title: { zh: '查房逾期多久上报县级', en: 'Hours a late round waits for the township before the county is asked' },
    unit: 'hours',
    direction: 'max',
    safety: true,
    value: 12,
    ...ours('K21: lateness climbs'),
  },
] as const satisfies readonly SeedRule[]
