import type { HospitalInfo, HospitalPeople } from '@lianfang/contract'
import { countyOf } from '@lianfang/domain/shared'
import { writeAudit } from '../../../kernel/audit/index.js'
import { inTransaction, type Tx } from '../../../kernel/db/index.js'
import type { Call } from '../../../kernel/http/index.js'
import { type PlaceName, placesByCode } from '../../../kernel/org/index.js'
import { problem } from '../../../kernel/problems/index.js'
import { staffMember } from '../enterprises/staff.js'
import { hashOf, type SupplyNeeds } from '../needs.js'
import { lockDeals } from '../steps.js'
import { addPerson, endPerson, type HospitalRow, hospitalsKnown, namedAt, peopleOf } from './sql.js'

type Told = Pick<HospitalRow, 'id' | 'name' | 'name_en' | 'place'>

/** Institutions with the names of their places. */
export const tellHospitals = async (tx: Tx, rows: readonly Told[]): Promise<HospitalInfo[]> => {
  const names = await placesByCode(
    tx,
    rows.flatMap((row) => [row.place, countyOf(row.place)]),
  )
  const named = (code: Told['place']): PlaceName => names.get(code) ?? { code, name: code, level: 'county' }
  return rows.map((row) => ({
    ...{ id: row.id, name: row.name, nameEn: row.name_en },
    ...{ place: named(row.place), county: named(countyOf(row.place)) },
  }))
}

/** An institution that is open; a problem where there is none. */
export const mustKnowHospital = async (tx: Tx, id: string): Promise<HospitalRow> => {
  const [row] = await hospitalsKnown(tx, [id])
  if (row === undefined || row.closed_on !== null) throw problem('supply.hospital')
  return row
}

const mustManage = async (tx: Tx, id: string, require: Call<'hospital.people'>['require']): Promise<HospitalRow> => {
  const [row] = await hospitalsKnown(tx, [id])
  if (row === undefined) throw problem('not-found')
  require({ place: row.place })
  return row
}

const tellPeople = async (tx: Tx, row: HospitalRow): Promise<HospitalPeople> => {
  const [shown] = await tellHospitals(tx, [row])
  if (shown === undefined) throw problem('not-found')
  const people = await peopleOf(tx, { home: row.home, facility: row.id })
  return {
    ...shown,
    people: people.map((p) => ({
      ...{ id: p.id, accountId: p.account, part: p.part, name: p.name, phone: p.phone },
      from: new Date(p.from_at).toISOString(),
      until: p.until_at === null ? null : new Date(p.until_at).toISOString(),
    })),
  }
}

/** The institutions that one is named for. */
export const listMyHospitals = (needs: SupplyNeeds, { scope, actor, require }: Call<'hospital.mine'>) => {
  require({ place: actor.place })
  return inTransaction(
    needs.db.app,
    scope,
    async (tx) => {
      const named = await namedAt(tx, actor.accountId)
      const rows = await hospitalsKnown(
        tx,
        named.map(({ facility }) => facility),
      )
      const shown = await tellHospitals(tx, rows)
      return {
        rows: shown.flatMap((row) => named.filter((n) => n.facility === row.id).map(({ part }) => ({ ...row, part }))),
      }
    },
    { readOnly: true },
  )
}

export const readHospitalPeople = (needs: SupplyNeeds, { scope, params, require }: Call<'hospital.people'>) =>
  inTransaction(needs.db.app, scope, async (tx) => tellPeople(tx, await mustManage(tx, params.id, require)), {
    readOnly: true,
  })

/** Names who asks for supplies, or who approves inside (E3); one person is not both: nobody approves what they asked for. */
export const nameHospitalPerson = (
  needs: SupplyNeeds,
  { scope, actor, params, body, require }: Call<'hospital.name'>,
) => {
  const hash = hashOf(params.id, body)
  return inTransaction(needs.db.app, scope, async (tx) => {
    const row = await mustManage(tx, params.id, require)
    const at = { home: row.home, facility: row.id }
    await lockDeals(tx, [row.id])
    const people = await peopleOf(tx, at)
    const before = people.find(({ id }) => id === body.id)
    if (before !== undefined) {
      if (!before.body_hash.equals(hash)) throw problem('command.other-body', { id: body.id })
      return { outcome: 'already-recorded' as const, result: await tellPeople(tx, row) }
    }
    if (row.closed_on !== null) throw problem('supply.hospital')
    if (people.some((p) => p.until_at === null && p.account === body.accountId)) throw problem('supply.named-already')
    const { id: account, name } = await staffMember(tx, { account: body.accountId, part: body.part, place: row.place })
    const named = { ...at, id: body.id, account, part: body.part, name, phone: body.phone }
    const made = await addPerson(tx, { ...named, at: new Date(needs.now()), by: actor.accountId, hash })
    if (made === 0) throw problem('command.other-body', { id: body.id })
    const detail = { part: body.part, account }
    await writeAudit(tx, actor, { action: 'hospital.name', subject: row.id, place: row.place, detail })
    return { outcome: 'recorded' as const, result: await tellPeople(tx, row) }
  })
}

export const endHospitalNaming = (needs: SupplyNeeds, { scope, actor, params, require }: Call<'hospital.unname'>) =>
  inTransaction(needs.db.app, scope, async (tx) => {
    const row = await mustManage(tx, params.id, require)
    await lockDeals(tx, [row.id])
    const people = await peopleOf(tx, { home: row.home, facility: row.id })
    const named = people.find(({ id }) => id === params.named)
    if (named === undefined) throw problem('not-found')
    const ended = await endPerson(tx, {
      ...{ home: row.home, id: named.id, at: new Date(needs.now()), by: actor.accountId },
    })
    if (ended === 0) return { outcome: 'already-recorded' as const, result: await tellPeople(tx, row) }
    const detail = { part: named.part, account: named.account }
    await writeAudit(tx, actor, { action: 'hospital.unname', subject: row.id, place: row.place, detail })
    return { outcome: 'recorded' as const, result: await tellPeople(tx, row) }
  })
