import type { Handlers } from '../../../kernel/http/index.js'
import type { CareNeeds } from '../needs.js'
import { exportPeople } from './export.js'
import { listPeople, searchPeople } from './list.js'
import { readPersonPage } from './page.js'

export const peopleHandlers = (needs: CareNeeds): Handlers => ({
  'person.list': (call) => listPeople(needs, call),
  'person.search': (call) => searchPeople(needs, call),
  'person.export': (call) => exportPeople(needs, call),
  'person.read': (call) => readPersonPage(needs, call),
})
