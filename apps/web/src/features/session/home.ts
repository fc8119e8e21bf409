import type { SessionInfo } from '@lianfang/contract'

/** Where a role works: village workers and medics in the field, enterprises and their liaisons on their page, all others at the desk. */
export const startOf = (role: SessionInfo['acting']['role']): '/field' | '/report' | '/' => {
  if (role === 'villageWorker' || role === 'medic') return '/field'
  return role === 'enterpriseReporter' || role === 'liaison' ? '/report' : '/'
}

/** Whether somebody works in the field. */
export const isFieldRole = (session: SessionInfo): boolean => startOf(session.acting.role) === '/field'
