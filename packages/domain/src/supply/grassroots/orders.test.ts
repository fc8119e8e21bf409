import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Day } from '../../shared/index.js'
import {
  askHigherWhys,
  askLabel,
  commit,
  costOf,
  type Fund,
  faultOfApproval,
  faultOfBudget,
  faultOfDelivery,
  faultOfLabel,
  faultOfMedicineIssue,
  freedByClosing,
  fundHolds,
  fundLeft,
  isLongPrescription,
  type Label,
  type LabelEntry,
  type LabelQuestion,
  mayAct,
  type OrderLine,
  orderActs,
  orderStates,
  receiveLine,
  restOf,
  settle,
  stateByLines,
} from './index.js'

const today = '2023-01-29' as Day // written out here
const line = (rest: Partial<OrderLine> = {}): OrderLine => ({
  ...{ id: 'a', facility: 'f', kind: 'ibuprofen', ordered: 100, received: 0, refused: 0, priceFen: 250 },
  ...rest,
})
const fund = (rest: Partial<Fund> = {}): Fund => ({ budget: 1000, above: 0, committed: 0, spent: 0, ...rest })

test('[E10] an order is approved by somebody else than who proposed it, with lines and prices', () => {
  expect(faultOfApproval({ proposedBy: 'li', lines: [line()] }, 'li')).toEqual({ why: 'ownOrder' })
  expect(faultOfApproval({ proposedBy: 'li', lines: [] }, 'wang')).toEqual({ why: 'noLines' })
  expect(faultOfApproval({ proposedBy: 'li', lines: [line({ priceFen: 0 })] }, 'wang')).toEqual({
    why: 'noPrice',
    line: 'a',
  })
  expect(faultOfApproval({ proposedBy: 'li', lines: [line()] }, 'wang')).toBeNull()
})

test('[E10] what is ended is ended, nothing is received before it was ordered, and nothing ordered is withdrawn', () => {
  for (const act of orderActs) {
    expect(mayAct('closed', act)).toBe(false)
    expect(mayAct('withdrawn', act)).toBe(false)
  }
  for (const state of orderStates) {
    if (mayAct(state, 'receive')) expect(['ordered', 'partlyReceived']).toContain(state)
    if (mayAct(state, 'withdraw')) expect(['proposed', 'approved']).toContain(state)
  }
})

test('[E10] an order is received in part until each line is settled', () => {
  expect(stateByLines('ordered', [line(), line()])).toBe('ordered')
  expect(stateByLines('ordered', [line({ received: 100 }), line()])).toBe('partlyReceived')
  expect(stateByLines('partlyReceived', [line({ received: 90, refused: 10 })])).toBe('received')
})

test('[E10] more than the line leaves is refused; with a decision that has a name it is bound and told apart', () => {
  expect(commit(fund(), 1000, null)).toEqual({ outcome: 'committed', fund: fund({ committed: 1000 }) })
  expect(commit(fund(), 1001, null)).toEqual({ outcome: 'refused', why: 'aboveLine', missing: 1 })
  const decided = commit(fund(), 1500, { number: '县联防办〔2023〕3号', reason: '春节前备货' })
  expect(decided).toEqual({ outcome: 'committed', fund: fund({ above: 500, committed: 1500 }) })
  expect(faultOfBudget(fund({ committed: 400, spent: 100 }), 499)).toEqual({ least: 500 })
  expect(faultOfBudget(fund({ committed: 400, spent: 100 }), 500)).toBeNull()
})

test('[E10] a receipt of more than is outstanding, of nothing, of half a box, or a difference without a reason is named', () => {
  const said = (received: number, refused = 0, reason: string | null = null) =>
    receiveLine(line(), { received, refused, reason })
  expect(said(101)).toEqual({ fault: { why: 'more', rest: 100 } })
  expect(said(60, 41, '破损')).toEqual({ fault: { why: 'more', rest: 100 } })
  for (const bad of [0, -5, 0.5, 1e300, Number.NaN]) expect(said(bad)).toEqual({ fault: { why: 'quantity' } })
  expect(said(90, 10)).toEqual({ fault: { why: 'reason' } })
  expect(said(90, 10, '破损')).toMatchObject({ line: { received: 90, refused: 10 }, spent: 22_500, freed: 2_500 })
})

