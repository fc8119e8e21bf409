import { expect, test } from 'vitest'
import { asLastTime, blankDraft, type Draft, draftOf, draftOnto, emptyTyped, type ReportForm } from './draft.js'
import { readDraft } from './read-draft.js'
import { typedWhole } from './typed-whole.js'

const product = {
  ...{
    id: 'p',
    kind: 'high-flow',
    model: '一型',
    capacity: 100,
    unit: 'set',
    kindName: { zh: '氧疗仪', en: 'Oxygen' },
  },
  earlier: [
    { day: '2026-03-08', made: 50, inStock: 200, onOrder: 900 },
    { day: '2026-03-07', made: 52, inStock: 210, onOrder: 900 },
    { day: '2026-03-06', made: 54, inStock: 190, onOrder: 900 },
  ],
}
const form: ReportForm = {
  ...{ day: '2026-03-09', days: [], name: '厂', nameEn: null, part: 'reporter', products: [product], stands: null },
  ...{ workforceOf: 100, workforceBack: 80 },
  values: { jumpTimes: 3, overCapacityPercent: 20, sameReports: 5, most: 1e9 },
}
const typed = (change: Partial<typeof emptyTyped>, rest: Partial<Draft> = {}): Draft => ({
  ...blankDraft(form),
  ...rest,
  lines: { p: { ...emptyTyped, ...change } },
})

test('[E1] a count is read as people type it, and what is no number is none', () => {
  expect(typedWhole(' １，２６０ ')).toBe(1260)
  expect(typedWhole('1,260,000')).toBe(1_260_000)
  expect(typedWhole('')).toBeNull()
  for (const none of ['1,26', '一百', '12万', '1e9', '0x10']) expect(typedWhole(none)).toBeNaN()
  expect([typedWhole('-5'), typedWhole('12.5')]).toEqual([-5, 12.5])
})

test('[E1, SUP-REP-5] each field says what is wrong with it: no number, a half, below nothing, too much', () => {
  const faults = readDraft(
    typed({ made: '一', inStock: '2.5', onOrder: '-1' }, { back: '2000000000', of: '1' }),
    form,
  ).faults
  expect(Object.fromEntries(faults)).toEqual({
    ...{ 'p.made': 'number', 'p.inStock': 'fraction', 'p.onOrder': 'negative', back: 'most' },
  })
})

test('[E1] the number of all there are says nothing by itself; changed, or with people back, both are needed', () => {
  expect(readDraft(typed({ made: '1' }), form).said).toMatchObject({ workforceBack: null, workforceOf: null })
  expect(readDraft(typed({ made: '1' }, { of: '120' }), form).faults.get('back')).toBe('both')
  expect(readDraft(typed({ made: '1' }, { back: '5', of: '' }), form).faults.get('of')).toBe('both')
  expect(readDraft(typed({ made: '1' }, { back: '101' }), form).faults.get('back')).toBe('moreThanThere')
  expect(readDraft(typed({ made: '1' }, { back: '90' }), form).said).toMatchObject({
    workforceBack: 90,
    workforceOf: 100,
  })
})

test('[E1] nothing typed is no report; a nought is one; a product of which nothing was typed is not spoken of', () => {
  expect(readDraft(blankDraft(form), form).faults.get('report')).toBe('nothing')
  const nought = readDraft(typed({ made: '0' }), form)
  expect([nought.faults.size, nought.said.lines]).toEqual([
    0,
    [{ product: 'p', made: 0, inStock: null, onOrder: null }],
  ])
  const two = { ...form, products: [product, { ...product, id: 'q' }] }
  expect(readDraft(typed({ made: '1' }), two).said.lines.map((line) => line.product)).toEqual(['p'])
})

test('[E1, SUP-REP-3, SUP-REP-4] doubts are those of the rule, with the figure and what it is held against', () => {
  expect(readDraft(typed({ made: '126', inStock: '9000' }), form).doubts).toEqual([
    { product: 'p', why: 'jump', field: 'inStock', value: 9000, against: 200 },
    { product: 'p', why: 'overCapacity', field: 'made', value: 126, against: 100 },
    { product: 'p', why: 'stockFromNowhere', field: 'inStock', value: 9000, against: 326 },
  ])
  expect(readDraft(typed({ made: '51', inStock: '220' }), form).doubts).toEqual([])
})

test('[E1] the last figures fill empty fields only, and nothing is offered where there is nothing to fill', () => {
  expect(asLastTime(product, { ...emptyTyped, made: '7' })).toEqual({ made: '7', inStock: '200', onOrder: '900' })
  expect(asLastTime(product, { made: '7', inStock: '1', onOrder: '2' })).toBeNull()
  expect(asLastTime({ earlier: [] }, emptyTyped)).toBeNull()
})

test('[E1] a report that is opened to be put right says what it said', () => {
  const said = readDraft(typed({ made: '51' }, { back: '90', obstacles: { money: ' 周转 ', people: '' } }), form).said
  expect(said.obstacles).toEqual([
    { kind: 'people', text: null },
    { kind: 'money', text: '周转' },
  ])
  const stands = {
    ...{ ...said, id: 'r', day: form.day, at: '2026-03-10T00:00:00Z', by: '钱', part: 'reporter' as const },
    ...{ corrects: null, superseded: false, cleared: null, lines: said.lines.map((line) => ({ ...line, doubts: [] })) },
  }
  const lines = stands.lines.map((line) => ({ ...line, made: 51, inStock: null, onOrder: null }))
  const again = draftOf({ ...stands, lines, workforceBack: 90, workforceOf: 100, toldBy: null })
  expect(readDraft(again, form).said).toEqual(said)
})

test('[E1] whom one was told by is said of what was told: not by the enterprise itself', () => {
  const draft = typed({ made: '1' }, { toldBy: '生产科' })
  expect(readDraft(draft, form).said.toldBy).toBeNull()
  expect(readDraft(draft, { ...form, part: 'liaison' }).said.toldBy).toBe('生产科')
})

test('[E1] what is typed on top of a report that came first fills in what was left empty, and overwrites only what was typed', () => {
  const stands = {
    ...{ id: 'r', day: form.day, at: '2026-03-10T00:00:00Z', by: '郑', part: 'liaison' as const, toldBy: '生产科' },
    ...{ corrects: null, superseded: false, cleared: null, workforceBack: 70, workforceOf: 110 },
    lines: [{ product: 'p', made: 44, inStock: 230, onOrder: null, doubts: [] }],
    obstacles: [{ kind: 'material' as const, text: '缺板' }],
  }
  const mine = typed({ made: '55' }, { obstacles: { money: '' } })
  expect(draftOnto(mine, stands)).toEqual({
    ...{ lines: { p: { made: '55', inStock: '230', onOrder: '' } }, back: '70', of: '110', toldBy: '生产科' },
    obstacles: { material: '缺板', money: '' },
  })
  expect(draftOnto(typed({}, { back: '90', of: '120' }), stands)).toMatchObject({ back: '90', of: '120' })
})
