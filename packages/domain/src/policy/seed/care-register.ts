import { ours, type SeedRule } from './seed-rule.js'

export const careRegisterSeed = [
  {
    id: 'CARE-REG-1',
    title: { zh: '人口数变动超过多少须核对', en: 'Change of a village’s population that is looked at twice' },
    unit: '%',
    direction: 'max',
    safety: false,
    value: 33,
    ...ours('K1: over a third more or fewer from one file to the next is mostly a slip of the pen or of the column'),
  },
] as const satisfies readonly SeedRule[]
