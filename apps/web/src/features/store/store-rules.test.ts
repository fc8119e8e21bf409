import { expect, test } from 'vitest'
import { blankAct, blankLine, type LineDraft } from './draft.js'
import { changedBy, scannedItems, withScan } from './fill-scan.js'
import { earlierThan, type Movement, previewTaking, type Scan, type StockRow, statesOf } from './goods.js'
import { optionsFor } from './options.js'
import { arrivalBody, blankArrival, readArrivalLine } from './read-arrival.js'
import { blankCount, countBody, countFields, differences, unfilled } from './read-count.js'
import { bodyOf, readHead, readLine } from './read-line.js'

const row = (rest: Partial<StockRow> = {}): StockRow => ({
  ...{ id: 'a', kind: 'mask-surgical', product: null, lot: 'A', expiry: '2023-06-30', serial: null },
  ...{ onHand: 10, held: 0, expired: 0, reserved: 0, available: 10, model: null, maker: null, perPack: null },
  ...{ excluded: [], reservedFor: [] },
  ...rest,
})
const line = (rest: Partial<LineDraft> = {}): LineDraft => ({
  ...blankLine,
  kind: 'mask-surgical',
  quantity: '5',
  ...rest,
})
const scan = (rest: Partial<Scan> = {}): Scan => ({
  ...{ gtin: null, lot: null, expiry: null, serial: null, quantity: null, products: [] },
  ...rest,
})

test('[E9] a blank on a label overwrites nothing that was typed, and what differs is said', () => {
  const typed = line({ lot: 'A1', expiry: '2024-01-31' })
  expect(withScan(typed, scan({ serial: 'S9' }))).toMatchObject({ lot: 'A1', expiry: '2024-01-31', serial: 'S9' })
  expect(changedBy(typed, scan({ lot: 'B7' }))).toEqual(['lot'])
  expect(withScan(typed, scan({ lot: 'B7' }))).toMatchObject({ lot: 'B7', expiry: '2024-01-31' })
})

test('[E9] a label means the unit of its serial, else its lot, and never the lot of another product', () => {
  const product = { id: 'p', kind: 'mask-surgical', model: 'M', perPack: 50, maker: 'W', makerEn: null }
  const rows = [row(), row({ id: 'b', product: 'q', lot: 'A' }), row({ id: 'c', product: 'p', lot: 'A' })]
  const label = scan({ lot: 'a', products: [product] })
  expect(scannedItems(rows, label).map(({ id }) => id)).toEqual(['a', 'c'])
  expect(scannedItems([row({ id: 'd', serial: 'S1' })], scan({ serial: 's1' })).map(({ id }) => id)).toEqual(['d'])
  expect(scannedItems(rows, scan({ gtin: '1' }))).toEqual([])
})

test('[E9] packs are read by the pack of the product, and a pack nobody knows is a fault', () => {
  const product = { id: 'p', name: 'M', perPack: 50 }
  expect(readLine('receive', line({ measure: 'pack', quantity: '1,000', product })).units).toBe(50_000)
  expect(readLine('receive', line({ measure: 'pack' })).faults).toEqual({ quantity: 'packUnknown' })
})

test.each([
  ['', 'quantityMissing'],
  ['一箱', 'number'],
  ['1.5', 'fraction'],
  ['0', 'few'],
  ['-3', 'few'],
])('[E9] a quantity of "%s" is told as %s', (quantity, why) => {
  expect(readLine('issue', line({ quantity })).faults).toEqual({ quantity: why })
})

test('[E9] units kept by serial come in one a line with their number, and lots without one', () => {
  const serial = { keeping: 'serial', unit: 'set' } as const
  expect(readLine('receive', line({ ...serial, quantity: '1' })).faults).toEqual({ serial: 'serialMissing' })
  expect(readLine('receive', line({ ...serial, serial: 'S1', quantity: '2' })).faults).toEqual({
    quantity: 'serialQuantity',
  })
  expect(readLine('receive', line({ ...serial, serial: 'S1', quantity: '1' }))).toEqual({ units: 1, faults: {} })
})

test('[E9] more than there is of a named lot, and goods that are not named where they must be, are faults', () => {
  expect(readLine('issue', line({ item: 'a', there: 4 })).faults).toEqual({ quantity: 'more' })
  expect(readLine('hold', line(), 'named').faults).toEqual({ item: 'itemMissing' })
})

test('[E9] a lot that passes by an earlier one needs a reason', () => {
  const rows = [row({ available: 0 }), row({ id: 'b', lot: 'B', expiry: '2023-09-30' }), row({ id: 'c', expiry: null })]
  expect(earlierThan(rows, 'b')).toBeNull()
  expect(earlierThan(rows, 'c')?.id).toBe('b')
  const draft = { ...blankAct, lines: [line({ item: 'c', earlier: '批号 B' })] }
  expect(readHead('issue', draft, '2023-01-06')).toEqual({ why: 'earlier' })
  expect(readHead('issue', { ...draft, why: '整箱发放' }, '2023-01-06')).toEqual({})
})

