import { createHash } from 'node:crypto'
import type { MoveAnswer } from '@lianfang/contract'
import { refuseAsking } from '@lianfang/domain/care'
import { instantOf, type PlaceCode } from '@lianfang/domain/shared'
import { writeAudit } from '../../../kernel/audit/index.js'
import { inTransaction } from '../../../kernel/db/index.js'
import type { Call } from '../../../kernel/http/index.js'
import { knownPlaces } from '../../../kernel/org/index.js'
import { problem } from '../../../kernel/problems/index.js'
import type { CareNeeds } from '../needs.js'
import { loadPeople } from '../people/load-people.js'
import { sealField } from '../people/secrets.js'
import { askCarrying } from './between-counties/ask.js'
import { givenMove } from './given-move.js'
import { addMove, closeMove, hasOpenMove, lockMove } from './move-sql.js'

const hashOf = (person: string, body: Call<'move.ask'>['body']): Buffer =>
  createHash('sha256')
    .update(JSON.stringify([person, ...Object.entries(body).sort()]))
    .digest()

/**
 * Asks another township to take a person over (K20). Nothing changes until it accepts. A township of another county is asked
 * by a carrier, one county a transaction.
 */
export const askMove = (needs: CareNeeds, call: Call<'move.ask'>): Promise<MoveAnswer> => {
  const { body, params, scope, actor, require } = call
  const home = scope.county
  const hash = hashOf(params.id, body)
  return inTransaction(needs.db.app, scope, async (tx) => {
    const person = (await loadPeople(needs, tx, { home, people: [params.id], lock: true })).get(params.id)
    if (person === undefined) throw problem('not-found')
    const place = (person.fields.village ?? person.fields.township) as PlaceCode // stored from checked codes
    require({ place, teamId: person.team, personId: person.id })
    const before = await lockMove(tx, home, body.id)
    if (before !== undefined) {
      if (!before.body_hash.equals(hash)) throw problem('command.other-body', { id: body.id })
      return { outcome: 'already-recorded', id: body.id }
    }
    const to = { township: body.township, village: body.village }
    if (!(await knownPlaces(tx, [to.village ?? to.township])).has(to.village ?? to.township))
      throw problem('place.unknown')
    const from = { township: person.fields.township, village: person.fields.village }
    const reason = refuseAsking({ life: person.life, from, to, open: await hasOpenMove(tx, home, person.id) })
    if (reason !== null) return { outcome: 'refused', reason }
    const noteSealed =
      body.note === null || body.note === ''
        ? null
        : await sealField(needs, tx, { home, person: person.id, field: `move:${body.id}`, text: body.note })
    const at = instantOf(needs.now())
    const county = to.township.slice(0, 6)
    const other = county === home ? null : county
    const move = {
      home,
      id: body.id,
      other,
      person: person.id,
      from,
      to,
      by: actor.accountId,
      at,
      noteSealed,
      bodyHash: hash,
    }
    if ((await addMove(tx, move)) === 0) throw problem('command.other-body', { id: body.id })
    if (other !== null) await askCarrying(tx, { home, id: body.id, township: from.township, account: actor.accountId })
    await writeAudit(tx, actor, { action: 'move.ask', subject: person.id, place, detail: { to: to.township } })
    return { outcome: 'recorded', id: body.id }
  })
}

/** Withdraws a move that nobody has decided on yet. Whoever sees the person may. */
export const withdrawMove = (needs: CareNeeds, call: Call<'move.withdraw'>): Promise<MoveAnswer> => {
  const { scope, actor } = call
  const home = scope.county
  return inTransaction(needs.db.app, scope, async (tx) => {
    const { move, place } = await givenMove(needs, tx, call)
    if (move.state === 'withdrawn') return { outcome: 'already-recorded', id: move.id }
    if (move.state !== 'asked') return { outcome: 'refused', reason: 'move-decided' }
    const at = instantOf(needs.now())
    const closed = {
      state: 'withdrawn',
      village: null,
      by: actor.accountId,
      at,
      reasonSealed: null,
      decision: null,
      why: 'asker',
    } as const
    await closeMove(tx, { home, id: move.id, ...closed })
    if (move.side === 'gives') {
      await askCarrying(tx, { home, id: move.id, township: move.from_township, account: actor.accountId })
    }
    await writeAudit(tx, actor, { action: 'move.withdraw', subject: move.person, place })
    return { outcome: 'recorded', id: move.id }
  })
}
