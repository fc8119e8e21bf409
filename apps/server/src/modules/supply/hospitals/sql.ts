import type { Day, Instant, PlaceCode } from '@lianfang/domain/shared'
import { sql } from 'kysely'
import type { Tx } from '../../../kernel/db/index.js'

export type HospitalRow = {
  readonly home: PlaceCode
  readonly id: string
  readonly name: string
  readonly name_en: string | null
  readonly place: PlaceCode
  readonly closed_on: Day | null
}

/** Institutions by id: name and place alone, for people who see no list of them. */
export const hospitalsKnown = (tx: Tx, ids: readonly string[]): Promise<HospitalRow[]> =>
  tx.rows(sql<HospitalRow>`
    select home, id, name, name_en, place, closed_on from supply.hospitals_known(${[...ids]}::uuid[]) order by name, id`)

export type PersonRow = {
  readonly id: string
  readonly account: string
  readonly part: 'requester' | 'approver'
  readonly name: string
  readonly phone: string | null
  readonly from_at: Instant
  readonly until_at: Instant | null
  readonly body_hash: Buffer
}

/** Everybody who was ever named for an institution, as far as the reader reaches it; who is named now first. */
export const peopleOf = (tx: Tx, at: { readonly home: string; readonly facility: string }): Promise<PersonRow[]> =>
  tx.rows(sql<PersonRow>`
    select id, account, part, name, phone, from_at, until_at, body_hash from supply.facility_person
    where home = ${at.home} and facility = ${at.facility} order by until_at is not null, from_at desc, id`)

/** Institutions that an account is named for, and as what. */
export const namedAt = (
  tx: Tx,
  account: string,
): Promise<{ readonly facility: string; readonly part: PersonRow['part'] }[]> =>
  tx.rows(sql<{ facility: string; part: PersonRow['part'] }>`
    select facility, part from supply.facility_person where account = ${account} and until_at is null
    order by facility, part limit 200`)

/** Accounts that are named for an institution as a part, as far as the reader reaches it. */
export const namedAs = async (
  tx: Tx,
  at: { readonly home: string; readonly facility: string; readonly part?: PersonRow['part'] },
): Promise<readonly string[]> =>
  (await peopleOf(tx, at))
    .filter((p) => p.until_at === null && (at.part === undefined || p.part === at.part))
    .map(({ account }) => account)

type NewPerson = Omit<PersonRow, 'from_at' | 'until_at' | 'body_hash'> & {
  readonly home: string
  readonly facility: string
  readonly at: Date
  readonly by: string
  readonly hash: Buffer
}
/** Answers 0 when the id is in use. */
export const addPerson = (tx: Tx, p: NewPerson): Promise<number> =>
  tx.run(sql`
    insert into supply.facility_person (home, id, facility, account, part, name, phone, from_at, named_by, body_hash)
    values (${p.home}, ${p.id}, ${p.facility}, ${p.account}, ${p.part}, ${p.name}, ${p.phone}, ${p.at}, ${p.by}, ${p.hash})
    on conflict do nothing`)

/** Answers 0 when it had ended. */
export const endPerson = (
  tx: Tx,
  p: { readonly home: string; readonly id: string; readonly at: Date; readonly by: string },
): Promise<number> =>
  tx.run(sql`
    update supply.facility_person set until_at = ${p.at}, ended_by = ${p.by}
    where home = ${p.home} and id = ${p.id} and until_at is null`)