test('[E9] the book takes the first to expire, what has no day last, and what lacks is said', () => {
  const rows = [row({ id: 'n', expiry: null }), row({ id: 'b', expiry: '2023-09-30' }), row({ available: 3 })]
  const { taken, lacking } = previewTaking(rows, { product: null, quantity: 25 })
  expect(taken.map((one) => [one.row.id, one.quantity])).toEqual([
    ['a', 3],
    ['b', 10],
    ['n', 10],
  ])
  expect(lacking).toBe(2)
})

test('[E9] a sending names all its lots or none', () => {
  const draft = { ...blankAct, to: 's', lines: [line(), line({ item: 'a' })] }
  expect(readHead('send', draft, '2023-01-06')).toEqual({ lines: 'mixed' })
})

test('[E9] what has expired or was recalled is still free in the book, and can be held or disposed of', () => {
  const expired = row({
    ...{ available: 0, expired: 10, reserved: 0, excluded: [{ why: 'expired', quantity: 10, since: '2023-01-01' }] },
    reservedFor: [{ reference: '单一', quantity: 4 }],
  })
  expect(statesOf(expired)).toEqual({ free: 6, quarantine: 0, onHold: 0, damaged: 0 })
  expect(optionsFor('dispose', blankAct, [expired])).toMatchObject([{ state: 'free', there: 6 }])
  expect(optionsFor('issue', blankAct, [expired])).toEqual([])
  expect(optionsFor('unreserve', blankAct, [expired])).toMatchObject([{ reference: '单一', there: 4 }])
})

test('[E9] reserved goods of one command are of one reference', () => {
  const two = row({
    reservedFor: [
      { reference: '单一', quantity: 4 },
      { reference: '单二', quantity: 1 },
    ],
  })
  const draft = { ...blankAct, reference: '单二', lines: [line()] }
  expect(optionsFor('unreserve', draft, [two])).toMatchObject([{ reference: '单二' }])
})

test('[E9] a body says what its route asks: nothing of another act', () => {
  const draft = { ...blankAct, into: 'quarantine' as const, lines: [line({ lot: ' A1 ' })] }
  const given = { day: '2023-01-06', consignment: 'k' }
  expect(bodyOf('receive', draft, given)).toEqual({
    ...{ day: '2023-01-06', why: null, reference: null, party: null, into: 'quarantine' },
    lines: [
      { kind: 'mask-surgical', product: null, lot: 'A1', expiry: null, serial: null, quantity: 5, unit: 'piece' },
    ],
  })
  expect(bodyOf('send', { ...draft, to: 's' }, given)).toMatchObject({ to: 's', consignment: 'k' })
  expect(bodyOf('issue', draft, given)).not.toHaveProperty('into')
})

test('[E9] of what arrived, what is missing is said, more than was sent is refused, and what was left empty stays on its way', () => {
  expect(readArrivalLine({ quantity: '8', condition: 'asSent' }, { left: 10 })).toMatchObject({ arrived: 8, short: 2 })
  expect(readArrivalLine({ quantity: '11', condition: 'asSent' }, { left: 10 }).fault).toBe('more')
  const draft = {
    ...blankArrival,
    lines: { 0: { quantity: '8', condition: 'damaged' as const }, 1: { quantity: '0', condition: 'asSent' as const } },
  }
  const lines = [0, 1, 2].map((n) => ({ n, left: 10 }))
  expect(arrivalBody(draft, lines, { consignment: 'k', day: '2023-01-06' }).lines).toEqual([
    { n: 0, quantity: 8, state: 'damaged' },
  ])
})

const since = '2023-01-06T02:00:00.000Z'
const issued = (quantity: number, at: string): Movement => ({
  ...{ id: 'm', store: 's', what: 'issue', day: '2023-01-06', at, by: '', why: null, reference: null, party: null },
  ...{ consignment: null, countedAt: null, reverses: null, reversedBy: null },
  lines: [{ item: { ...row() }, from: 'free', to: 'consumed', quantity }],
})

test('[E9] a count is held against the book of its moment: what was issued since is no difference', () => {
  const movements = [issued(2, '2023-01-06T02:10:00.000Z'), issued(7, '2023-01-06T01:50:00.000Z')]
  const fields = countFields([row()], movements, since)
  expect(fields).toMatchObject([{ place: 'shelf', book: 12 }])
  const typed = { 'a shelf': '12' }
  expect(differences(fields, { typed, rest: 'leave' })).toEqual([])
  expect(differences(fields, { typed: { 'a shelf': '11' }, rest: 'leave' })).toMatchObject([{ counted: 11, book: 12 }])
})

test('[E9] fields left empty change nothing unless somebody says that nothing was there', () => {
  const held = row({ id: 'h', onHand: 3, available: 0, excluded: [{ why: 'damaged', quantity: 3, since: null }] })
  const fields = countFields([row(), held], [], since)
  expect(fields.map(({ key }) => key)).toEqual(['a shelf', 'h damaged'])
  const draft = { ...blankCount, countedAt: since, why: '月底', typed: { 'a shelf': '10' } }
  expect(unfilled(fields, draft)).toBe(1)
  expect(countBody(draft, fields, '2023-01-06')).toMatchObject({ whole: [], lines: [{ item: 'a', counted: 10 }] })
  const none = { ...draft, rest: 'none' as const }
  expect(countBody(none, fields, '2023-01-06').whole).toEqual(['mask-surgical'])
  expect(differences(fields, none)).toMatchObject([{ key: 'h damaged', counted: 0 }])
})
