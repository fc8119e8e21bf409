import { createHash } from 'node:crypto'
import type { BindingAnswer } from '@lianfang/contract'
import { type BindingRefusal, refuseBinding } from '@lianfang/domain/care'
import type { PlaceCode } from '@lianfang/domain/shared'
import { actionOf, writeAudit } from '../../../kernel/audit/index.js'
import { inTransaction, type Tx } from '../../../kernel/db/index.js'
import type { Call } from '../../../kernel/http/index.js'
import { problem } from '../../../kernel/problems/index.js'
import type { CareNeeds } from '../needs.js'
import { buildOn } from '../people/built-on.js'
import { rebind, teamsOfMoved, tellTeams } from './rebind.js'
import { holdServing } from './serving.js'
import {
  addChange,
  boundTo,
  changeBefore,
  endBinding,
  ofSubject,
  setBinding,
  subjectOf,
  townshipOfTeam,
} from './sql-bindings.js'

type Binding = Call<'team.bind'> | Call<'team.unbind'>

/** The command's own bytes: the same id with another body is refused. */
export const hashOf = ({ params, body }: { readonly params: { readonly id: string }; readonly body: object }): Buffer =>
  createHash('sha256')
    .update(JSON.stringify([params.id, ...Object.entries(body).sort()]))
    .digest()

type Asked = { readonly home: string; readonly id: string; readonly hash: Buffer }

/** Whether a command was recorded before; with another body it is refused. Asked inside `holdServing`, where a repeat waits. */
export const isRepeat = async (tx: Tx, { home, id, hash }: Asked): Promise<boolean> => {
  const before = await changeBefore(tx, home, id)
  if (before === undefined) return false
  if (!before.body_hash.equals(hash)) throw problem('command.other-body', { id })
  return true
}

type Step = { readonly township: string; readonly now: Date }
/** What is done in the transaction; answers why not, or null. */
type Doing = (tx: Tx, step: Step) => Promise<BindingRefusal | null>

// A grid is at most some hundred people, a household fifteen.
const longMs = 10_000

/** Changes one binding of a team: people, lists, counters and alarms follow in the same transaction. */
const changeBinding = (needs: CareNeeds, call: Binding, act: Doing): Promise<BindingAnswer> => {
  const { body, params, scope, actor, require } = call
  const home = scope.county
  const { kind, subject } = body
  const hash = hashOf(call)
  const change = async (tx: Tx): Promise<BindingAnswer> => {
    await holdServing(tx, home)
    const township = await townshipOfTeam(tx, home, params.id)
    if (township === null) throw problem('not-found')
    require({ place: township as PlaceCode }) // stored from a checked code
    if (await isRepeat(tx, { home, id: body.id, hash })) return { outcome: 'already-recorded' }
    const now = new Date(needs.now())
    const reason = await act(tx, { township, now })
    if (reason !== null) return { outcome: 'refused', reason }
    const what = call.route.id === 'team.bind' ? 'bound' : 'unbound'
    const fact = { home, id: body.id, township, what, kind, subject, team: params.id, grid: null } as const
    const added = await addChange(tx, { ...fact, at: now, account: actor.accountId, bodyHash: hash })
    if (added === 0) throw problem('command.other-body', { id: body.id })
    if (kind === 'person') await buildOn(tx, home, subject)
    const moved = await rebind(tx, { home, whose: ofSubject(kind, subject), fact: body.id, now })
    await tellTeams(tx, { home, township, teams: [params.id, ...teamsOfMoved(moved)] })
    const action = actionOf(call.route.id)
    await writeAudit(tx, actor, { action, subject: params.id, place: township, count: moved.length, detail: { kind } })
    return { outcome: 'recorded' }
  }
  return inTransaction(needs.db.app, scope, change, { longMs })
}

/** Gives a team a grid, a household or a person of its township (K2); whoever had it by such a binding gives it up. */
export const bindTeam = (needs: CareNeeds, call: Call<'team.bind'>): Promise<BindingAnswer> => {
  const { body, params, scope, actor } = call
  const home = scope.county
  return changeBinding(needs, call, async (tx, { township, now }) => {
    const subject = await subjectOf(tx, home, body)
    if (subject === undefined) throw problem('not-found')
    const reason = refuseBinding({ team: { township }, subject })
    if (reason !== null) return reason
    const { kind } = body
    await setBinding(tx, { home, kind, subject: body.subject, team: params.id, township, now, by: actor.accountId })
    return null
  })
}

/** Takes one away again: its people fall back to the next binding they have. */
export const unbindTeam = (needs: CareNeeds, call: Call<'team.unbind'>): Promise<BindingAnswer> => {
  const { body, params, scope } = call
  const home = scope.county
  return changeBinding(needs, call, async (tx) => {
    if ((await boundTo(tx, home, body)) !== params.id) return 'binding-none'
    await endBinding(tx, { home, kind: body.kind, subject: body.subject })
    return null
  })
}
