import type { Actor } from '@lianfang/domain/org'
import { type Instant, instantOf } from '@lianfang/domain/shared'
import { v7 as uuidv7 } from 'uuid'
import { writeAudit } from '../../../kernel/audit/index.js'
import { inTransaction, noScope, type Scope } from '../../../kernel/db/index.js'
import type { Call } from '../../../kernel/http/index.js'
import { problem } from '../../../kernel/problems/index.js'
import { leaveInbox } from '../../../kernel/settle/index.js'
import type { CareNeeds } from '../needs.js'
import { endAccess, isOwn, type OwnAccess, unendedOf } from './sql.js'

type Who = { readonly actor: Actor; readonly scope: Scope; readonly now: Instant }

const endOne = (needs: CareNeeds, { actor, now }: Who, access: OwnAccess): Promise<void> => {
  const { home, person } = access
  const scope = { ...noScope, county: home, person, account: actor.accountId }
  return inTransaction(needs.db.app, scope, async (tx) => {
    if ((await endAccess(tx, access, now)) === 0) return
    await leaveInbox(tx, [
      {
        id: uuidv7(),
        county: home,
        kind: 'care.emergency-ended',
        subject: access.id,
        township: null,
        village: null,
        team: null,
      },
    ])
    await writeAudit(tx, actor, {
      action: 'emergency.end',
      subject: person,
      place: home,
      detail: { access: access.id },
    })
  })
}

/** Ends what the actor has open, each in a transaction of its own county. */
export const endOpen = async (needs: CareNeeds, who: Who, id?: string): Promise<void> => {
  const { actor, scope, now } = who
  const unended = await inTransaction(needs.db.app, scope, (tx) => unendedOf(tx, actor.accountId, now), {
    readOnly: true,
  })
  for (const access of unended) {
    if (access.open && (id === undefined || access.id === id)) await endOne(needs, who, access)
  }
}

/** Ends one of the actor's own accesses; one that is over already stays as it is. */
export const endOwn = async (needs: CareNeeds, { actor, scope, params }: Call<'emergency.end'>): Promise<undefined> => {
  const own = await inTransaction(needs.db.app, scope, (tx) => isOwn(tx, actor.accountId, params.id), {
    readOnly: true,
  })
  if (!own) throw problem('not-found')
  await endOpen(needs, { actor, scope, now: instantOf(needs.now()) }, params.id)
}
