import {
  askHigherWhys,
  forecastUnknowns,
  grassrootsFacilityKinds,
  grassrootsItems,
  labelChecks,
  medicineHands,
  medicineStates,
  orderActs,
  orderStates,
  useUnknowns,
} from '@lianfang/domain/supply'
import { z } from 'zod'
import { DayText, Id, InstantText, PlaceInfo } from './common.js'
import { KindCode } from './kinds.js'
import { StepInfo } from './request-info.js'

const whole = z.number().int()
export const GrassrootsItemName = z.enum(grassrootsItems)
/** What both tests say; nothing unknown is enough. */
export const ItemVerdict = z.enum(['enough', 'short', 'unknown'])

/** Real use of an item over the last whole days, with its terms (SUP-GRASS-5, -6); `why` where none is known. */
export const UseInfo = z.object({
  perDay: z.number().nullable(),
  days: whole,
  used: z.number(),
  out: whole,
  adjusted: whole.nullable(),
  why: z.enum(useUnknowns).nullable(),
})

/** Use by the outlook of the place it lies in (SUP-GRASS-13, -14): cases a day × courses of a case × served ÷ residents. */
export const ForecastInfo = z.object({
  perDay: z.number().nullable(),
  why: z.enum(forecastUnknowns).nullable(),
  from: z
    .object({
      place: PlaceInfo,
      /** Day of the last count, and how many days ahead the mean is of. */
      lastDay: DayText,
      days: whole,
      casesPerDay: z.number(),
      served: whole,
      residents: whole,
      coursesPerCase: z.number(),
    })
    .nullable(),
})

/** Both tests of an item with their numbers (K9). Quantities are courses: what one person takes. */
export const ItemTestsInfo = z.object({
  item: GrassrootsItemName,
  /** Available in the books; null where no book is kept. */
  courses: whole.nullable(),
  verdict: ItemVerdict,
  population: z.object({
    verdict: ItemVerdict,
    population: whole.nullable(),
    lowerPercent: z.number(),
    upperPercent: z.number(),
    lower: whole.nullable(),
    upper: whole.nullable(),
    percent: z.number().nullable(),
    unknown: z.enum(['populationUnknown', 'noBook']).nullable(),
  }),
  days: z.object({
    verdict: ItemVerdict,
    coverDays: whole,
    wanted: whole.nullable(),
    days: whole.nullable(),
    perDay: z.number().nullable(),
    /** Which of use and forecast the need a day is. */
    basis: z.enum(['use', 'forecast']).nullable(),
    use: UseInfo,
    forecast: ForecastInfo,
    unknown: z.enum([...useUnknowns, ...forecastUnknowns]).nullable(),
  }),
  /** Courses on orders that are not settled. */
  coming: whole,
})
export type ItemTestsInfo = z.output<typeof ItemTestsInfo>

/** What a breach proposes, each term of its formula; or why it proposes nothing. */
export const ProposalInfo = z.object({
  item: GrassrootsItemName,
  kind: KindCode,
  byPopulation: whole.nullable(),
  byDays: whole.nullable(),
  orderDays: whole,
  target: whole,
  basis: z.enum(['population', 'days']),
  courses: whole,
  coming: whole,
  missing: whole,
  unitsPerCourse: whole,
  units: whole,
  perPack: whole.nullable(),
  packs: whole.nullable(),
  ordered: whole,
})
export type ProposalInfo = z.output<typeof ProposalInfo>

export const GrassrootsRow = z.object({
  id: Id,
  name: z.string(),
  nameEn: z.string().nullable(),
  kind: z.enum(grassrootsFacilityKinds),
  place: PlaceInfo,
  /** People it serves; null while nobody said how many. */
  served: z.object({ population: whole, source: z.string(), day: DayText, by: z.string() }).nullable(),
  verdict: ItemVerdict,
  items: z.array(ItemTestsInfo),
  /** What its breaches propose to order, and why others propose nothing. */
  proposals: z.array(ProposalInfo),
  unproposed: z.array(z.object({ item: GrassrootsItemName, why: z.enum(['noTarget', 'noBook', 'coming']) })),
})
export type GrassrootsRow = z.output<typeof GrassrootsRow>

export const GrassrootsPage = GrassrootsRow.extend({
  today: DayText,
  kinds: z.array(z.object({ item: GrassrootsItemName, kind: KindCode, unitsPerCourse: whole, available: whole })),
})
export type GrassrootsPage = z.output<typeof GrassrootsPage>

