import { expect, test } from 'vitest'
import { confusableIn } from './index.js'

test('[X2] a name of letters says which of its characters look like another one; a made one of digits has none to tell', () => {
  expect(confusableIn('li01')).toEqual(['0', '1', 'l'])
  expect(confusableIn('WangIO')).toEqual(['O', 'I'])
  expect(confusableIn('chen.jing')).toEqual([])
  expect(confusableIn('421123100-001')).toEqual([])
})
