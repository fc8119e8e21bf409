import type { SessionInfo } from '@lianfang/contract'

/** Where a role works: village workers and medics in the field, enterprises, their liaisons, keepers of stores and hospitals on pages of their own, all others at the desk. */
export const startOf = (role: SessionInfo['acting']['role']): '/field' | '/report' | '/store' | '/hospital' | '/' => {
  if (role === 'villageWorker' || role === 'medic') return '/field'
  if (role === 'warehouseKeeper') return '/store'
  if (role === 'hospitalRequester' || role === 'hospitalApprover') return '/hospital'
  return role === 'enterpriseReporter' || role === 'liaison' ? '/report' : '/'
}

/** Whether somebody works in the field. */
export const isFieldRole = (session: SessionInfo): boolean => startOf(session.acting.role) === '/field'
