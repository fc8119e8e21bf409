import { ours, type SeedRule } from './seed-rule.js'

export const careDeskSeed = [
  {
    id: 'CARE-DESK-1',
    title: { zh: '值班电话：立即拨打120的危险信号', en: '24-hour desk: what a caller says that means 120 now' },
    unit: '',
    direction: 'min',
    safety: true,
    value: ['breathlessAtRest', 'confused', 'chestPain', 'cannotDrink', 'blueLips', 'faints'],
    ...ours('K4; signs and SpO2 of CARE-ALARM count besides'),
  },
  {
    id: 'CARE-DESK-2',
    title: { zh: '值班电话：当天须有人看的情况', en: '24-hour desk: what somebody has to see on the same day' },
    unit: '',
    direction: 'min',
    safety: true,
    value: ['fever', 'worseThanYesterday', 'breathlessMoving', 'eatsLittle', 'medicineOut', 'nobodyThere'],
    ...ours('K4'),
  },
  {
    id: 'CARE-DESK-3',
    title: {
      zh: '值班电话回电时限（紧急、当天、咨询）',
      en: 'Minutes until the desk calls back (emergency, today, advice)',
    },
    unit: 'minutes',
    direction: 'set',
    safety: true,
    value: { emergency: 15, today: 240, advice: 1440 },
    ...ours('K4: call-back'),
  },
  {
    id: 'CARE-DESK-4',
    title: { zh: '回电几次未接通可以结束', en: 'Unanswered tries after which a call may be closed' },
    unit: 'attempts',
    direction: 'min',
    safety: false,
    value: 3,
    ...ours('K4'),
  },
  {
    id: 'CARE-DESK-5',
    title: { zh: '排班须提前排满的天数', en: 'Days ahead in which the rota has no hole' },
    unit: 'days',
    direction: 'min',
    safety: false,
    value: 7,
    ...ours('K4: rota'),
  },
] as const satisfies readonly SeedRule[]
