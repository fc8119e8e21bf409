import type { Handlers } from '../../../kernel/http/index.js'
import type { CareNeeds } from '../needs.js'
import { exportSix } from './export-six.js'
import { readSixDays } from './read-days.js'
import { listMissing, readSix } from './read-six.js'

export const sixHandlers = (needs: CareNeeds): Handlers => ({
  'six.read': (call) => readSix(needs, call),
  'six.days': (call) => readSixDays(needs, call),
  'six.missing': (call) => listMissing(needs, call),
  'six.export': (call) => exportSix(needs, call),
})
