import { ours, type SeedRule } from './seed-rule.js'

export const careHomeSeed = [
  {
    id: 'CARE-HOME-1',
    title: { zh: '居家上报链接有效天数', en: 'Days for which a link for readings from home is valid' },
    unit: 'days',
    direction: 'max',
    safety: true,
    value: 14,
    ...ours('K8: expiring; 14 days as in home oximetry services'),
  },
  {
    id: 'CARE-HOME-2',
    title: { zh: '每条链接每日最多接收次数', en: 'Readings accepted over one link in a day' },
    unit: 'readings',
    direction: 'none',
    safety: false,
    value: 48,
    ...ours('K8: a link in the wrong hands must not fill the ledger'),
  },
] as const satisfies readonly SeedRule[]
