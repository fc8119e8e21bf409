import fc from 'fast-check'
import { expect, test } from 'vitest'
import { inForce, policyRules, type ReportValues, seedValues, supplyValues } from '../../policy/index.js'
import { addDays, type Day, HOUR_MS, instantOf, NATION, startOfDay } from '../../shared/index.js'
import { doubtsOfLine, type EarlierFigures, faultOfReport, freshnessOf, owedDay, type ReportFigures } from './index.js'

const day = (text: string) => text as Day // written out here
const today = day('2020-02-20')
const gate = supplyValues(inForce(policyRules, seedValues, { place: NATION, day: today })).reports
const values: ReportValues = gate.state === 'open' ? gate.values : (undefined as never) // the next test says it is open

test('[X3] the seed opens the rules of reports', () => {
  expect(gate.state).toBe('open')
})

const line = (figures: Partial<ReportFigures> & { readonly product?: string }) => ({
  product: 'p',
  made: null,
  inStock: null,
  onOrder: null,
  ...figures,
})
const fault = (figures: Partial<ReportFigures>, rest: object = {}) =>
  faultOfReport(
    { day: today, lines: [line(figures)], workforceBack: null, workforceOf: null, ...rest },
    { today, products: new Set(['p']) },
    values,
  )

test('[E1, SUP-REP-5] -5, 10^12, a half and no number are refused with product, field and the largest number', () => {
  for (const made of [-5, 1e12, 0.5, Number.NaN]) {
    expect(fault({ made }), String(made)).toEqual({ why: 'impossible', product: 'p', field: 'made', most: 1e9 })
  }
  expect(fault({ inStock: 1e9 })).toBeNull()
  expect(fault({ onOrder: -1 })).toMatchObject({ field: 'onOrder' })
})

test('[E1, SUP-REP-8] tomorrow and what is older than is taken are refused, today and the last day are taken', () => {
  expect(fault({ made: 1 }, { day: addDays(today, 1) })).toEqual({ why: 'future' })
  expect(fault({ made: 1 }, { day: addDays(today, -15) })).toEqual({ why: 'tooLate' })
  expect(fault({ made: 1 }, { day: addDays(today, -14) })).toBeNull()
})

test('[E1] nobody is back at work who is not there, one number of two is none, and an empty report says nothing', () => {
  expect(fault({ made: 1 }, { workforceBack: 90, workforceOf: 80 })).toEqual({ why: 'workforce' })
  expect(fault({ made: 1 }, { workforceBack: 90 })).toEqual({ why: 'workforce' })
  expect(fault({})).toEqual({ why: 'nothing' })
  expect(fault({}, { workforceBack: 0, workforceOf: 80 })).toBeNull()
  expect(fault({ made: 0 })).toBeNull()
})

test('[E1] a product of somebody else and a product twice are refused by name', () => {
  const lines = [line({ made: 1 }), line({ made: 2 })]
  expect(fault({}, { lines })).toEqual({ why: 'productTwice', product: 'p' })
  expect(fault({}, { lines: [line({ product: 'q', made: 1 })] })).toEqual({ why: 'unknownProduct', product: 'q' })
})

const before = (count: number, figures: Partial<ReportFigures>): EarlierFigures =>
  Array.from({ length: count }, (_, i) => ({ ...line(figures), day: addDays(today, -1 - i) }))
const doubts = (figures: Partial<ReportFigures>, known: { capacity?: number | null; earlier?: EarlierFigures } = {}) =>
  doubtsOfLine({ ...line(figures), day: today }, { capacity: null, earlier: [], ...known }, values).map(
    ({ why }) => why,
  )

test('[E1, SUP-REP-4] a fifth above the stated capacity is believed, one more is doubted', () => {
  expect(doubts({ made: 120 }, { capacity: 100 })).toEqual([])
  expect(doubts({ made: 121 }, { capacity: 100 })).toEqual(['overCapacity'])
})

