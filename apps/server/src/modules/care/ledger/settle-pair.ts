import {
  dueOf,
  heldFlags,
  type MergeChoices,
  mergedByChoice,
  type PersonFields,
  standingAfter,
} from '@lianfang/domain/care'
import { dayIn, instantOf, type PlaceCode } from '@lianfang/domain/shared'
import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import { writeAudit } from '../../../kernel/audit/index.js'
import { inTransaction, type Tx } from '../../../kernel/db/index.js'
import type { Call } from '../../../kernel/http/index.js'
import { placesByCode } from '../../../kernel/org/index.js'
import { problem } from '../../../kernel/problems/index.js'
import { settleArrival } from '../life/between-counties/arrive.js'
import { askCarrying } from '../life/between-counties/ask.js'
import type { CareNeeds } from '../needs.js'
import { changePerson } from '../people/change-person.js'
import { changeValues } from '../people/change-values.js'
import { loadPeople, type StoredPerson } from '../people/load-people.js'
import { birthColumns } from '../people/record.js'
import { savePeople } from '../people/save-people.js'
import { sealField } from '../people/secrets.js'
import { teamAfter, teamOf, teamsByVillage } from '../teams/serving.js'
import { ownTeams } from '../teams/sql-bindings.js'
import { openSide, type PairRow, pairColumns } from './doubtful.js'
import { mergedLines } from './sides.js'

/** Settles a pair: the same person (one record, as was chosen) or two people (the row is taken in). Once. */
export const decideDoubtful = async (
  needs: CareNeeds,
  { scope, params, body, actor, require }: Call<'doubtful.decide'>,
) => {
  const home = scope.county
  return inTransaction(
    needs.db.app,
    scope,
    async (tx) => {
      const pair = await tx.row(sql<PairRow>`
        select ${pairColumns} from care.doubtful_pair
        where home = ${home} and id = ${params.id} for update`)
      if (pair === undefined) throw problem('not-found')
      require({ place: pair.township as PlaceCode }) // stored from a checked code
      if (pair.decision !== null) return { outcome: 'already-recorded' as const }
      const fields = openSide(needs, home, pair, 'row')
      if (fields === null) throw problem('not-found')
      const as = body.decision === 'same' ? await otherOf(tx, home, pair) : null
      const chosen: MergeChoices = Object.fromEntries(body.take.map(({ field, side }) => [field, side]))
      const settled = await settle(needs, tx, { home, pair, fields, as, chosen, account: actor.accountId })
      await tx.run(sql`
        update care.doubtful_pair set decision = ${body.decision}, decided_by = ${actor.accountId}, decided_at = now(),
          person = ${settled.person}::uuid, other_person = ${body.decision === 'same' ? as : pair.other_person}::uuid,
          before_sealed = ${settled.beforeSealed}, built_after = ${settled.builtAfter}
        where home = ${home} and id = ${pair.id}`)
      await writeAudit(tx, actor, {
        action: 'doubtful.decide',
        subject: pair.id,
        place: pair.township,
        detail: { decision: body.decision },
      })
      return { outcome: 'recorded' as const }
    },
    { longMs: 10_000 },
  )
}

/** Whom a row is the same as: somebody known, or the earlier row once a pair of its own has taken it in. */
const otherOf = async (tx: Tx, home: string, pair: PairRow): Promise<string | null> => {
  if (pair.other_person !== null || pair.other_row === null) return pair.other_person
  const row = await tx.row(sql<{ person: string }>`
    select person from care.doubtful_pair where home = ${home} and import_id = ${pair.import_id}::uuid
      and row_number = ${pair.other_row} and decision is not null and person is not null`)
  return row?.person ?? null
}

type Settle = Take & { readonly as: string | null; readonly chosen: MergeChoices }
/** Who the row is now; and of whom was changed: what they were, and how much is built on them since. */
type Settled = {
  readonly person: string | null
  readonly beforeSealed: Buffer | null
  readonly builtAfter: number | null
}

const settle = async (needs: CareNeeds, tx: Tx, { as, chosen, ...taken }: Settle): Promise<Settled> => {
  const { home, pair, account } = taken
  const unchanged = { beforeSealed: null, builtAfter: null }
  if (pair.move !== null) {
    return { person: await settleMove(needs, tx, { home, id: pair.move, as, account }), ...unchanged }
  }
  if (as === null) return { person: await takeIn(needs, tx, taken), ...unchanged }
  return mergeInto(needs, tx, { ...taken, person: as, chosen })
}

