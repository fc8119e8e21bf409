import type { AddAnswer } from '@lianfang/contract'
import {
  ageToday,
  decideAdding,
  dueOf,
  heldFlags,
  type PersonFields,
  readDoorstep,
  standingAfter,
} from '@lianfang/domain/care'
import { dayIn, type Instant } from '@lianfang/domain/shared'
import { writeAudit } from '../../../kernel/audit/index.js'
import { inTransaction, overCounty, type Tx } from '../../../kernel/db/index.js'
import type { Call } from '../../../kernel/http/index.js'
import { placesByCode } from '../../../kernel/org/index.js'
import { problem } from '../../../kernel/problems/index.js'
import type { CareNeeds } from '../needs.js'
import type { ChangeValues } from '../people/change-values.js'
import { loadPeople, type StoredPerson } from '../people/load-people.js'
import { birthColumns, type NewPerson } from '../people/record.js'
import { savePeople } from '../people/save-people.js'
import { matchTokens } from '../people/tokens.js'
import { teamOf } from '../teams/serving.js'
import { candidatesFor, hashOf, namesFault, valuesNow } from './lookup.js'
import { placeOf } from './read-fields.js'
import { type DoorstepRow, doneBefore, isTaken, isVillageNow, noteDone, standsNow, waitInLine } from './sql.js'

type Adding = Call<'person.add'>

/** Takes one person in by hand: load, decide, save, in one transaction (K1). A repeat is answered, not repeated. */
export const addPerson = async (needs: CareNeeds, call: Adding): Promise<AddAnswer> => {
  const { body, scope, require } = call
  const home = scope.county
  const { now, values } = await valuesNow(needs, home)
  const hash = hashOf(needs, body)
  return inTransaction(needs.db.app, scope, async (tx) => {
    const { village, township } = body.fields
    const team = await teamOf(tx, home, village)
    require({ place: placeOf(body.fields), teamId: team })
    if (!township.startsWith(home)) throw problem('place.outside')
    const known = await isVillageNow(tx, village)
    const read = readDoorstep(body.fields, { today: dayIn(now, needs.zone), isVillage: () => known, known: null })
    const errors = [...(read.outcome === 'wrong' ? read.errors : []), ...namesFault(call)]
    if (read.outcome === 'wrong' || errors.length > 0) return { outcome: 'wrong', errors }
    const { fields } = read
    await waitInLine(tx, body.id, matchTokens(needs.keys, fields))
    const { before, taken, candidates } = await overCounty(tx, scope, async () => ({
      before: await doneBefore(tx, home, body.id),
      taken: await isTaken(tx, home, body.id),
      candidates: await candidatesFor(needs, tx, { home, fields }),
    }))
    if (before !== undefined || taken) return repeated(tx, { home, id: body.id, before, hash })
    const decision = decideAdding({ fields, candidates, others: body.others })
    if (decision.outcome === 'known') return { outcome: 'known', personId: await seenId(needs, tx, home, decision.id) }
    if (decision.outcome === 'doubtful') return doubtful(needs, tx, { home, ids: decision.ids, now })
    await save(needs, tx, { call, fields, team, now, values, hash })
    return { outcome: 'recorded', result: await standsNow(tx, home, body.id) }
  })
}

type Repeat = {
  readonly home: string
  readonly id: string
  readonly before: DoorstepRow | undefined
  readonly hash: Buffer
}

const repeated = async (tx: Tx, { home, id, before, hash }: Repeat): Promise<AddAnswer> => {
  if (before?.kind !== 'add' || !before.body_hash.equals(hash)) throw problem('command.other-body', { id })
  return { outcome: 'already-recorded', result: await standsNow(tx, home, id) }
}

/** The id of somebody on the ledger, where the reader may see them. */
const seenId = async (needs: CareNeeds, tx: Tx, home: string, id: string): Promise<string | null> =>
  (await loadPeople(needs, tx, { home, people: [id] })).has(id) ? id : null

type Doubt = { readonly home: string; readonly ids: readonly string[]; readonly now: Instant }

const doubtful = async (needs: CareNeeds, tx: Tx, { home, ids, now }: Doubt): Promise<AddAnswer> => {
  // Loaded again under the reader's own scope: of somebody outside it only the doubt itself is told.
  const seen = await loadPeople(needs, tx, { home, people: ids })
  const places = [...seen.values()].map((p) => placeOf(p.fields))
  const names = await placesByCode(tx, places)
  const today = dayIn(now, needs.zone)
  const shown = (id: string, person: StoredPerson | undefined) => ({
    id,
    name: person?.fields.name ?? null,
    place: person === undefined ? null : (names.get(placeOf(person.fields))?.name ?? null),
    age: person === undefined ? null : ageToday(birthColumns(person.fields.birth), today),
  })
  return { outcome: 'doubtful', candidates: ids.map((id) => shown(id, seen.get(id))) }
}

type Saving = {
  readonly call: Adding
  readonly fields: PersonFields
  readonly team: string | null
  readonly now: Instant
  readonly values: ChangeValues
  readonly hash: Buffer
}

const newPerson = (needs: CareNeeds, { call, fields, team, now, values }: Saving): NewPerson => {
  const standing = standingAfter({
    basis: { birth: birthColumns(fields.birth), disease: fields.disease.class, vaccination: fields.vaccination.class },
    current: null,
    values: values.tier,
    now,
    zone: needs.zone,
    cause: 'doorstep',
  })
  const due = dueOf({
    standing,
    takenInAt: now,
    flags: heldFlags(fields, { takenInAt: now, episodeSince: null }),
    state: { twoWayAt: [], attemptsAt: [] },
    values: values.due,
    zone: needs.zone,
  })
  return { id: call.body.id, fields, team, standing, due, takenInAt: now, importId: null, trial: false }
}

const save = async (needs: CareNeeds, tx: Tx, saving: Saving): Promise<void> => {
  const { body, actor, scope } = saving.call
  const [home, account] = [scope.county, actor.accountId]
  const person = newPerson(needs, saving)
  await savePeople(needs, tx, { home, cause: 'doorstep', account, people: [person] })
  const { now: at, hash: body_hash } = saving
  await noteDone(tx, { home, id: body.id, person: body.id, kind: 'add', account, at, body_hash })
  await writeAudit(tx, actor, { action: 'person.add', subject: body.id, place: placeOf(person.fields) })
}
