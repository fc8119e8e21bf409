import { ours, type SeedRule } from './seed-rule.js'

export const careCheckSeed = [
  {
    id: 'CARE-CHECK-1',
    title: { zh: '乡镇回访抽查比例', en: 'Share of follow-ups that the township calls back' },
    unit: '%',
    direction: 'min',
    safety: false,
    value: 5,
    ...ours('K3: a random 5 %'),
  },
  {
    id: 'CARE-CHECK-2',
    title: { zh: '短时间内多少次随访须核查', en: 'Talks within the minutes of CARE-CHECK-3 that a person looks at' },
    unit: 'follow-ups',
    direction: 'max',
    safety: false,
    value: 12,
    ...ours('K3: 12 in 5 minutes'),
  },
  {
    id: 'CARE-CHECK-3',
    title: { zh: '核查短时间随访的分钟数', en: 'Minutes in which so many talks cannot well be true' },
    unit: 'minutes',
    direction: 'min',
    safety: false,
    value: 5,
    ...ours('K3: 12 in 5 minutes'),
  },
  {
    id: 'CARE-CHECK-4',
    title: {
      zh: '一天内多少人读数完全相同须核查',
      en: 'People with the same readings in a day that a person looks at',
    },
    unit: 'people',
    direction: 'max',
    safety: false,
    value: 5,
    ...ours('K3: identical readings'),
  },
  {
    id: 'CARE-CHECK-5',
    title: { zh: '未回访的抽查保留几天', en: 'Days for which a drawn follow-up waits to be called back' },
    unit: 'days',
    direction: 'min',
    safety: false,
    value: 7,
    ...ours('K3: after a week nobody remembers the call'),
  },
] as const satisfies readonly SeedRule[]
