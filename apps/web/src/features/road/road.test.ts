import { expect, test } from 'vitest'
import { numberIn } from './phone-number.js'
import { within } from './photo.js'
import { blankRoad, readWord } from './read-word.js'

const head = { id: 'one', at: '2020-02-27T04:00:00.000Z', zone: 'Asia/Shanghai' }

test('[E5] every field that a hand-over lacks complains at once', () => {
  expect(readWord('handedOver', blankRoad, head, '完好').faults).toEqual(['handed', 'taker', 'condition'])
  const damaged = { ...blankRoad, handed: '16', taker: '王库管', condition: 'damaged' } as const
  expect(readWord('handedOver', damaged, head, '完好').faults).toEqual(['damage'])
})

test('[E5] full-width digits are read, a half or fewer than none is sent back', () => {
  expect(readWord('pickedUp', { ...blankRoad, count: '１６' }, head, '').word).toMatchObject({ count: 16 })
  for (const count of ['-1', '1.5', 'x'])
    expect(readWord('pickedUp', { ...blankRoad, count }, head, '').faults).toEqual(['count'])
})

test('[E5] a delay has a cause, and an arrival that lies ahead', () => {
  expect(readWord('delay', blankRoad, head, '').faults).toEqual(['cause'])
  const past = { ...blankRoad, cause: 'weather', until: '2020-02-20T08:00' } as const
  expect(readWord('delay', past, head, '').faults).toEqual(['until'])
  expect(readWord('delay', { ...past, until: '' }, head, '').word).toMatchObject({ cause: 'weather', until: null })
})

test('[E5] where a driver is needs a place or a position', () => {
  expect(readWord('where', { ...blankRoad, place: '  ' }, head, '').faults).toEqual(['where'])
  expect(readWord('where', { ...blankRoad, place: '麻城东' }, head, '').word).toMatchObject({ place: '麻城东' })
})

test('[E5] a number to call is found in what the desk wrote, and a photo is never made larger', () => {
  expect(numberIn('调度台 0713-505 0001')).toBe('07135050001')
  expect(numberIn('＋86 139 0713 0001 王')).toBe('+8613907130001')
  expect(numberIn('调度台')).toBeNull()
  expect(within(4000, 3000, 1600)).toEqual([1600, 1200])
  expect(within(300, 200, 1600)).toEqual([300, 200])
})
