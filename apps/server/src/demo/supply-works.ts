import type { PlaceCode } from '@lianfang/domain/shared'
import type { ObstacleKind, PaperKind } from '@lianfang/domain/supply'

/** What an invented maker makes: kind, model, how many a day at most. */
export type PlannedProduct = {
  readonly kind: string
  readonly model: string
  readonly capacity: number
  /** On its pack; 200-299 are numbers that a shop gives itself: nobody's. */
  readonly gtin?: string
  readonly perPack?: number
}
export type PlannedPaper = {
  readonly kind: PaperKind
  readonly number: string
  /** Of which product, by its place in the list; null: of the whole works. */
  readonly of: number | null
  /** Days from today to its last day; below 0 it has ended. */
  readonly endsIn: number
}

export type PlannedWorks = {
  readonly name: string
  readonly en: string
  readonly place: string
  readonly phone: string
  readonly workforce: number
  readonly products: readonly PlannedProduct[]
  readonly papers: readonly PlannedPaper[]
  /** Login of its liaison, as `hireSupply` knows it. */
  readonly liaison: 'liaison' | 'liaison2'
  /** Days that are owed and were not reported. */
  readonly missing: number
  /** The newest report has what the sources of doubt look for; an older one of the same was looked into. */
  readonly doubted?: 'open' | 'cleared'
  /** The newest report was put right afterwards. */
  readonly corrected?: true
  readonly obstacle?: { readonly kind: ObstacleKind; readonly text: string }
}

// Marked in the name itself, as institutions are. There is no such maker; no number of a town begins with 0.
const mark = '（演示）'
const works = (
  given: Omit<PlannedWorks, 'name' | 'en' | 'papers' | 'missing'> &
    Partial<Pick<PlannedWorks, 'papers' | 'missing'>> & { readonly zh: string; readonly en: string },
): PlannedWorks => {
  const { zh, en, ...rest } = given
  return { papers: [], missing: 0, ...rest, name: `${zh}${mark}`, en: `${en} (demonstration)` }
}

const fengshan = '421123100'
const county = '421123'
/** Huangzhou: the seat of the prefecture. */
export const seatOfPrefecture = '421102' as PlaceCode // a real code

