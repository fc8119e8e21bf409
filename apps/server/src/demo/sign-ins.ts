import type { Role } from '@lianfang/domain/org'

export type DemoSignIn = {
  readonly login: string
  readonly password: string
  readonly role: Role
  /** '' = the nation. */
  readonly place: string
  readonly team: string | null
}

/** One password for everybody: a demonstration never leaves the machine. */
export const demoPassword = 'demo-2023-luotian'

const team = '凤山镇第1包保团队'

/** Sign-ins of the demonstration, one a role; those of supplies last. The worker and the medic are of the first team of 凤山镇. */
export const demoSignIns = [
  { login: 'worker', password: demoPassword, role: 'villageWorker', place: '421123100', team },
  { login: 'medic', password: demoPassword, role: 'medic', place: '421123100', team },
  { login: 'township', password: demoPassword, role: 'townshipManager', place: '421123100', team: null },
  { login: 'county', password: demoPassword, role: 'countyOfficer', place: '421123', team: null },
  { login: 'prefecture', password: demoPassword, role: 'prefectureViewer', place: '4211', team: null },
  { login: 'province', password: demoPassword, role: 'provinceViewer', place: '42', team: null },
  { login: 'nation', password: demoPassword, role: 'nationViewer', place: '', team: null },
  { login: 'admin', password: demoPassword, role: 'administrator', place: '', team: null },
  { login: 'auditor', password: demoPassword, role: 'auditor', place: '', team: null },
  { login: 'supply', password: demoPassword, role: 'supplyDesk', place: '421123', team: null },
  { login: 'reporter', password: demoPassword, role: 'enterpriseReporter', place: '421123', team: null },
  { login: 'liaison', password: demoPassword, role: 'liaison', place: '4211', team: null },
  { login: 'requester', password: demoPassword, role: 'hospitalRequester', place: '421123', team: null },
  { login: 'approver', password: demoPassword, role: 'hospitalApprover', place: '421123', team: null },
  { login: 'keeper', password: demoPassword, role: 'warehouseKeeper', place: '421123', team: null },
] as const satisfies readonly DemoSignIn[]
