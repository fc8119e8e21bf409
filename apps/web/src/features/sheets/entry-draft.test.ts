import { expect, test } from 'vitest'
import { commandsOf, type Draft, emptyDraft, faultsOf, isSaid } from './entry-draft.js'

const row = { followup: 'f', medicine: 'm', personId: 'p' }
const on = {
  day: '2023-01-05',
  zone: 'Asia/Shanghai',
  now: Date.parse('2023-01-05T12:00:00+08:00'),
  printedAt: Date.parse('2023-01-05T07:30:00+08:00'),
}
const empty = emptyDraft({ due: { dueAt: null, reason: 'longestGap', mode: 'visit', ruleId: '' } })
const draft = (more: Partial<Draft> = {}): Draft => ({ ...empty, outcome: 'reached', clock: '930', ...more })

test('[K3] a line left empty is nothing to save and nothing wrong; the paper’s own way of contact stands in it', () => {
  expect([isSaid(empty), faultsOf(empty, on), commandsOf(row, empty, on), empty.channel]).toEqual([
    false,
    {},
    null,
    'visit',
  ])
})

test('[K3] wrong values are named by their box, and right ones beside them are not', () => {
  const wrong = draft({ clock: '25:61', spo2: '930', temperature: '9.3', breaths: '1', days: '半个月' })
  expect(faultsOf(wrong, on)).toEqual({
    clock: 'clock',
    spo2: 'spo2',
    temperature: 'temperature',
    breaths: 'breaths',
    days: 'days',
  })
  expect(faultsOf({ ...wrong, clock: '9:30', days: '3', breaths: '18' }, on)).toEqual({
    spo2: 'spo2',
    temperature: 'temperature',
  })
  expect(commandsOf(row, wrong, on)).toBeNull()
})

test('[K3] readings without a result, readings of who did not answer, and a time to come are refused', () => {
  expect(faultsOf(draft({ outcome: '', spo2: '96' }), on)).toEqual({ outcome: 'outcome' })
  expect(faultsOf(draft({ outcome: 'unanswered', spo2: '96' }), on)).toEqual({ outcome: 'unanswered' })
  expect(faultsOf(draft({ clock: '12:01' }), on)).toEqual({ clock: 'future' })
  expect(faultsOf(draft({ clock: '12:00' }), on)).toEqual({})
  expect(faultsOf(draft({ clock: '' }), on)).toEqual({ clock: 'clock' })
})

test('[K3] a line is the follow-up of the sheet’s day at its clock time, under the id kept for it, whenever it is typed', () => {
  const said = commandsOf(row, draft({ spo2: '93', temperature: '36，8', days: '2', note: ' 咳嗽 ' }), on)
  expect(said?.followup).toMatchObject({
    ...{ id: 'f', personId: 'p', at: '2023-01-05T01:30:00.000Z', channel: 'visit', outcome: 'reached' },
    ...{ spo2Percent: 93, temperatureC: 36.8, breathsPerMinute: null, note: '咳嗽' },
  })
  expect(said?.medicine).toEqual({ id: 'm', at: '2023-01-05T01:30:00.000Z', daysLeft: 2 })
  const later = { ...on, now: on.now + 86_400_000 }
  expect(commandsOf(row, draft(), later)).toEqual(commandsOf(row, draft(), on))
})

test('[K3, K5] danger signs on paper are sent as signs, so that they raise an alarm; an unknown letter is named and sends nothing', () => {
  expect(commandsOf(row, draft({ signs: 'c a' }), on)?.followup).toMatchObject({ signs: ['dyspnoea', 'lethargy'] })
  expect(faultsOf(draft({ signs: 'AZ' }), on)).toEqual({ signs: 'signs' })
  expect(commandsOf(row, draft({ signs: 'AZ' }), on)).toBeNull()
  expect(faultsOf(draft({ outcome: 'unanswered', signs: 'A' }), on)).toEqual({ outcome: 'unanswered' })
  expect(isSaid({ ...empty, signs: 'A' })).toBe(true)
})

test('[K3] a time before the printing is one of the next day: a list printed in the evening is carried in the morning', () => {
  const evening = {
    ...on,
    printedAt: Date.parse('2023-01-05T22:07:00+08:00'),
    now: Date.parse('2023-01-06T20:00:00+08:00'),
  }
  const atOf = (clock: string, printed = evening) => commandsOf(row, draft({ clock }), printed)?.followup.at
  expect(atOf('1015')).toBe('2023-01-06T02:15:00.000Z')
  // The minute of the printing itself, and what was written the same evening.
  expect([atOf('22:07'), atOf('22:40')]).toEqual(['2023-01-05T14:07:00.000Z', '2023-01-05T14:40:00.000Z'])
  // Not yet come on the next day either.
  expect(faultsOf(draft({ clock: '1015' }), { ...evening, now: Date.parse('2023-01-06T09:00:00+08:00') })).toEqual({
    clock: 'future',
  })
})
