import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addHours, instantOf } from '../../shared/index.js'
import { livingHere } from '../life/life-state.js'
import { decideClosing, decideMedicine, isFresh, type MedicineSaid, requestEnds, requestLateAt } from './medicine.js'

const values = { shortAtDays: 7, closeWithinHours: 48, freshDays: 14 }
const now = instantOf(Date.UTC(2023, 0, 20))
const nothing: MedicineSaid = { daysLeft: null, control: null, guided: null, missing: false, note: null }
const told = (said: Partial<MedicineSaid>, openRequest = false) =>
  decideMedicine({ said: { ...nothing, ...said }, openRequest, life: livingHere }, values)

describe('what was told', () => {
  test('[CARE-MED-1] seven days left ask the township, eight do not', () => {
    expect(told({ daysLeft: 7 })).toEqual({ outcome: 'recorded', request: 'opens' })
    expect(told({ daysLeft: 0 })).toEqual({ outcome: 'recorded', request: 'opens' })
    expect(told({ daysLeft: 8 })).toEqual({ outcome: 'recorded', request: 'none' })
  })
  test('[K9] something named as missing asks, however much of the rest is left', () => {
    expect(told({ daysLeft: 60, note: '胰岛素' })).toEqual({ outcome: 'recorded', request: 'opens' })
    // A phone keeps no free text: the page was closed before it was sent, and only that something is missing is left.
    expect(told({ missing: true })).toEqual({ outcome: 'recorded', request: 'opens' })
  })
  test('[K9] what is told late asks for nothing, but what was named as missing still does', () => {
    const late = (said: Partial<MedicineSaid>) =>
      decideMedicine({ said: { ...nothing, ...said }, openRequest: false, life: livingHere, older: true }, values)
    expect(late({ daysLeft: 1 })).toEqual({ outcome: 'recorded', request: 'none' })
    expect(late({ daysLeft: 1, note: '胰岛素' })).toEqual({ outcome: 'recorded', request: 'opens' })
  })
  test('[K9] one request is open at a time', () => {
    expect(told({ daysLeft: 2 }, true)).toEqual({ outcome: 'recorded', request: 'isOpen' })
  })
  test('[K6] nothing said is no record; nothing is asked for the dead', () => {
    expect(told({ note: '  ' })).toEqual({ outcome: 'refused', reason: 'medicine-nothing' })
    const life = { ...livingHere, status: 'dead' as const }
    expect(decideMedicine({ said: { ...nothing, daysLeft: 1 }, openRequest: false, life }, values)).toEqual({
      outcome: 'refused',
      reason: 'medicine-gone',
    })
  })
  test('[CARE-MED-1] fewer days never ask less than more days', () => {
    const asked = (daysLeft: number): boolean => {
      const decision = told({ daysLeft })
      return decision.outcome === 'recorded' && decision.request === 'opens'
    }
    fc.assert(
      fc.property(fc.nat(400), fc.nat(400), (a, b) => {
        if (asked(Math.max(a, b))) expect(asked(Math.min(a, b))).toBe(true)
      }),
    )
  })
})

describe('the end of a request', () => {
  test('[K9] medicine that was given says for how many days; anything else says why', () => {
    for (const how of requestEnds) {
      const given = how === 'supplied' || how === 'longPrescription'
      const bare = decideClosing({ open: true, how, daysLeft: null, note: null })
      expect(bare).toEqual({ outcome: 'refused', reason: given ? 'medicine-days' : 'medicine-note' })
      expect(decideClosing({ open: true, how, daysLeft: 30, note: '转县医院' })).toEqual({ outcome: 'recorded' })
      expect(decideClosing({ open: false, how, daysLeft: 30, note: '转县医院' }).outcome).toBe('refused')
    }
  })
  test('[CARE-MED-2] a request is late after its hours', () => {
    expect(requestLateAt(now, values)).toBe(addHours(now, 48))
  })
})

test('[K6, CARE-MED-3] a record is fresh while control and medicine were both told within fourteen days', () => {
  const ago = (days: number) => addHours(now, -24 * days)
  expect(isFresh({ daysAt: ago(14), controlAt: ago(1) }, now, values)).toBe(true)
  expect(isFresh({ daysAt: instantOf(ago(14) - 1), controlAt: ago(1) }, now, values)).toBe(false)
  expect(isFresh({ daysAt: ago(1), controlAt: null }, now, values)).toBe(false)
})
