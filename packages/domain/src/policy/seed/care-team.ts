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
] as const satisfies readonly SeedRule[]