/** Ten makers that do not exist; the first is the one that the shown reporter reports for, and owes a day. */
export const plannedWorks: readonly PlannedWorks[] = [
  works({
    ...{ zh: '大别山呼吸设备厂', en: 'Dabieshan Breathing Devices', place: fengshan, phone: '0713-0707001' },
    ...{ workforce: 320, liaison: 'liaison', missing: 1 },
    products: [
      { kind: 'ventilator-noninvasive', model: 'DB-20', capacity: 40, gtin: '2042112300119' },
      { kind: 'high-flow', model: 'DB-H6', capacity: 90 },
      { kind: 'breathing-circuit', model: 'DB-C1', capacity: 600 },
    ],
    papers: [
      { kind: 'registration', number: '演示注准20200001', of: 0, endsIn: 640 },
      { kind: 'registration', number: '演示注准20200002', of: 1, endsIn: 640 },
      { kind: 'productionLicence', number: '演示生产许20200001', of: null, endsIn: 21 },
    ],
    obstacle: { kind: 'material', text: '缺涡轮风机，供货商还没有复工' },
  }),
  works({
    ...{ zh: '凤城口罩厂', en: 'Fengcheng Masks', place: fengshan, phone: '0713-0707002' },
    ...{ workforce: 150, liaison: 'liaison', corrected: true },
    products: [
      { kind: 'mask-surgical', model: 'FC-三层', capacity: 120_000, gtin: '2042112300218', perPack: 50 },
      { kind: 'respirator-n95', model: 'FC-95', capacity: 18_000, gtin: '2042112300225', perPack: 20 },
    ],
    papers: [{ kind: 'registration', number: '演示注准20200003', of: 0, endsIn: 400 }],
  }),
  works({
    ...{ zh: '义水防护服厂', en: 'Yishui Protective Suits', place: county, phone: '0713-0707003' },
    ...{ workforce: 210, liaison: 'liaison2', doubted: 'cleared' },
    products: [
      { kind: 'gown-protective', model: 'YS-1', capacity: 3_000 },
      { kind: 'gown-isolation', model: 'YS-2', capacity: 8_000 },
    ],
    obstacle: { kind: 'people', text: '缝纫工还差 40 人' },
  }),
  works({
    ...{ zh: '天堂寨测温仪厂', en: 'Tiantangzhai Thermometers', place: county, phone: '0713-0707004' },
    ...{ workforce: 90, liaison: 'liaison', missing: 4 },
    products: [
      { kind: 'thermometer-handheld', model: 'TT-8', capacity: 900 },
      { kind: 'oximeter', model: 'TT-O2', capacity: 1_500 },
    ],
  }),
  works({
    ...{ zh: '巴水制氧设备厂', en: 'Bashui Oxygen Devices', place: county, phone: '0713-0707005' },
    ...{ workforce: 130, liaison: 'liaison', doubted: 'open' },
    products: [{ kind: 'oxygen-concentrator', model: 'BS-5L', capacity: 120 }],
    papers: [{ kind: 'registration', number: '演示注准20200005', of: 0, endsIn: 500 }],
  }),
  works({
    ...{ zh: '薄刀峰消毒用品厂', en: 'Bodaofeng Disinfectants', place: county, phone: '0713-0707006' },
    ...{ workforce: 60, liaison: 'liaison2' },
    products: [
      { kind: 'disinfectant', model: '500 mL', capacity: 20_000 },
      { kind: 'hand-rub', model: '300 mL', capacity: 12_000 },
    ],
    papers: [{ kind: 'productionLicence', number: '演示卫消证20200006', of: null, endsIn: -12 }],
    obstacle: { kind: 'transport', text: '外省车辆进不来，原料压在高速口' },
  }),
  works({
    ...{ zh: '罗田制药厂', en: 'Luotian Pharmaceuticals', place: county, phone: '0713-0707007' },
    ...{ workforce: 260, liaison: 'liaison2' },
    products: [
      { kind: 'ibuprofen', model: '0.3 g×20', capacity: 30_000, gtin: '2042112300713', perPack: 10 },
      { kind: 'paracetamol', model: '0.5 g×12', capacity: 40_000 },
      { kind: 'cough-medicine', model: '100 mL', capacity: 15_000 },
    ],
    papers: [{ kind: 'medicineApproval', number: '演示药准字20200007', of: 0, endsIn: 900 }],
  }),
  works({
    ...{ zh: '胜利手套厂', en: 'Shengli Gloves', place: county, phone: '0713-0707008' },
    ...{ workforce: 110, liaison: 'liaison2' },
    products: [
      { kind: 'gloves', model: '丁腈 M', capacity: 80_000 },
      { kind: 'goggles', model: 'SL-3', capacity: 4_000 },
    ],
  }),
  works({
    ...{ zh: '黄州监护设备厂', en: 'Huangzhou Monitors', place: seatOfPrefecture, phone: '0713-0707009' },
    ...{ workforce: 280, liaison: 'liaison' },
    products: [
      { kind: 'monitor-ecg', model: 'HZ-12', capacity: 110 },
      { kind: 'infusion-pump', model: 'HZ-P2', capacity: 160 },
    ],
    papers: [{ kind: 'ce', number: 'CE-DEMO-0009', of: 0, endsIn: 300 }],
  }),
  works({
    ...{ zh: '赤壁抗原试剂厂', en: 'Chibi Antigen Tests', place: seatOfPrefecture, phone: '0713-0707010' },
    ...{ workforce: 75, liaison: 'liaison2' },
    products: [{ kind: 'antigen-test', model: '1 人份', capacity: 200_000 }],
    obstacle: { kind: 'money', text: '硝酸纤维素膜要现款，周转不开' },
  }),
]

/** Kinds with somebody named for them over the prefecture. */
export const kindNamings = [
  { kind: 'mask-surgical', liaison: 'liaison2' },
  { kind: 'gown-protective', liaison: 'liaison' },
  { kind: 'antigen-test', liaison: 'liaison' },
] as const