test('[E10] whatever comes in whatever order, the fund balances to the fen and holds', () => {
  const receipts = fc.array(fc.tuple(fc.nat(2), fc.integer({ min: -5, max: 80 }), fc.integer({ min: -5, max: 40 })))
  fc.assert(
    fc.property(fc.nat(60_000), receipts, fc.boolean(), (budget, steps, named) => {
      let lines = [line({ id: 'a' }), line({ id: 'b', ordered: 30, priceFen: 99 }), line({ id: 'c', ordered: 1 })]
      const cost = costOf(lines)
      const bound = commit(fund({ budget }), cost, named ? { number: '1', reason: 'r' } : null)
      if (bound.outcome === 'refused') {
        expect(cost).toBeGreaterThan(budget)
        return
      }
      let now = bound.fund
      for (const [i, received, refused] of steps) {
        const one = lines[i]
        if (one === undefined) continue
        const done = receiveLine(one, { received, refused, reason: '短少' })
        if ('fault' in done) continue
        lines = lines.map((each, j) => (j === i ? done.line : each))
        now = settle(now, done)
        expect(restOf(done.line)).toBeGreaterThanOrEqual(0)
        expect(fundHolds(now)).toBe(true)
        // What is still bound is what can still come.
        expect(now.committed).toBe(freedByClosing(lines))
      }
      const closed = settle(now, { spent: 0, freed: freedByClosing(lines) })
      expect(closed.committed).toBe(0)
      expect(closed.spent).toBe(lines.reduce((sum, { received, priceFen }) => sum + received * priceFen, 0))
      expect(fundLeft(closed)).toBeGreaterThanOrEqual(0)
    }),
  )
})

const prescription = { usualDays: 28, longestDays: 84 }
test('[K9, SUP-GRASS-9, SUP-GRASS-10] medicine is issued once, for days that a prescription may have; a long one says why', () => {
  const open = { open: true, issued: false }
  const issue = (days: number, reason: string | null = null) =>
    faultOfMedicineIssue(open, { days, reason }, prescription)
  expect(issue(28)).toBeNull()
  expect(issue(29)).toEqual({ why: 'longReason', usual: 28 })
  expect(issue(84, '高血压，病情稳定')).toBeNull()
  for (const days of [0, 85, 7.5, -1]) expect(issue(days, '稳定')).toEqual({ why: 'days', longest: 84 })
  expect(faultOfMedicineIssue({ open: true, issued: true }, { days: 7, reason: null }, prescription)).toEqual({
    why: 'issuedAlready',
  })
  expect(faultOfMedicineIssue({ open: false, issued: false }, { days: 7, reason: null }, prescription)).toEqual({
    why: 'closed',
  })
  expect(isLongPrescription(28, prescription)).toBe(false)
  expect(isLongPrescription(29, prescription)).toBe(true)
})

test('[K9] only what was issued is handed over, and once', () => {
  expect(faultOfDelivery('asked')).toBe('notIssued')
  expect(faultOfDelivery('issued')).toBeNull()
  expect(faultOfDelivery('delivered')).toBe('deliveredAlready')
})

const entry = (rest: Partial<LabelEntry> & Pick<LabelEntry, 'check'>): LabelEntry => ({
  ...{ other: null, withinDays: null, says: '照说明书' },
  ...rest,
})
const label = (rest: Partial<Label> = {}): Label => ({
  ...{ id: 'l1', kind: 'nirmatrelvir', source: '国家药监局说明书 2022-12', withdrawn: false },
  ...{ validFrom: '2022-12-01' as Day, validUntil: '2023-06-30' as Day }, // written out here
  entries: [
    entry({ check: 'interaction', other: 'simvastatin', says: '禁止合用' }),
    entry({ check: 'onset', withinDays: 5, says: '发病5天以内使用' }),
    entry({ check: 'kidney', says: '中度减量，重度不推荐' }),
  ],
  ...rest,
})

