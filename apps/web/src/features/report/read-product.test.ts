import { expect, test } from 'vitest'
import { gtinFault, productDraft, readProduct } from './read-product.js'

const draft = { ...productDraft(null), kind: 'mask-surgical', model: ' 二型 ', perPack: '50' }

test('[E1] a GTIN with a wrong last digit is told the right one, another length is told the lengths', () => {
  expect(gtinFault('')).toBeNull()
  expect(gtinFault('６９０１２３４５６７８９２')).toBeNull()
  expect(gtinFault('6901234567891')).toEqual({ why: 'check', digit: 2 })
  for (const text of ['690123', '69012345678925555', 'ABC', '0000000000000'])
    expect(gtinFault(text)).toEqual({ why: 'length' })
})

test('[E1] a product is read as it is kept, or its wrong fields are named', () => {
  expect(readProduct({ ...draft, gtin: '6901234567892', capacity: '20,000' })).toEqual({
    wrong: [],
    body: { kind: 'mask-surgical', model: '二型', gtin: '06901234567892', perPack: 50, capacity: 20_000 },
  })
  expect(readProduct(draft).body).toMatchObject({ gtin: null, capacity: null })
  expect(readProduct({ kind: '', model: ' ', gtin: '1', perPack: '0', capacity: '-1' }).wrong).toEqual([
    ...['kind', 'model', 'gtin', 'perPack', 'capacity'],
  ])
})
