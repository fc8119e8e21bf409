import { ours, type SeedRule } from './seed-rule.js'

export const careLeagueSeed = [
  {
    id: 'CARE-LEAGUE-1',
    title: { zh: '实绩排名统计的天数', en: 'Days that the league of verified work looks back' },
    unit: 'days',
    direction: 'none',
    safety: false,
    value: 14,
    ...ours('K6: a league by verified work; two weeks hold enough call-backs of a team'),
  },
  {
    id: 'CARE-LEAGUE-2',
    title: { zh: '实绩排名至少要有的回访次数', en: 'Answered call-backs that a place in the league needs at least' },
    unit: 'call-backs',
    direction: 'min',
    safety: false,
    value: 5,
    ...ours('K6: a team that was hardly checked is not ranked'),
  },
  {
    id: 'CARE-LEAGUE-3',
    title: { zh: '按回访推算可信程度的把握', en: 'How sure one wants to be of what call-backs say of all work' },
    unit: '%',
    direction: 'min',
    safety: false,
    value: 95,
    ...ours('K6: the lower bound of Wilson, one-sided'),
  },
] as const satisfies readonly SeedRule[]
