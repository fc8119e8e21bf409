import { describeApi } from '@lianfang/contract/openapi'
import { sql } from 'kysely'
import { type Database, inTransaction, noScope } from '../db/index.js'
import type { Handlers } from '../http/index.js'

export type InstanceFacts = {
  readonly demonstration: boolean
  readonly provider: { readonly zh: string; readonly en: string } | null
}

const version = '0.1.0'
// Made once, when it is first asked for: commands that serve nothing do not pay for it.
let description: ReturnType<typeof describeApi> | undefined
const describe = () => {
  description ??= describeApi(version)
  return { ...description }
}

type SignIn = {
  readonly login: string
  readonly password: string
  readonly role: string
  readonly place: string
  readonly team: string | null
}

/** What this installation is. Sign-ins are told in a demonstration only. */
export const instanceHandlers = (db: Database, instance: InstanceFacts): Handlers => ({
  'api.describe': async () => describe(),
  'instance.read': () =>
    inTransaction(
      db.auth,
      noScope,
      async (tx) => {
        const ready = await tx.row(sql<{ ready: boolean }>`select divisions_ready as ready from kernel.instance`)
        const signIns = instance.demonstration
          ? await tx.rows(
              sql<SignIn>`select login, password, role, place, team from kernel.demonstration_sign_in order by position`,
            )
          : []
        return {
          version,
          demonstration: instance.demonstration,
          divisionsReady: ready?.ready === true,
          provider: instance.provider,
          signIns: signIns.map((s) => ({ ...s, role: s.role as 'medic' })), // stored by the demonstration from the role list
        }
      },
      { readOnly: true },
    ),
})