test('[K9, SUP-GRASS-12] a label in date answers in its own words', () => {
  const ask = (question: LabelQuestion) => askLabel([label()], 'nirmatrelvir', question, today)
  expect(ask({ check: 'interaction', other: 'simvastatin' })).toMatchObject({ answer: 'says', says: ['禁止合用'] })
  expect(ask({ check: 'kidney' })).toMatchObject({ answer: 'says', says: ['中度减量，重度不推荐'], within: null })
  expect(ask({ check: 'onset', days: 5 })).toMatchObject({ answer: 'says', within: true })
  expect(ask({ check: 'onset', days: 6 })).toMatchObject({ answer: 'says', within: false })
})

test('[K9, SUP-GRASS-12] no label, one out of date or withdrawn, and what it does not name: ask the higher hospital', () => {
  const kidney = { check: 'kidney' } as const
  const ask = (labels: readonly Label[], question: LabelQuestion = kidney, day = today) =>
    askLabel(labels, 'nirmatrelvir', question, day)
  expect(ask([])).toEqual({ answer: 'askHigher', why: 'noLabel', label: null })
  expect(ask([label({ kind: 'azvudine' })])).toMatchObject({ answer: 'askHigher', why: 'noLabel' })
  expect(ask([label()], kidney, '2023-06-30' as Day)).toMatchObject({ answer: 'says' })
  expect(ask([label()], kidney, '2023-07-01' as Day)).toMatchObject({ answer: 'askHigher', why: 'notInDate' })
  expect(ask([label({ withdrawn: true })])).toMatchObject({ answer: 'askHigher', why: 'notInDate' })
  expect(ask([label()], { check: 'liver' })).toMatchObject({ answer: 'askHigher', why: 'notNamed' })
  expect(ask([label()], { check: 'interaction', other: 'aspirin' })).toMatchObject({
    answer: 'askHigher',
    why: 'notNamed',
  })
})

test('[K9, SUP-GRASS-12] whatever is asked of whatever labels, the answer is the words of a label in date or the higher hospital', () => {
  const entries = fc.array(
    fc.record({
      check: fc.constantFrom('interaction', 'kidney', 'liver', 'onset'),
      other: fc.option(fc.constantFrom('a', 'b')),
      withinDays: fc.option(fc.nat(10)),
      says: fc.string({ minLength: 1 }),
    }) as fc.Arbitrary<LabelEntry>,
    { maxLength: 4 },
  )
  const days = fc.constantFrom('2022-01-01', '2023-01-01', '2024-01-01') as fc.Arbitrary<Day>
  const labels = fc.array(
    fc.record({ id: fc.uuid(), validFrom: days, validUntil: days, withdrawn: fc.boolean(), entries }).map(label),
  )
  const question = fc.constantFrom<LabelQuestion>(
    ...[
      { check: 'interaction', other: 'a' } as const,
      { check: 'kidney' } as const,
      { check: 'onset', days: 3 } as const,
    ],
  )
  fc.assert(
    fc.property(labels, question, (known, asked) => {
      const told = askLabel(known, 'nirmatrelvir', asked, today)
      if (told.answer === 'askHigher') {
        expect(askHigherWhys).toContain(told.why)
        return
      }
      const used = known.find(({ id }) => id === told.label)
      expect(used).toMatchObject({ withdrawn: false })
      expect(told.says.length).toBeGreaterThan(0)
      for (const words of told.says) expect(used?.entries.map(({ says }) => says)).toContain(words)
    }),
  )
})

test('[K9] a label that says nothing, with turned dates, or a statement about nothing is not loaded', () => {
  expect(faultOfLabel(label())).toBeNull()
  expect(faultOfLabel(label({ entries: [] }))).toEqual({ why: 'empty', line: 0 })
  expect(faultOfLabel(label({ validUntil: '2022-11-30' as Day }))).toEqual({ why: 'dates', line: 0 })
  expect(faultOfLabel(label({ entries: [entry({ check: 'interaction' })] }))).toEqual({ why: 'entry', line: 1 })
  expect(faultOfLabel(label({ entries: [entry({ check: 'liver', other: 'x' })] }))).toEqual({ why: 'entry', line: 1 })
})
