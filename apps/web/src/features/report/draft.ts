import { type ObstacleKind, obstacleKinds, type ReportField, reportFields } from '@lianfang/domain/supply'
import type { ArgsOf, Reply } from '../../api/client.js'

export type ReportForm = Reply<'report.form'>
export type ReportBody = ArgsOf<'report.record'>['body']
export type Product = ReportForm['products'][number]
export type Standing = NonNullable<ReportForm['stands']>

/** What was typed of one product, by figure. */
export type Typed = Readonly<Record<ReportField, string>>

/** What was typed of a day. An obstacle that was not ticked is missing; its word may be empty. */
export type Draft = {
  readonly lines: Readonly<Record<string, Typed>>
  readonly back: string
  readonly of: string
  readonly obstacles: Readonly<Partial<Record<ObstacleKind, string>>>
  readonly toldBy: string
}

export const emptyTyped: Typed = { made: '', inStock: '', onOrder: '' }

const asTyped = (value: number | null): string => (value === null ? '' : String(value))

const typedOf = (figures: Readonly<Record<ReportField, number | null>>): Typed => ({
  made: asTyped(figures.made),
  inStock: asTyped(figures.inStock),
  onOrder: asTyped(figures.onOrder),
})

const filledFrom = (typed: Typed, theirs: Typed): Typed =>
  Object.fromEntries(reportFields.map((field) => [field, typed[field] === '' ? theirs[field] : typed[field]])) as Typed // of the same fields

/** A blank day. How many people there are changes seldom and says nothing by itself: it stands there from the last report. */
export const blankDraft = (form: Pick<ReportForm, 'workforceOf'>): Draft => ({
  ...{ lines: {}, back: '', of: asTyped(form.workforceOf), obstacles: {}, toldBy: '' },
})

/** The figures that stand, to be put right. */
export const draftOf = (report: Standing): Draft => ({
  lines: Object.fromEntries(report.lines.map((line) => [line.product, typedOf(line)])),
  back: asTyped(report.workforceBack),
  of: asTyped(report.workforceOf),
  obstacles: Object.fromEntries(report.obstacles.map(({ kind, text }) => [kind, text ?? ''])),
  toldBy: report.toldBy ?? '',
})

/** The last figures of a product put into its empty fields; what was typed stays. Null where there is nothing to put in. */
export const asLastTime = (product: Pick<Product, 'earlier'>, typed: Typed): Typed | null => {
  const last = product.earlier[0]
  if (last === undefined) return null
  const next = filledFrom(typed, typedOf(last))
  return reportFields.some((field) => next[field] !== typed[field]) ? next : null
}

/**
 * What was typed, on top of a report that came first: a correction says the whole day anew, and a field left empty must not take
 * away what somebody else said there.
 */
export const draftOnto = (draft: Draft, report: Standing): Draft => {
  const theirs = draftOf(report)
  const products = new Set([...Object.keys(theirs.lines), ...Object.keys(draft.lines)])
  const people = draft.back === '' && theirs.back !== '' ? theirs : draft
  return {
    lines: Object.fromEntries(
      [...products].map((id) => [id, filledFrom(draft.lines[id] ?? emptyTyped, theirs.lines[id] ?? emptyTyped)]),
    ),
    back: people.back,
    of: people.of,
    obstacles: { ...theirs.obstacles, ...draft.obstacles },
    toldBy: draft.toldBy === '' ? theirs.toldBy : draft.toldBy,
  }
}

/** The same in the order of the kinds: two drafts that say the same are written the same. */
export const saidObstacles = ({ obstacles }: Draft): ReportBody['obstacles'] =>
  obstacleKinds.flatMap((kind) => {
    const text = obstacles[kind]
    return text === undefined ? [] : [{ kind, text: text.trim() === '' ? null : text.trim() }]
  })
