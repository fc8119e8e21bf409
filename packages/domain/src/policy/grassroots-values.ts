/** A kind that serves an item of the grassroots list: so many of its units are one course for one person. */
export type GrassrootsKind = { readonly item: string; readonly kind: string; readonly unitsPerCourse: number }

/** Courses of an item that one expected case takes. */
export type CaseCourses = { readonly item: string; readonly courses: number }

/** Values of the stock rule at grassroots institutions and of what it orders (K9, E10). */
export type GrassrootsValues = {
  /** Per cent of the population served for whom a course of each item is there: at least, and what an order fills up to. */
  readonly lowerPercent: number
  readonly upperPercent: number
  /** Days of need that are always on hand. */
  readonly coverDays: number
  /** Items of the list, each with the kinds that serve it. */
  readonly kinds: readonly GrassrootsKind[]
  /** Days back over which real use is counted, and how many of them the book must cover and have had stock on. */
  readonly useDays: number
  readonly leastUseDays: number
  /** Days that an order takes to arrive: it covers them too. */
  readonly leadDays: number
  /** Days after the last count on which an outlook still tells of the days ahead; what a case takes of each item. */
  readonly outlookDays: number
  readonly coursesPerCase: readonly CaseCourses[]
  /** Days of a prescription that need no further judgement, and the longest of a long prescription (长处方). */
  readonly usualDays: number
  readonly longestDays: number
  /** The largest sum of money that is taken, in fen. */
  readonly mostFen: number
}
