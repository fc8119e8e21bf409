import { sql } from 'kysely'
import type { Tx } from '../../kernel/db/index.js'

export type PartRow = {
  readonly home: string
  readonly enterprise: string
  readonly id: string
  readonly name: string
  readonly name_en: string
  readonly place: string
  readonly part: string
  readonly back_on: string | null
}

/** Who supplies which enterprise with parts. */
export const insertParts = (tx: Tx, rows: readonly PartRow[]): Promise<number> =>
  tx.run(sql`
    insert into supply.part_supplier (home, enterprise, id, name, name_en, place, part, back_on)
    select home, enterprise, id, name, name_en, place, part, back_on
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(home text, enterprise uuid, id uuid, name text, name_en text,
      place text, part text, back_on date)
    on conflict do nothing`)

type SignInRow = {
  readonly login: string
  readonly password: string
  readonly role: string
  readonly place: string
}

/** Who can sign in, as the first page shows it. */
export const insertSignIns = async (tx: Tx, rows: readonly SignInRow[]): Promise<void> => {
  for (const [position, row] of rows.entries()) {
    await tx.run(sql`
      insert into kernel.demonstration_sign_in (position, login, password, role, place)
      values (${position}, ${row.login}, ${row.password}, ${row.role}, ${row.place}) on conflict do nothing`)
  }
}
