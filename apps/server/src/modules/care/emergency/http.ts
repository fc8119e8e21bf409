import type { Handlers } from '../../../kernel/http/index.js'
import type { CareNeeds } from '../needs.js'
import { endOwn } from './end-access.js'
import { listAccess } from './list-access.js'
import { openAccess } from './open-access.js'

type EmergencyNeeds = CareNeeds & {
  /** Sessions remember their access: forgotten when one is opened or ended. */
  readonly forgetSessions: () => void
}

export const emergencyHandlers = (needs: EmergencyNeeds): Handlers => ({
  'emergency.open': async (call) => {
    try {
      return await openAccess(needs, call)
    } finally {
      needs.forgetSessions() // the one before may have ended although this one failed
    }
  },
  'emergency.list': (call) => listAccess(needs, call),
  'emergency.end': async (call) => {
    await endOwn(needs, call)
    needs.forgetSessions()
    return undefined
  },
})
