import type { Handlers } from '../http/index.js'
import { verifyAudit } from './audit.js'
import { type AuditNeeds, exportAudit, findAuditAccount, listAudit } from './list-audit.js'

/** Handlers of the audit pages. */
export const auditHandlers = (needs: AuditNeeds): Handlers => ({
  'audit.list': (call) => listAudit(needs, call),
  'audit.account': (call) => findAuditAccount(needs, call),
  'audit.export': (call) => exportAudit(needs, call),
  'audit.verify': (call) => verifyAudit(needs.db, call.scope),
})
