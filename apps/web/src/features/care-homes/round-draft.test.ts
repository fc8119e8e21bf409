import { expect, test } from 'vitest'
import { changed, emptyDraft, saysNothing, withOthersWell } from './round-draft.js'

test('[K21] who shows a danger sign is not well, unless something else was said of them', () => {
  expect(changed(emptyDraft('a'), { signs: ['dyspnoea'] }).state).toBe('unwell')
  expect(changed({ ...emptyDraft('a'), state: 'refused' }, { signs: ['dyspnoea'] }).state).toBe('refused')
  expect(changed(emptyDraft('a'), { note: '咳嗽' }).state).toBeNull()
})

test('[K21] the others are well, and the exceptions stay as they were said', () => {
  const one = changed(emptyDraft('a'), { state: 'unwell', readings: { spo2: '91', temperature: '', breaths: '' } })
  expect(withOthersWell({ one, other: emptyDraft('b') })).toEqual({ one, other: { ...emptyDraft('b'), state: 'well' } })
})

test('[K21] a note or a number alone is something that is kept', () => {
  expect(saysNothing(emptyDraft('a'))).toBe(true)
  expect(saysNothing({ ...emptyDraft('a'), note: '咳嗽' })).toBe(false)
  expect(saysNothing({ ...emptyDraft('a'), readings: { spo2: '9', temperature: '', breaths: '' } })).toBe(false)
})