/** Who moves here is taken in as they were carried; the dead are not raised by it. */
const settleMove = async (needs: CareNeeds, tx: Tx, settling: Parameters<typeof settleArrival>[2]) => {
  const { home, id, as } = settling
  const known = as === null ? undefined : (await loadPeople(needs, tx, { home, people: [as] })).get(as)
  if (known?.life.status === 'dead') throw problem('doubtful.dead')
  const person = await settleArrival(needs, tx, settling)
  await askCarrying(tx, { home, id, township: '', account: settling.account })
  return person
}

type Merge = Take & { readonly person: string; readonly chosen: MergeChoices }

const valuesNow = async (needs: CareNeeds, home: string) => {
  const now = instantOf(needs.now())
  const care = await needs.policy.care(home as PlaceCode, dayIn(now, needs.zone)) // a county's code
  return { now, values: changeValues(care) }
}

const mergeInto = async (needs: CareNeeds, tx: Tx, m: Merge): Promise<Settled> => {
  const { home, pair, person, account } = m
  // Asked before the person is locked: whoever gives villages to teams locks in this order.
  const villages = await teamsByVillage(tx, home)
  const before = (await loadPeople(needs, tx, { home, people: [person], lock: true })).get(person)
  if (before === undefined) throw problem('not-found')
  const fields = mergedByChoice(before.fields, m.fields, m.chosen)
  await noteMerge(needs, tx, m, { before, fields })
  if (JSON.stringify(fields) === JSON.stringify(before.fields)) {
    return { person, beforeSealed: null, builtAfter: null }
  }
  const { now, values } = await valuesNow(needs, home)
  const team = teamAfter({ villages, own: await ownTeams(tx, home, [person]) }, { before, fields })
  await changePerson(needs, tx, { home, before, fields, team, cause: 'ledger', account, now, zone: needs.zone, values })
  const key = { keyId: pair.key_id, wrapped: pair.wrapped }
  const at = { county: home, person: pair.id, field: 'before' }
  const beforeSealed = needs.keys.seal({ key, at, text: JSON.stringify(before.fields) })
  return { person, beforeSealed, builtAfter: before.built + 1 }
}

type Merged = { readonly before: StoredPerson; readonly fields: PersonFields }

/** What was chosen and what was not taken stays on the person's timeline, under the person's own key. */
const noteMerge = async (needs: CareNeeds, tx: Tx, m: Merge, { before, fields }: Merged): Promise<void> => {
  const { home, pair, person, account } = m
  const codes = [before.fields, m.fields].flatMap((f) => [f.township, f.village ?? f.township])
  const names = await placesByCode(tx, codes)
  const lines = mergedLines({ known: before.fields, read: m.fields, now: fields }, m.chosen, names)
  const text = JSON.stringify(lines)
  const sealed = await sealField(needs, tx, { home, person, field: `merged:${pair.id}`, text })
  await tx.run(sql`
    insert into care.record_merged (home, id, person, at, account, sealed)
    values (${home}, ${pair.id}, ${person}, ${new Date(needs.now())}, ${account}, ${sealed})`)
}

type Take = {
  readonly home: string
  readonly pair: PairRow
  readonly fields: PersonFields
  readonly account: string
}

const takeIn = async (needs: CareNeeds, tx: Tx, { home, pair, fields, account }: Take): Promise<string> => {
  const id = uuidv7()
  const { now, values } = await valuesNow(needs, home)
  const team = await teamOf(tx, home, fields.village)
  const basis = {
    birth: birthColumns(fields.birth),
    disease: fields.disease.class,
    vaccination: fields.vaccination.class,
  }
  const standing = standingAfter({ basis, current: null, values: values.tier, now, zone: needs.zone, cause: 'ledger' })
  const state = { twoWayAt: [], attemptsAt: [] }
  const due = dueOf({
    standing,
    takenInAt: now,
    flags: heldFlags(fields, { takenInAt: now, episodeSince: null }),
    state,
    values: values.due,
    zone: needs.zone,
  })
  const person = {
    id,
    fields,
    team,
    standing,
    due,
    takenInAt: now,
    importId: pair.import_id,
    trial: pair.trial,
  }
  await savePeople(needs, tx, { home, cause: 'ledger', account, people: [person] })
  return id
}