test('[E1, SUP-REP-3] three times the mean is believed, more and less than a third are doubted, small numbers and few reports never', () => {
  const earlier = before(7, { made: 100, inStock: 1 })
  expect(doubts({ made: 300 }, { earlier })).toEqual([])
  expect(doubts({ made: 301 }, { earlier })).toEqual(['jump'])
  expect(doubts({ made: 33 }, { earlier })).toEqual(['jump'])
  expect(doubts({ made: 34 }, { earlier })).toEqual([])
  expect(doubts({ made: 9 }, { earlier: before(7, { made: 1 }) })).toEqual([])
  expect(doubts({ made: 9_000 }, { earlier: before(2, { made: 1 }) })).toEqual([])
})

test("[E1] stock above yesterday's and what was made since is doubted; after a gap of a day nothing can be said", () => {
  const earlier = before(1, { inStock: 50, made: 10 })
  expect(doubts({ made: 10, inStock: 60 }, { earlier })).toEqual([])
  expect(doubts({ made: 10, inStock: 61 }, { earlier })).toEqual(['stockFromNowhere'])
  const gap = earlier.map((each) => ({ ...each, day: addDays(today, -2) }))
  expect(doubts({ made: 10, inStock: 61 }, { earlier: gap })).toEqual([])
})

test('[E1, SUP-REP-6] the fifth report running with the same figures is doubted, a works that stands still is not', () => {
  const figures = { made: 20, inStock: 20, onOrder: 20 }
  expect(doubts({ ...figures, inStock: 20 }, { earlier: before(3, figures) })).toEqual([])
  expect(doubts(figures, { earlier: before(4, figures) })).toEqual(['sameAgain'])
  expect(doubts({ made: 0, inStock: 0 }, { earlier: before(9, { made: 0, inStock: 0 }) })).toEqual([])
})

test('[E1] whatever the figures, judging them neither throws nor doubts a first report but by its capacity', () => {
  const figure = fc.option(fc.integer({ min: 0, max: 1e9 }))
  fc.assert(
    fc.property(
      figure,
      figure,
      figure,
      fc.option(fc.integer({ min: 1, max: 1e6 })),
      (made, inStock, onOrder, capacity) => {
        const found = doubts({ made, inStock, onOrder }, { capacity })
        expect(found.filter((why) => why !== 'overCapacity')).toEqual([])
      },
    ),
    { numRuns: 2_000 },
  )
})

const zone = 'Asia/Shanghai'
const hour = (text: string, hours: number) => instantOf(startOfDay(day(text), zone) + hours * HOUR_MS)
const fresh = (lastDay: string | null, at: ReturnType<typeof hour>, since = '2020-01-20') =>
  freshnessOf({ lastDay: lastDay === null ? null : day(lastDay), since: day(since), zone }, at, values)

test("[E1, SUP-REP-1] a day's report is owed from ten o'clock of the next", () => {
  expect(owedDay(hour('2020-02-20', 9.99), zone, values)).toBe('2020-02-18')
  expect(owedDay(hour('2020-02-20', 10), zone, values)).toBe('2020-02-19')
  expect(fresh('2020-02-18', hour('2020-02-20', 9.99))).toBe('fresh')
  expect(fresh('2020-02-18', hour('2020-02-20', 10))).toBe('late')
  expect(fresh('2020-02-20', hour('2020-02-20', 18))).toBe('fresh')
})

test('[E1, SUP-REP-2] after more than two days without a report an enterprise is silent', () => {
  expect(fresh('2020-02-17', hour('2020-02-20', 10))).toBe('late')
  expect(fresh('2020-02-16', hour('2020-02-20', 10))).toBe('silent')
})

test('[E1] who was entered today owes nothing yet; who never reported is said to be so, then silent', () => {
  expect(fresh(null, hour('2020-02-20', 18), '2020-02-20')).toBe('never')
  expect(fresh(null, hour('2020-02-21', 10), '2020-02-20')).toBe('never')
  expect(fresh(null, hour('2020-02-23', 10), '2020-02-20')).toBe('silent')
})
