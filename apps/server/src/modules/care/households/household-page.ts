import { servedBy } from '@lianfang/domain/care'
import { roleSpecs } from '@lianfang/domain/org'
import type { PlaceCode } from '@lianfang/domain/shared'
import { writeAudit } from '../../../kernel/audit/index.js'
import { inTransaction, type Tx } from '../../../kernel/db/index.js'
import type { Call } from '../../../kernel/http/index.js'
import { chainNamed } from '../../../kernel/org/index.js'
import { problem } from '../../../kernel/problems/index.js'
import type { CareNeeds } from '../needs.js'
import { type ListedRow, openRows } from '../people/rows.js'
import { readContacts } from '../people/timeline.js'
import { amongPeople, bindingsOf, teamNames } from '../teams/sql-bindings.js'
import { gridOfPerson } from '../teams/sql-grids.js'
import { membersOf } from './sql.js'

/** What a page shows of the past of a household: about a month of a household of three. */
const contactsShown = 40

/** A household (K1, K2): who lives there as far as the reader sees them, who serves it, and its contacts in one timeline. */
export const readHouseholdPage = (needs: CareNeeds, call: Call<'household.page'>) => {
  const { scope, params, actor, require } = call
  const home = scope.county
  const read = async (tx: Tx) => {
    const rows = await membersOf(tx, home, params.id)
    const [first] = rows
    // Nobody lives there whom the reader may know of: then there is no such household for them.
    if (first === undefined) throw problem('not-found')
    for (const row of rows) require({ place: placeOf(row), teamId: row.team, personId: row.id })
    // Whoever is read about sees by whom (X2): a row for each, none for the household.
    for (const row of rows)
      await writeAudit(tx, actor, { action: 'household.page', subject: row.id, place: placeOf(row) })
    const members = await membersShown(needs, tx, home, rows)
    return {
      id: params.id,
      chain: [...(await chainNamed(tx, placeOf(first)))],
      grid: await gridOfPerson(tx, home, first.id),
      ...(await servingOf(tx, home, { rows, members })),
      timeline: await contactsOf(needs, tx, { call, members }),
    }
  }
  return inTransaction(needs.db.app, scope, read, { noted: true })
}

const placeOf = (row: ListedRow): PlaceCode => (row.village ?? row.township) as PlaceCode // stored from checked codes

const lines = (text: string | undefined): string[] => (text ?? '').split('\n').filter((line) => line !== '')

const membersShown = async (needs: CareNeeds, tx: Tx, home: string, rows: readonly ListedRow[]) => {
  const fields = ['name', 'phones', 'address'] as const
  const { people, secrets } = await openRows(needs, tx, { rows, home, fields: [...fields] })
  return people.map((person) => ({
    ...person,
    phones: lines(secrets.get(person.id)?.get('phones')),
    address: secrets.get(person.id)?.get('address') ?? null,
  }))
}

type Members = Awaited<ReturnType<typeof membersShown>>

/** Who serves the household, and which of its members have a team of their own. */
const servingOf = async (
  tx: Tx,
  home: string,
  { rows, members }: { readonly rows: readonly ListedRow[]; readonly members: Members },
) => {
  const bindings = new Map(
    (await bindingsOf(tx, home, amongPeople(rows.map((row) => row.id)))).map((one) => [one.id, one]),
  )
  const any = [...bindings.values()][0]
  const served = any === undefined ? null : servedBy({ ...any, person: null })
  const own = [...bindings.values()].flatMap(({ person }) => person ?? [])
  const names = await teamNames(tx, home, [...own, ...(served === null ? [] : [served.team])])
  const named = (id: string | null | undefined) => {
    const name = id == null ? undefined : names.get(id)
    return id == null || name === undefined ? null : { id, name }
  }
  const team = named(served?.team)
  return {
    serving: served === null || team === null ? null : { ...team, because: served.because },
    members: members.map((member) => ({ ...member, own: named(bindings.get(member.id)?.person) })),
  }
}

type Contacts = { readonly call: Call<'household.page'>; readonly members: Members }

const contactsOf = async (needs: CareNeeds, tx: Tx, { call, members }: Contacts) => {
  const { scope, actor } = call
  const wanted = { home: scope.county, reader: actor.accountId, seesDiseases: roleSpecs[actor.role].diseaseNames }
  const all = []
  for (const { id, name } of members)
    for (const entry of await readContacts(needs, tx, { ...wanted, person: id }))
      all.push({ ...entry, person: id, name })
  return all.sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0)).slice(0, contactsShown)
}
