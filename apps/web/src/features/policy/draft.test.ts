import { careSeedValues } from '@lianfang/domain/policy'
import { expect, test } from 'vitest'
import { draftOf, textAt, valueOfDraft, withText } from './draft.js'

test('[X3] every value of the seed goes into the form and comes out as it was', () => {
  for (const { ruleId, value } of careSeedValues) expect(valueOfDraft(draftOf(value), value), ruleId).toEqual(value)
})

test('[X3] what is typed arrives in the value’s own shape', () => {
  expect(valueOfDraft(withText(draftOf(72), [], '48'), 72)).toBe(48)
  expect(valueOfDraft('无\n\n 没有 \n无', ['无'])).toEqual(['无', '没有'])
  const range = { least: 50, most: 100 }
  const typed = withText(draftOf(range), ['least'], '60')
  expect(textAt(typed, ['least'])).toBe('60')
  expect(valueOfDraft(typed, range)).toEqual({ least: 60, most: 100 })
  const bands = withText(draftOf([65, 80]), [1], '75')
  expect(valueOfDraft(bands, [65, 80])).toEqual([65, 75])
})

test('[X3] what is no number is sent as it is and not guessed', () => {
  expect(valueOfDraft('', 72)).toBe('')
  expect(valueOfDraft('48h', 72)).toBe('48h')
})
