import { confirmDowngrade, mayLower, type PersonFields } from '@lianfang/domain/care'
import { dayIn, type Instant, instantOf, type PlaceCode } from '@lianfang/domain/shared'
import { sql } from 'kysely'
import { writeAudit } from '../../../kernel/audit/index.js'
import { inTransaction, type Tx } from '../../../kernel/db/index.js'
import type { Call } from '../../../kernel/http/index.js'
import { countOpen } from '../alarms/sql-ends.js'
import type { CareNeeds } from '../needs.js'
import { assessFields, changePerson } from '../people/change-person.js'
import { type ChangeValues, changeValues } from '../people/change-values.js'
import { loadPeople, type StoredPerson } from '../people/load-people.js'

type Item = Call<'tier.confirm'>['body']['people'][number]
type Skipped = {
  readonly id: string
  readonly reason: 'not-found' | 'outside' | 'nothing-waits' | 'known' | 'alarm-open'
}

const fieldsAfter = (fields: PersonFields, item: Item): PersonFields => ({
  ...fields,
  disease: item.disease === undefined ? fields.disease : { ...fields.disease, class: item.disease },
  vaccination: item.vaccination === undefined ? fields.vaccination : { ...fields.vaccination, class: item.vaccination },
})

const nothingWaits = (person: StoredPerson, item: Item): boolean =>
  item.disease === undefined &&
  item.vaccination === undefined &&
  !(item.acceptDowngrade === true && person.waiting !== null)

/** What is on record is put right on the person's own page, by name; a batch answers what nobody knew (K1). */
const overwritesKnown = ({ fields, provisional }: StoredPerson, { disease, vaccination }: Item): boolean =>
  (disease !== undefined && disease !== fields.disease.class && !provisional.includes('disease')) ||
  (vaccination !== undefined && vaccination !== fields.vaccination.class && !provisional.includes('vaccination'))

type Confirming = {
  readonly call: Call<'tier.confirm'>
  readonly values: ChangeValues
  readonly now: Instant
  readonly person: StoredPerson
  readonly item: Item
}

type Confirmed = 'confirmed' | 'waits' | 'alarm-open'

/**
 * A medic who confirms the facts confirms what follows from them: the lower colour does not wait a second time. Over an open
 * alarm the facts are taken and the colour waits; where no fact comes with it, nothing is done.
 */
const confirmOne = async (needs: CareNeeds, tx: Tx, c: Confirming): Promise<Confirmed> => {
  const { call, values, now, person, item } = c
  const fields = fieldsAfter(person.fields, item)
  const assessed = assessFields(fields, { values: values.tier, now, zone: needs.zone })
  const decision =
    person.override === null ? confirmDowngrade(person.tier, assessed.tier) : { outcome: 'notLower' as const }
  const lowers = decision.outcome === 'downgraded'
  const waits =
    lowers &&
    !mayLower({
      from: person.tier,
      to: decision.tier,
      openAlarms: await countOpen(tx, { home: call.scope.county, person: person.id }),
    })
  if (waits && item.disease === undefined && item.vaccination === undefined) return 'alarm-open'
  await changePerson(needs, tx, {
    home: call.scope.county,
    before: person,
    fields,
    team: person.team,
    cause: 'confirmed',
    account: call.actor.accountId,
    now,
    zone: needs.zone,
    values,
    ...(lowers && !waits ? { confirmed: decision.tier } : {}),
  })
  return waits ? 'waits' : 'confirmed'
}

/** A medic confirms a batch: facts that were unknown, or downgrades that waited (K1). A repeat is answered, not repeated. */
export const confirmTiers = async (needs: CareNeeds, call: Call<'tier.confirm'>) => {
  const { scope, body, actor, require } = call
  require({ place: body.place })
  const home = scope.county
  const now = instantOf(needs.now())
  const care = await needs.policy.care(actor.place, dayIn(now, needs.zone))
  const values = changeValues(care)
  return inTransaction(needs.db.app, scope, async (tx) => {
    const ids = body.people.map((p) => p.id)
    const people = await loadPeople(needs, tx, { home, people: ids, lock: true })
    const before = await recordBatch(tx, { home, id: body.commandId, account: actor.accountId })
    if (before !== null) return { outcome: 'already-recorded' as const, confirmed: before, waiting: 0, skipped: [] }
    const skipped: Skipped[] = []
    let [confirmed, waiting] = [0, 0]
    for (const item of [...body.people].sort((a, b) => (a.id < b.id ? -1 : 1))) {
      const person = people.get(item.id)
      const reason = person === undefined ? 'not-found' : reasonAgainst(body.place, person, item)
      if (person === undefined || reason !== null) {
        skipped.push({ id: item.id, reason: reason ?? 'not-found' })
        continue
      }
      const became = await confirmOne(needs, tx, { call, values, now, person, item })
      if (became === 'alarm-open') {
        skipped.push({ id: item.id, reason: became })
        continue
      }
      confirmed += 1
      if (became === 'waits') waiting += 1
    }
    await tx.run(sql`
      update care.confirmation set confirmed = ${confirmed} where home = ${home} and id = ${body.commandId}`)
    await writeAudit(tx, actor, { action: 'tier.confirm', place: body.place, count: confirmed })
    return { outcome: 'recorded' as const, confirmed, waiting, skipped }
  })
}

const reasonAgainst = (place: string, person: StoredPerson, item: Item): Skipped['reason'] | null => {
  const at = (person.fields.village ?? person.fields.township) as PlaceCode // stored from a checked code
  if (!at.startsWith(place)) return 'outside'
  if (nothingWaits(person, item)) return 'nothing-waits'
  return overwritesKnown(person, item) ? 'known' : null
}

type Batch = { readonly home: string; readonly id: string; readonly account: string }

/** Notes the batch's command id; answers what an earlier try confirmed, or null when this is the first. */
const recordBatch = async (tx: Tx, { home, id, account }: Batch): Promise<number | null> => {
  const made = await tx.run(sql`
    insert into care.confirmation (home, id, account, confirmed) values (${home}, ${id}, ${account}, 0) on conflict do nothing`)
  if (made === 1) return null
  const row = await tx.row(sql<{ confirmed: number }>`
    select confirmed from care.confirmation where home = ${home} and id = ${id}`)
  return row?.confirmed ?? 0
}
