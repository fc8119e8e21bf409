import { sql } from 'kysely'
import type { Tx } from '../../../kernel/db/index.js'

/** Where somebody of a care home is found: not at the address of the ledger. */
export type Stay = {
  readonly person: string
  readonly name: string
  readonly room: string | null
  readonly township: string
  readonly village: string
  /** Of the home, day and night. */
  readonly phone: string | null
}

/** The homes in which these people live, by person; whoever lives at home is not there (K21). */
export const staysOf = async (tx: Tx, home: string, people: readonly string[]): Promise<ReadonlyMap<string, Stay>> => {
  if (people.length === 0) return new Map()
  const rows = await tx.rows(sql<Stay>`
    select r.person, h.name, r.room, h.township, h.village, h.phone from care.care_home_resident r
      join care.care_home h on h.home = r.home and h.id = r.care_home
    where r.home = ${home} and r.person = any(${people}::uuid[])`)
  return new Map(rows.map((row) => [row.person, row]))
}

/** The home with its room, as people say it. */
export const stayNamed = ({ name, room }: Stay): string => (room === null || room === '' ? name : `${name} ${room}`)
