import { ours, type SeedRule } from './seed-rule.js'

export const careTeamSeed = [
  {
    id: 'CARE-TEAM-1',
    title: { zh: '包保团队每名成员最多服务的重点人群数', en: 'Most key people that one member of a grid team serves' },
    unit: 'people',
    direction: 'max',
    safety: false,
    value: 100,
    ...ours('K2; the notice, part 2: 包保团队人数应与所服务的重点人群数量匹配, gives no number'),
  },
  {
    id: 'CARE-HOUSE-1',
    title: { zh: '一户最多登记的人数', en: 'Most people of one household' },
    unit: 'people',
    direction: 'none',
    safety: false,
    value: 15,
    ...ours('K1: more under one roof is a care home or a slip, and a call that records them all would be no call'),
  },
] as const satisfies readonly SeedRule[]
