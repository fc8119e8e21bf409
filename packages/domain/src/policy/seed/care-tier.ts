import type { AgeBand, CountedDisease, CountedVaccination, ScorePoints, TableEntry, Tier } from '../care-values.js'
import { criteria, ourSource, ours, type SeedRule } from './seed-rule.js'

type Row = readonly [AgeBand, CountedDisease, CountedVaccination, Tier | null]

/**
 * The criteria read out over all 27 combinations of age, disease and vaccination. null = the text says nothing.
 * The copy's signs were garbled: "V80" is read as < 80, "年龄80岁" as >= 80 (reference key-populations.md 6.1).
 */
const rows: readonly Row[] = [
  ['under65', 'none', 'none', 'green'],
  ['under65', 'none', 'partial', 'green'],
  ['under65', 'none', 'full', 'green'],
  ['under65', 'stable', 'none', null],
  ['under65', 'stable', 'partial', null],
  ['under65', 'stable', 'full', 'green'],
  ['under65', 'unstable', 'none', 'red'],
  ['under65', 'unstable', 'partial', 'red'],
  ['under65', 'unstable', 'full', 'yellow'],
  ['from65', 'none', 'none', 'green'],
  ['from65', 'none', 'partial', 'green'],
  ['from65', 'none', 'full', 'green'],
  ['from65', 'stable', 'none', 'yellow'],
  ['from65', 'stable', 'partial', 'yellow'],
  ['from65', 'stable', 'full', 'green'],
  ['from65', 'unstable', 'none', 'red'],
  ['from65', 'unstable', 'partial', 'red'],
  ['from65', 'unstable', 'full', 'red'],
  ['from80', 'none', 'none', null],
  ['from80', 'none', 'partial', null],
  ['from80', 'none', 'full', 'yellow'],
  ['from80', 'stable', 'none', 'red'],
  ['from80', 'stable', 'partial', 'red'],
  ['from80', 'stable', 'full', 'yellow'],
  ['from80', 'unstable', 'none', 'red'],
  ['from80', 'unstable', 'partial', 'red'],
  ['from80', 'unstable', 'full', null],
]

const table: readonly TableEntry[] = rows.map(([age, disease, vaccination, tier]) => ({
  age,
  disease,
  vaccination,
  tier,
}))

const points: ScorePoints = {
  age: { under65: 0, from65: 1, from80: 2 },
  disease: { none: 0, stable: 1, unstable: 2 },
  vaccination: { none: 2, partial: 1, full: 0 },
}

export const careTierSeed = [
  {
    id: 'CARE-AGE-1',
    title: { zh: '年龄分段（周岁）', en: 'Ages at which the second and third band begin' },
    unit: 'years',
    direction: 'set',
    safety: true,
    value: [65, 80],
    ...criteria('年龄'),
  },
  {
    id: 'CARE-TIER-1',
    title: { zh: '红黄绿标识判定表', en: 'Colour by age, disease and vaccination' },
    unit: '',
    direction: 'set',
    safety: true,
    value: table,
    ...criteria('红、黄、绿判定标准'),
  },
  {
    id: 'CARE-TIER-2',
    title: { zh: '标准与评分不一致时从高', en: 'Where criteria and score differ the higher colour stands' },
    unit: '',
    direction: 'set',
    safety: true,
    value: 'higher',
    ...ours('K1; the text uses the score only where the criteria do not decide'),
  },
  {
    id: 'CARE-TIER-3',
    title: { zh: '风险评分', en: 'Points of the risk score' },
    unit: 'points',
    direction: 'set',
    safety: true,
    value: points,
    ...criteria('风险评分'),
  },
  {
    id: 'CARE-TIER-4',
    title: { zh: '评分达到此值为黄色', en: 'Score from which the colour is yellow' },
    unit: 'points',
    direction: 'max',
    safety: true,
    value: 2,
    ...criteria('风险评分：0—1 绿，2—3 黄'),
  },
  {
    id: 'CARE-TIER-5',
    title: { zh: '评分达到此值为红色', en: 'Score from which the colour is red' },
    unit: 'points',
    direction: 'max',
    safety: true,
    value: 4,
    ...criteria('风险评分：4—6 红'),
  },
  {
    id: 'CARE-TIER-6',
    title: { zh: '信息不明按从严计且不得判绿', en: 'What an unknown fact counts as; unknown is never green' },
    unit: '',
    direction: 'set',
    safety: true,
    value: { age: 'from80', disease: 'unstable', vaccination: 'none' },
    ...ours('K1'),
  },
  {
    id: 'CARE-TIER-7',
    title: { zh: '降级须医务人员确认', en: 'Changes that wait for a medic' },
    unit: '',
    direction: 'set',
    safety: true,
    value: ['downgrade', 'overrideReopened'],
    ...ours('K1'),
  },
  {
    id: 'CARE-TIER-8',
    title: { zh: '人工调整须具备', en: 'What an override must carry' },
    unit: '',
    direction: 'set',
    safety: true,
    value: ['by', 'reason', 'reviewOn'],
    ...ourSource,
  },
] as const satisfies readonly SeedRule[]
