import { ours, type SeedRule } from './seed-rule.js'

export const careLifeSeed = [
  {
    id: 'CARE-LIFE-1',
    title: { zh: '住院后最迟多少天再问一次', en: 'Days in hospital after which the family is asked again' },
    unit: 'days',
    direction: 'max',
    safety: true,
    value: 7,
    ...ours('K20: admission pauses, and nobody is lost in a pause'),
  },
  {
    id: 'CARE-LIFE-2',
    title: { zh: '拒绝服务后最迟多少天再次提供', en: 'Days after a refusal when service is offered again' },
    unit: 'days',
    direction: 'max',
    safety: true,
    value: 7,
    ...ours('K20: refusal of service is dated and offered again'),
  },
  {
    id: 'CARE-LIFE-3',
    title: { zh: '出院后首次随访时限', en: 'First follow-up after discharge' },
    unit: 'hours',
    direction: 'max',
    safety: true,
    value: 24,
    ...ours('K20: discharge resumes; the first days at home are the riskiest'),
  },
  {
    id: 'CARE-LIFE-4',
    title: { zh: '终止一切电话、消息和随访的事件', en: 'Events that end every call, message and follow-up' },
    unit: '',
    direction: 'set',
    safety: true,
    value: ['death', 'left'],
    ...ours('K20: death stops every call, message and due follow-up'),
  },
] as const satisfies readonly SeedRule[]
