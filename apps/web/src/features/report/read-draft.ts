import type { Day } from '@lianfang/domain/shared'
import {
  doubtsOfLine,
  faultOfReport,
  type ReportDoubt,
  type ReportField,
  type ReportLine,
  reportFields,
} from '@lianfang/domain/supply'
import { type Draft, emptyTyped, type Product, type ReportBody, type ReportForm, saidObstacles } from './draft.js'
import { typedWhole } from './typed-whole.js'

/** What is to be put right in a field: no number, a part of one, below nothing, more than is taken, one of two is missing. */
export type FaultWhy = 'number' | 'fraction' | 'negative' | 'most' | 'both' | 'moreThanThere' | 'nothing'
/** The field a fault stands under: a product's figure, one of the two of people, or the whole report. */
export type FaultAt = `${string}.${ReportField}` | 'back' | 'of' | 'report'

/** A doubt as it is told: of which product, of which figure, and what that was compared with. */
export type ToldDoubt = {
  readonly product: string
  readonly why: ReportDoubt['why']
  readonly field: ReportField
  readonly value: number | null
  readonly against: number
}

export type ReadReport = {
  readonly faults: ReadonlyMap<FaultAt, FaultWhy>
  readonly doubts: readonly ToldDoubt[]
  readonly said: Pick<ReportBody, 'lines' | 'workforceBack' | 'workforceOf' | 'obstacles' | 'toldBy'>
}

type Limits = { readonly day: Day; readonly most: number }
const nobody = { workforceBack: null, workforceOf: null } as const

/** The rule's own answer to one number. */
const isTaken = (value: number, { day, most }: Limits): boolean => {
  const lines = [{ product: '', made: value, inStock: null, onOrder: null }]
  const known = { today: day, products: new Set(['']) }
  return faultOfReport({ ...nobody, day, lines }, known, { most, backDays: 0 }) === null
}

const whyNot = (value: number | null, limits: Limits): FaultWhy | null => {
  if (value === null || isTaken(value, limits)) return null
  if (Number.isNaN(value)) return 'number'
  if (value < 0) return 'negative'
  return Number.isInteger(value) ? 'most' : 'fraction'
}

const againstOf = (doubt: ReportDoubt): number => {
  switch (doubt.why) {
    case 'overCapacity':
      return doubt.capacity
    case 'jump':
      return doubt.mean
    case 'stockFromNowhere':
      return doubt.most
    case 'sameAgain':
      return doubt.reports
  }
}

type People = { readonly back: number | null; readonly of: number | null }

/** People back of all: where only the number that stood there is left, nothing was said of them. */
const readPeople = (draft: Draft, form: ReportForm): People => {
  const [back, of] = [typedWhole(draft.back), typedWhole(draft.of)]
  return back === null && of === form.workforceOf ? { back: null, of: null } : { back, of }
}

const peopleFault = ({ back, of }: People, limits: Limits): readonly [FaultAt, FaultWhy] | null => {
  const [backWhy, ofWhy] = [whyNot(back, limits), whyNot(of, limits)]
  if (backWhy !== null) return ['back', backWhy]
  if (ofWhy !== null) return ['of', ofWhy]
  if (back === null && of !== null) return ['back', 'both']
  if (back !== null && of === null) return ['of', 'both']
  return back !== null && of !== null && back > of ? ['back', 'moreThanThere'] : null
}

const lineOf = (draft: Draft, { id }: Product): ReportLine => {
  const typed = draft.lines[id] ?? emptyTyped
  const [made, inStock, onOrder] = reportFields.map((field) => typedWhole(typed[field]))
  return { product: id, made: made ?? null, inStock: inStock ?? null, onOrder: onOrder ?? null }
}

/**
 * What was typed, judged by the rules the server judges by (SUP-REP-3 to -6): faults by field, doubts with the numbers they are
 * made of, and what would be sent. A product of which nothing was typed is not spoken of.
 */
export const readDraft = (draft: Draft, form: ReportForm): ReadReport => {
  const day = form.day as Day // as the server wrote it
  const limits = { day, most: form.values.most }
  const faults = new Map<FaultAt, FaultWhy>()
  const doubts: ToldDoubt[] = []
  const lines: ReportLine[] = []
  for (const product of form.products) {
    const line = lineOf(draft, product)
    const wrong = reportFields.filter((field) => whyNot(line[field], limits) !== null)
    for (const field of wrong) faults.set(`${product.id}.${field}`, whyNot(line[field], limits) ?? 'number')
    if (reportFields.every((field) => line[field] === null)) continue
    lines.push(line)
    if (wrong.length > 0) continue
    const earlier = product.earlier.map((each) => ({ ...each, day: each.day as Day })) // as above
    for (const doubt of doubtsOfLine({ ...line, day }, { capacity: product.capacity, earlier }, form.values)) {
      const { why, field } = doubt
      doubts.push({ product: product.id, why, field, value: line[field], against: againstOf(doubt) })
    }
  }
  const people = readPeople(draft, form)
  const peopleWrong = peopleFault(people, limits)
  if (peopleWrong !== null) faults.set(...peopleWrong)
  const said = { lines, workforceBack: people.back, workforceOf: people.of, obstacles: saidObstacles(draft) }
  const whole = faultOfReport({ ...said, day }, { today: day, products: idsOf(form) }, { ...limits, backDays: 0 })
  if (whole?.why === 'nothing') faults.set('report', 'nothing')
  const toldBy = form.part === 'reporter' || draft.toldBy.trim() === '' ? null : draft.toldBy.trim()
  return { faults, doubts, said: { ...said, toldBy } }
}

const idsOf = (form: ReportForm): ReadonlySet<string> => new Set(form.products.map(({ id }) => id))

/** What a command says, to know the same said again. */
export const saidOf = ({ said }: ReadReport, day: string, corrects: string | null): string =>
  JSON.stringify({ ...said, day, corrects })

type Tried = { readonly draft: Draft; readonly sent: { readonly id: string; readonly said: string } | null }

/** Whether the report that stands is what was typed and sent: its answer was lost, and nothing was typed since. */
export const isThatReport = ({ draft, sent }: Tried, form: ReportForm): boolean => {
  if (sent === null || sent.id !== form.stands?.id) return false
  const { corrects } = JSON.parse(sent.said) as { readonly corrects: string | null } // as it was written here
  return sent.said === saidOf(readDraft(draft, form), form.day, corrects)
}
