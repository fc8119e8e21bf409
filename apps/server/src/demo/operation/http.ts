import type { OperationInfo } from '@lianfang/contract'
import { addDays, NATION } from '@lianfang/domain/shared'
import { writeAudit } from '../../kernel/audit/index.js'
import { type Database, inTransaction, noScope } from '../../kernel/db/index.js'
import type { Call, Handlers } from '../../kernel/http/index.js'
import type { Clock, OperationRow } from '../../kernel/operation/index.js'
import { problem } from '../../kernel/problems/index.js'
import { askWork, workOf } from '../../kernel/work/index.js'
import { operationBounds } from './days.js'
import { operationWork, subjectOf } from './work.js'

type Needs = { readonly db: Database; readonly clock: Clock; readonly demonstration: boolean }

const nothing = { reports: 0, asked: 0, left: 0, arrived: 0, units: 0, inAll: 0 }

const tell = async ({ db }: Needs, { day, told }: OperationRow): Promise<OperationInfo> => {
  const next = addDays(day, 1)
  const work = await inTransaction(db.worker, noScope, (tx) => workOf(tx, subjectOf(next)), { readOnly: true })
  const state = work?.state
  const under = state === 'waiting' || state === 'running' || state === 'failed' ? state : null
  return {
    ...{ day, ...operationBounds, told: { ...nothing, ...told } },
    next: under === null || work === undefined ? null : { day: next, state: under, done: work.done, total: work.total },
  }
}

/** The operation of this database; in any other there is nothing here. The desk of the nation plays it. */
const mustPlay = async (
  { clock, demonstration }: Needs,
  { require }: Pick<Call<'operation.read'>, 'require'>,
): Promise<OperationRow> => {
  const there = demonstration && clock.operation() !== null ? await clock.refresh() : null
  if (there === null) throw problem('not-found')
  require({ place: NATION })
  return there
}

const playNext = async (needs: Needs, call: Call<'operation.next'>): Promise<OperationInfo> => {
  const there = await mustPlay(needs, call)
  const { actor, scope, body } = call
  // Somebody else has played it, or asked for it: where it stands is the answer.
  if (body.after !== there.day || there.day >= operationBounds.last) return tell(needs, there)
  const subject = subjectOf(addDays(there.day, 1))
  await inTransaction(needs.db.worker, noScope, async (tx) => {
    const known = await workOf(tx, subject)
    if (known !== undefined && known.state !== 'failed') return
    await askWork(tx, { kind: operationWork, county: '42', township: '', subject, account: actor.accountId })
  })
  await inTransaction(needs.db.app, scope, (tx) =>
    writeAudit(tx, actor, { action: 'operation.next', subject: null, place: NATION }),
  )
  return tell(needs, there)
}

/** Playing the operation day by day (X10), in a demonstration of it and nowhere else. */
export const operationHandlers = (needs: Needs): Handlers => ({
  'operation.read': async (call) => tell(needs, await mustPlay(needs, call)),
  'operation.next': (call) => playNext(needs, call),
})