/** A fund line in fen; left = budget + above - committed - spent. `above`: what named decisions allow beyond the budget. */
export const FundInfo = z.object({
  id: Id,
  county: PlaceInfo,
  name: z.string(),
  budget: whole,
  above: whole,
  committed: whole,
  spent: whole,
  left: whole,
  version: whole,
})
export type FundInfo = z.output<typeof FundInfo>

export const OrderLineInfo = z.object({
  id: Id,
  facility: Id,
  facilityName: z.string(),
  place: PlaceInfo,
  kind: KindCode,
  ordered: whole,
  received: whole,
  refused: whole,
  /** ordered - received - refused. */
  rest: whole,
  priceFen: whole,
  /** What the breach proposed when the line was made; null where somebody added it. */
  proposal: ProposalInfo.nullable(),
  receipts: z.array(
    z.object({
      id: Id,
      received: whole,
      refused: whole,
      reason: z.string().nullable(),
      at: InstantText,
      by: z.string(),
    }),
  ),
})

export const OrderRow = z.object({
  id: Id,
  county: PlaceInfo,
  name: z.string(),
  state: z.enum(orderStates),
  fund: FundInfo.pick({ id: true, name: true }).nullable(),
  costFen: whole,
  clinics: whole,
  lines: whole,
  proposedBy: z.string(),
  at: InstantText,
  approvedBy: z.string().nullable(),
  version: whole,
})
export type OrderRow = z.output<typeof OrderRow>

export const OrderPage = OrderRow.omit({ lines: true }).extend({
  lines: z.array(OrderLineInfo),
  /** The decision that allowed it above its fund line. */
  decision: z.object({ number: z.string(), reason: z.string(), fen: whole }).nullable(),
  steps: z.array(StepInfo),
  may: z.record(z.enum(orderActs), z.boolean()),
})
export type OrderPage = z.output<typeof OrderPage>

/** A label (说明书) as somebody loaded it: it says only what it says. */
export const LabelInfo = z.object({
  id: Id,
  place: PlaceInfo,
  kind: KindCode,
  source: z.string(),
  validFrom: DayText,
  validUntil: DayText,
  by: z.string(),
  at: InstantText,
  inDate: z.boolean(),
  withdrawn: z.object({ at: InstantText, by: z.string(), reason: z.string() }).nullable(),
  entries: z.array(
    z.object({
      check: z.enum(labelChecks),
      other: z.string().nullable(),
      withinDays: whole.nullable(),
      says: z.string(),
    }),
  ),
})
export type LabelInfo = z.output<typeof LabelInfo>

/** The words of a label in date, or "ask the higher hospital". There is no third answer. */
export const LabelAnswerInfo = z.discriminatedUnion('answer', [
  z.object({
    answer: z.literal('says'),
    label: LabelInfo.omit({ entries: true }),
    says: z.array(z.string()),
    within: z.boolean().nullable(),
  }),
  z.object({
    answer: z.literal('askHigher'),
    why: z.enum(askHigherWhys),
    label: LabelInfo.omit({ entries: true }).nullable(),
  }),
])
export type LabelAnswerInfo = z.output<typeof LabelAnswerInfo>

/** What can be issued for a request, with the bounds of its days (SUP-GRASS-9, -10). */
export const MedicineShelves = z.object({
  today: DayText,
  usualDays: whole,
  longestDays: whole,
  rows: z.array(
    z.object({
      store: Id,
      storeName: z.string(),
      kind: KindCode,
      lot: z.string().nullable(),
      expiry: DayText.nullable(),
      available: whole,
    }),
  ),
})

/** How far the medicine of a request has come. Names nobody it is for. */
export const MedicineSupplyInfo = z.object({
  request: Id,
  state: z.enum(medicineStates),
  issued: z
    .object({
      id: Id,
      store: Id,
      storeName: z.string(),
      /** Null for who is not told of diseases: the name of a medicine tells one. */
      kind: KindCode.nullable(),
      quantity: whole,
      days: whole,
      long: z.boolean(),
      reason: z.string().nullable(),
      at: InstantText,
      by: z.string(),
    })
    .nullable(),
  delivered: z.object({ at: InstantText, by: z.string(), to: z.enum(medicineHands).nullable() }).nullable(),
})
export type MedicineSupplyInfo = z.output<typeof MedicineSupplyInfo>
