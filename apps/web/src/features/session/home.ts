import type { SessionInfo } from '@lianfang/contract'

/** Where a role works: village workers and medics in the field, all others at the desk. */
export const isFieldRole = (session: SessionInfo): boolean =>
  session.acting.role === 'villageWorker' || session.acting.role === 'medic'
