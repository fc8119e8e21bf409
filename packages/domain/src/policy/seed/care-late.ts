import { ours, type SeedRule } from './seed-rule.js'

export const careLateSeed = [
  {
    id: 'CARE-LATE-1',
    title: { zh: '逾期几小时后由全队负责', en: 'Hours overdue after which the whole team answers for it' },
    unit: 'hours',
    direction: 'max',
    safety: false,
    value: 12,
    ...ours('K3: overdue follow-ups rise to team, township, county'),
  },
  {
    id: 'CARE-LATE-2',
    title: { zh: '逾期几小时后报乡镇', en: 'Hours overdue after which the township answers for it' },
    unit: 'hours',
    direction: 'max',
    safety: false,
    value: 24,
    ...ours('K3: overdue follow-ups rise to team, township, county'),
  },
  {
    id: 'CARE-LATE-3',
    title: { zh: '逾期几小时后报县', en: 'Hours overdue after which the county answers for it' },
    unit: 'hours',
    direction: 'max',
    safety: false,
    value: 48,
    ...ours('K3: overdue follow-ups rise to team, township, county'),
  },
] as const satisfies readonly SeedRule[]
