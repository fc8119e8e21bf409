import type { Handlers } from '../../../kernel/http/index.js'
import type { CareNeeds } from '../needs.js'
import { compareRecords, listDoubles } from './compare.js'
import { joinRecords } from './join-records.js'

export const joinHandlers = (needs: CareNeeds): Handlers => ({
  'person.doubles': (call) => listDoubles(needs, call),
  'join.compare': (call) => compareRecords(needs, call),
  'person.join': (call) => joinRecords(needs, call),
})
