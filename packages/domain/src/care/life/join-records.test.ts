import fc from 'fast-check'
import { expect, test } from 'vitest'
import { instantOf, type PlaceCode } from '../../shared/index.js'
import type { PersonFields } from '../ledger/index.js'
import {
  decideLifeEvent,
  decideTakingBack,
  type Hanging,
  type Joinable,
  type LifeFact,
  type LifeStatus,
  livingHere,
  recordedOn,
  refuseJoining,
  resemble,
} from './index.js'

const record = (id: string, more: Partial<Joinable> & { readonly status?: LifeStatus } = {}) => {
  const { status = 'here', ...rest } = more
  const life = { ...livingHere, status }
  return { id, fields: { idNumber: null }, life, joinedTo: null, trial: false, hanging: [] as Hanging[], ...rest }
}

test('[K1] (CARE-JOIN-1) two valid numbers that differ are two people, whatever else they share', () => {
  const numbered = (id: string, idNumber: string | null) => record(id, { fields: { idNumber } })
  const joins = (a: string | null, b: string | null) =>
    refuseJoining({ kept: numbered('a', a), other: numbered('b', b) })
  expect(joins('421123195001010020', '421123195001010047')).toBe('join-numbers')
  expect(joins('421123195001010020', '421123195001010020')).toBeNull()
  expect(joins('421123195001010020', null)).toBeNull()
  expect(joins(null, '421123195001010047')).toBeNull()
})

test('[K1] [K20] (CARE-JOIN-2) what only the record given up knows of a life is not lost by joining', () => {
  const joins = (kept: LifeStatus, other: LifeStatus) =>
    refuseJoining({ kept: record('a', { status: kept }), other: record('b', { status: other }) })
  expect(joins('here', 'here')).toBeNull()
  expect(joins('admitted', 'here')).toBeNull()
  expect(joins('admitted', 'admitted')).toBeNull()
  expect(joins('here', 'admitted')).toBe('join-life')
  expect(joins('here', 'refusing')).toBe('join-life')
  expect(joins('here', 'dead')).toBe('join-gone')
  expect(joins('left', 'here')).toBe('join-gone')
  expect(refuseJoining({ kept: record('a'), other: { ...record('b'), hanging: ['medicine'] } })).toBe('join-open')
  expect(refuseJoining({ kept: record('a'), other: record('a') })).toBe('join-same')
  expect(refuseJoining({ kept: record('a', { joinedTo: 'c' }), other: record('b') })).toBe('join-joined')
  expect(refuseJoining({ kept: record('a', { trial: true }), other: record('b') })).toBe('join-trial')
})

test('[K1] joining never depends on more than the two records: of any two at most one order is refused for life', () => {
  const status = fc.constantFrom<LifeStatus>('here', 'admitted', 'refusing', 'dead', 'left')
  fc.assert(
    fc.property(status, status, (a, b) => {
      const one = refuseJoining({ kept: record('a', { status: a }), other: record('b', { status: b }) })
      const two = refuseJoining({ kept: record('b', { status: b }), other: record('a', { status: a }) })
      const gone = [a, b].some((life) => life === 'dead' || life === 'left')
      expect(one === 'join-gone').toBe(gone)
      expect(two === 'join-gone').toBe(gone)
      if (!gone && (a === 'here' || b === 'here')) expect([one, two]).toContain(null)
    }),
  )
})

test('[K1] [K20] (CARE-JOIN-3) of a joined record only the joining can be taken back, and nothing else happens to it', () => {
  const at = (hours: number) => instantOf(hours * 3_600_000)
  const facts: LifeFact[] = [
    { id: 'away', kind: 'away', at: at(1), by: 'w' },
    { id: 'join', kind: 'left', at: at(2), by: 'm', joinedTo: 'other' },
  ]
  const happens = (kind: 'death' | 'returned' | 'admission', hour: number) =>
    decideLifeEvent({ facts, event: { id: 'x', kind, at: at(hour), by: 'w' } })
  for (const kind of ['death', 'returned', 'admission'] as const) {
    expect(happens(kind, 3)).toEqual({ outcome: 'refused', reason: 'life-joined' })
    expect(happens(kind, 1.5)).toEqual({ outcome: 'refused', reason: 'life-joined' })
  }
  const back = (takesBack: string) => decideTakingBack({ facts, fact: { id: 'y', at: at(4), by: 'm', takesBack } })
  expect(back('away')).toEqual({ outcome: 'refused', reason: 'life-joined' })
  expect(back('join')).toMatchObject({ outcome: 'recorded', life: { status: 'here', away: true } })
})

test('[K1] [K3] (CARE-JOIN-3) what is said of a joined record is said of the one that goes on; nothing of it is corrected any more', () => {
  expect(recordedOn({ personId: 'a', corrects: null, joinedTo: null })).toBe('a')
  expect(recordedOn({ personId: 'a', corrects: 'f', joinedTo: null })).toBe('a')
  expect(recordedOn({ personId: 'a', corrects: null, joinedTo: 'b' })).toBe('b')
  expect(recordedOn({ personId: 'a', corrects: 'f', joinedTo: 'b' })).toBe('corrects-joined')
})

test('[K1] (CARE-JOIN-4) a name heard wrongly is offered by its telephone, a couple on one telephone is not', () => {
  const fields = (name: string, sex: 'male' | 'female', year: number | null, phone: string): PersonFields => ({
    ...{ name, sex, idNumber: null, idNumberRaw: null, birth: year === null ? null : { year }, phones: [phone] },
    ...{ township: '421123100' as PlaceCode, village: '421123100201' as PlaceCode, address: '', remark: '', kinds: [] },
    ...{ disease: { class: 'unknown', names: [] }, vaccination: { class: 'unknown', raw: '' }, living: 'unknown' },
  })
  const her = fields('周桂英', 'female', 1941, '13811110001')
  expect(resemble(her, fields('周贵英', 'female', 1943, '13811110001'))).toBe(true)
  expect(resemble(her, fields('周贵英', 'female', null, '13811110001'))).toBe(true)
  expect(resemble(her, fields('周贵英', 'female', 1944, '13811110001'))).toBe(false)
  expect(resemble(her, fields('李大山', 'male', 1941, '13811110001'))).toBe(false)
  expect(resemble(her, fields('周贵英', 'female', 1941, '13811110002'))).toBe(false)
  expect(resemble(her, fields('周桂英', 'female', 1941, '13811110002'))).toBe(true)
})
