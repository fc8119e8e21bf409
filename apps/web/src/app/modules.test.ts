import { expect, test } from 'vitest'
import { actionAt } from './modules.js'

test('every page below a module needs what the module needs; trees of organisations and the changing of teams have rights of their own', () => {
  expect(actionAt('/people')).toBe('person.list')
  expect(actionAt('/ledger/new')).toBe('ledger.import')
  expect(actionAt('/board/421123')).toBe('board.read')
  expect(actionAt('/facilities/new')).toBe('facility.read')
  expect(actionAt('/facilities/organisations/new')).toBe('organisation.read')
  expect(actionAt('/followups')).toBe('person.list')
  expect(actionAt('/moves')).toBe('move.decide')
  expect(actionAt('/checks')).toBe('check.read')
  expect(actionAt('/care-homes')).toBe('careHome.count')
  expect(actionAt('/care-homes/x')).toBe('careHome.read')
  expect(actionAt('/care-homes/x/round')).toBe('careHome.read')
  expect(actionAt('/care-homes/x/edit')).toBe('careHome.manage')
  expect(actionAt('/care-homes/new')).toBe('careHome.manage')
  expect(actionAt('/teams/away')).toBe('team.manage')
  expect(actionAt('/teams/balance')).toBe('team.manage')
  expect(actionAt('/enterprises/x')).toBe('enterprise.list')
  expect(actionAt('/catalogue')).toBe('kindLiaison.manage')
  expect(actionAt('/me')).toBeNull()
  expect(actionAt('/')).toBeNull()
})
