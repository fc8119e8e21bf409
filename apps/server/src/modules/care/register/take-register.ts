import type { RegisterLoad } from '@lianfang/contract'
import { compareRegister } from '@lianfang/domain/care'
import { dayIn, instantOf, type PlaceCode } from '@lianfang/domain/shared'
import { v7 as uuidv7 } from 'uuid'
import { writeAudit } from '../../../kernel/audit/index.js'
import { inTransaction, inTurn, type Tx } from '../../../kernel/db/index.js'
import type { Call } from '../../../kernel/http/index.js'
import { problem } from '../../../kernel/problems/index.js'
import { leaveDeltas } from '../../../kernel/settle/index.js'
import type { CareNeeds } from '../needs.js'
import {
  dropVillages,
  type Known,
  knownOf,
  type LoadRow,
  loadById,
  markBack,
  markTaken,
  putVillages,
  standing,
} from './sql.js'
import { byVillage, loadOf } from './view.js'

type OnLoad = Call<'register.take'> | Call<'register.take-back'>

/** One at a time in a county: what stands is looked at, and built on, in one turn. */
const inItsTurn = <T>(
  needs: CareNeeds,
  { scope, params, require }: OnLoad,
  step: (tx: Tx, load: LoadRow) => Promise<T>,
) =>
  inTransaction(
    needs.db.app,
    scope,
    async (tx) => {
      await inTurn(tx, `register ${scope.county}`)
      const load = await loadById(tx, scope.county, params.id)
      if (load === undefined) throw problem('not-found')
      require({ place: load.home as PlaceCode }) // a county's stored code
      return step(tx, load)
    },
    { longMs: 10_000 },
  )

/** Changes villages from what they were to what they shall be, and leaves the counters of the board what that adds. */
const change = async (tx: Tx, home: string, from: readonly Known[], to: readonly Known[]): Promise<void> => {
  const [was, is] = [byVillage(from), byVillage(to)]
  await dropVillages(
    tx,
    home,
    from.filter(({ village }) => !is.has(village)).map(({ village }) => village),
  )
  await putVillages(tx, home, to)
  const fact = uuidv7()
  const delta = (place: string, metric: string, n: number) => ({
    fact,
    county: home,
    place,
    team: null,
    metric,
    bucket: 0,
    n,
  })
  await leaveDeltas(
    tx,
    [...new Set([...was.keys(), ...is.keys()])].flatMap((village) => [
      delta(village, 'registered', (is.get(village)?.residents ?? 0) - (was.get(village)?.residents ?? 0)),
      delta(village, 'registered65', (is.get(village)?.over65 ?? 0) - (was.get(village)?.over65 ?? 0)),
    ]),
  )
}

/** Takes a checked file in (K1). Refused when the register changed since the check, or when the file changes nothing. */
export const takeRegister = (needs: CareNeeds, call: Call<'register.take'>): Promise<RegisterLoad> => {
  const { scope, actor } = call
  const home = scope.county
  return inItsTurn(needs, call, async (tx, load) => {
    // Pressed twice, or an answer that was lost on its way: it is taken in already.
    if (load.taken_at !== null && load.back_at === null) return loadOf(needs, tx, load)
    if (load.taken_at !== null || load.stands_on !== (await standing(tx, home))) throw problem('register.check-again')
    const known = await knownOf(tx, home)
    const found = compareRegister({ lines: load.lines, known: byVillage(known), villages: [], jumpPercent: null })
    if (found.changes.every(({ verdict }) => verdict === 'same')) throw problem('register.nothing-new')
    const named = new Set(load.lines.map(({ village }) => village))
    const before = known.filter(({ village }) => named.has(village))
    const asOf = dayIn(instantOf(needs.now()), needs.zone)
    const after = found.changes.map(({ village, to }): Known => ({ village, ...to, as_of: asOf }))
    await change(tx, home, before, after)
    const step = { home, id: load.id, account: actor.accountId, at: new Date(needs.now()) }
    await markTaken(tx, { ...step, before, total: found.total })
    await writeAudit(tx, actor, { action: 'register.take', subject: load.id, place: home, count: after.length })
    return again(needs, tx, load)
  })
}

/** Takes the last file back: every village it named is as it was before (K1). Kept in the history, with who and when. */
export const takeRegisterBack = (needs: CareNeeds, call: Call<'register.take-back'>): Promise<RegisterLoad> => {
  const { scope, actor } = call
  const home = scope.county
  return inItsTurn(needs, call, async (tx, load) => {
    if (load.back_at !== null) return loadOf(needs, tx, load)
    if (load.before === null || load.id !== (await standing(tx, home))) throw problem('register.built-on')
    const named = new Set(load.lines.map(({ village }) => village))
    const now = (await knownOf(tx, home)).filter(({ village }) => named.has(village))
    await change(tx, home, now, load.before)
    await markBack(tx, { home, id: load.id, account: actor.accountId, at: new Date(needs.now()) })
    await writeAudit(tx, actor, { action: 'register.take-back', subject: load.id, place: home, count: now.length })
    return again(needs, tx, load)
  })
}

const again = async (needs: CareNeeds, tx: Tx, { home, id }: LoadRow): Promise<RegisterLoad> => {
  const load = await loadById(tx, home, id)
  if (load === undefined) throw new Error('a register load that was just written is gone')
  return loadOf(needs, tx, load)
}
