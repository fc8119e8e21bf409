import { ours, type SeedRule } from './seed-rule.js'

export const careMedicineSeed = [
  {
    id: 'CARE-MED-1',
    title: { zh: '余药不多于几天即报乡镇', en: 'Days of medicine left at which the township is asked' },
    unit: 'days',
    direction: 'min',
    safety: false,
    value: 7,
    ...ours('K9: "medicine running out" from a follow-up becomes a request'),
  },
  {
    id: 'CARE-MED-2',
    title: {
      zh: '用药请求几小时内办结',
      en: 'Hours within which a request for medicine is closed; then the county sees it',
    },
    unit: 'hours',
    direction: 'max',
    safety: false,
    value: 48,
    ...ours('K9, K3: what is late climbs'),
  },
  {
    id: 'CARE-MED-3',
    title: { zh: '病情记录几天内算新', en: 'Days for which a disease record is fresh' },
    unit: 'days',
    direction: 'max',
    safety: false,
    value: 14,
    ...ours('K6 (5): the disease record of red people is fresh'),
  },
] as const satisfies readonly SeedRule[]
