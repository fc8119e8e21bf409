import { careRules, careSeedValues, careValues, inForce } from '@lianfang/domain/policy'
import { type Day, NATION } from '@lianfang/domain/shared'
import { expect, test } from 'vitest'
import { aboutOf, blank, isUnchosen, judgeDraft } from './call-draft.js'

const values = careValues(inForce(careRules, careSeedValues, { place: NATION, day: '2023-01-10' as Day })) // a day by its look
const { desk, alarms: watched } = values
if (desk.state === 'closed' || watched.state === 'closed') throw new TypeError('the seed is closed')
const [seedDesk, seedAlarms] = [desk.values, watched.values]

const judge = (more: Partial<typeof blank>, alarms = seedAlarms) =>
  judgeDraft({ draft: { ...blank, ...more }, desk: seedDesk, alarms })

test('[K4] a reading or a danger sign says 120 while it is typed, as the server will', () => {
  expect(judge({ spo2: '86' })).toBe('emergency')
  expect(judge({ signs: ['convulsions'] })).toBe('emergency')
  expect(judge({ redFlags: ['chestPain'] })).toBe('emergency')
  expect(judge({ spo2: '97', temperature: '38.9' })).toBe('today')
  expect(judge({ breaths: '32' })).toBe('emergency')
  expect(judge({ spo2: '9' })).toBe('advice')
  expect(judge({ spo2: '８６%' })).toBe('emergency')
})

test('[K4] a red flag counts before the rules are loaded', () => {
  const draft = { ...blank, redFlags: ['faints' as const] }
  expect(judgeDraft({ draft, desk: seedDesk, alarms: null })).toBe('emergency')
})

test('[K4] a name that was typed to find somebody stays with the call when nobody was chosen', () => {
  expect(aboutOf({ search: ' 张大爷 ', other: '' })).toBe('张大爷')
  expect(aboutOf({ search: '张大爷', other: '三组' })).toBe('张大爷 三组')
  expect(aboutOf({ search: '张大爷', other: '张大爷，三组' })).toBe('张大爷，三组')
  expect(aboutOf({ search: '张'.repeat(60), other: '三'.repeat(100) })).toHaveLength(100)
})

test('[K4] whether nobody was chosen is asked only where nothing is written down', () => {
  expect(isUnchosen({ search: '张大爷', other: '' })).toBe(true)
  expect(isUnchosen({ search: '张大爷', other: '三组' })).toBe(false)
  expect(isUnchosen(blank)).toBe(false)
})
