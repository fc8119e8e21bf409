import type { Instant } from '@lianfang/domain/shared'
import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../../../kernel/db/index.js'
import { type ListedRow, listedColumns, listedFrom } from '../people/rows.js'

/** The numbers in force beside a person `p`. */
const numbers = sql`
  left join care.desk_number ni on ni.home = p.home and ni.township = p.township and ni.team is null and ni.until_at is null
  left join care.desk_number nd on nd.home = p.home and nd.township = p.township and nd.team = p.team and nd.until_at is null`

export type ToldPerson = {
  readonly township: string
  readonly village: string | null
  readonly team: string | null
  readonly life: string
  readonly told_institution: string | null
  readonly told_doctor: string | null
  readonly institution: string | null
  readonly institution_name: string | null
  readonly doctor: string | null
  readonly doctor_name: string | null
}

const personColumns = sql`p.township, p.village, p.team, p.life, p.told_institution, p.told_doctor,
  ni.number as institution, ni.name as institution_name, nd.number as doctor, nd.name as doctor_name`

export const toldPerson = (tx: Tx, home: string, id: string): Promise<ToldPerson | undefined> =>
  tx.row(sql<ToldPerson>`select ${personColumns} from care.person p ${numbers} where p.home = ${home} and p.id = ${id}`)

/** The same with the person locked: two tellings of one person wait for each other. */
export const lockToldPerson = async (tx: Tx, home: string, id: string): Promise<ToldPerson | undefined> => {
  await tx.run(sql`select from care.person where home = ${home} and id = ${id} for update`)
  // A number that is changed at this moment is waited for: the trigger must not count by one that has just ended.
  await tx.run(sql`
    select from care.desk_number n join care.person p on p.home = n.home and p.township = n.township
    where p.home = ${home} and p.id = ${id} and n.until_at is null and (n.team is null or n.team = p.team) for share of n`)
  return toldPerson(tx, home, id)
}

export const toldBefore = (tx: Tx, home: string, id: string) =>
  tx.row(sql<{ body_hash: Buffer }>`select body_hash from care.told where home = ${home} and id = ${id}`)

export type LastTold = {
  readonly at: Instant
  readonly by_name: string | null
  readonly how: 'call' | 'visit' | 'card' | 'message' | 'takenBack'
  readonly institution: string | null
  readonly doctor: string | null
}

/** What was recorded last. */
export const lastTold = (tx: Tx, home: string, person: string): Promise<LastTold | undefined> =>
  tx.row(sql<LastTold>`
    select t.at, a.name as by_name, t.how, t.institution, t.doctor
    from care.told t left join kernel.account a on a.id = t.account
    where t.home = ${home} and t.person = ${person} order by t.at desc, t.id desc limit 1`)

type NewTold = {
  readonly home: string
  readonly id: string
  readonly person: string
  readonly institution: string | null
  readonly doctor: string | null
  readonly how: string
  readonly at: Date
  readonly account: string
  readonly bodyHash: Buffer
}

/** The fact, and what the person knows after it; an entry taken back leaves them told nothing of what it names. */
export const saveTold = async (tx: Tx, t: NewTold): Promise<number> => {
  const added = await tx.run(sql`
    insert into care.told (home, id, person, institution, doctor, how, at, account, body_hash)
    values (${t.home}, ${t.id}, ${t.person}, ${t.institution}, ${t.doctor}, ${t.how}, ${t.at}, ${t.account}, ${t.bodyHash})
    on conflict do nothing`)
  if (added === 0) return 0
  const back = t.how === 'takenBack'
  // An import is taken back only while nothing was built on its people.
  return tx.run(sql`
    update care.person set built_on = built_on + 1,
      told_institution = case when ${t.institution}::text is null then told_institution when ${back} then null else ${t.institution} end,
      told_doctor = case when ${t.doctor}::text is null then told_doctor when ${back} then null else ${t.doctor} end
    where home = ${t.home} and id = ${t.person}`)
}

export type ToldListed = ListedRow &
  Pick<ToldPerson, 'told_institution' | 'told_doctor' | 'institution' | 'doctor'> & {
    readonly order_place: string
    readonly told_at: Instant | null
    readonly told_by: string | null
  }

/** The state of a list as a condition on the person: `told_place` is set while both numbers in force are known. */
export const ofState = (state: 'missing' | 'again' | 'told'): RawBuilder<unknown> => {
  if (state === 'told') return sql`p.told_place is not null`
  if (state === 'missing') return sql`p.told_place is null`
  return sql`p.told_place is null and (p.told_institution <> coalesce(ni.number, '') or p.told_doctor <> coalesce(nd.number, ''))`
}

const placeOrder = sql`coalesce(d.village, d.township)`

export type PlaceCursor = { readonly place: string; readonly id: string }
export const afterPlace = (cursor: PlaceCursor | null): RawBuilder<unknown> =>
  cursor === null ? sql`true` : sql`(${placeOrder}, d.person) > (${cursor.place}, ${cursor.id}::uuid)`

/** People under such conditions, for counting them. */
export const toldFrom = (where: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql`${listedFrom} ${numbers} where ${where}`

type Listing = { readonly where: RawBuilder<unknown>; readonly sort: 'risk' | 'place'; readonly limit: number }

/** People with what they were told, in the order of lists or by place. */
export const toldRows = (tx: Tx, { where, sort, limit }: Listing): Promise<ToldListed[]> =>
  tx.rows(sql<ToldListed>`
    select l.*, x.at as told_at, x.name as told_by from (
      select ${listedColumns}, p.told_institution, p.told_doctor, ni.number as institution, nd.number as doctor,
        ${placeOrder} as order_place, d.due_order, d.home
      from ${toldFrom(where)}
      order by ${sort === 'risk' ? sql`d.rank, d.due_order, d.person` : sql`${placeOrder}, d.person`} limit ${limit}) l
    left join lateral (select t.at, a.name from care.told t left join kernel.account a on a.id = t.account
      where t.home = l.home and t.person = l.id and t.how <> 'takenBack' order by t.at desc limit 1) x on true
    order by ${sort === 'risk' ? sql`l.rank, l.due_order, l.id` : sql`l.order_place, l.id`}`)
