import type { RegisterLine, RegisterNumbers, WrongRow } from '@lianfang/domain/care'
import type { Day, Instant } from '@lianfang/domain/shared'
import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../../../kernel/db/index.js'

export type Known = RegisterNumbers & { readonly village: string; readonly as_of: Day }
export type KeptWrong = Omit<WrongRow, 'value'>

export type LoadRow = {
  readonly home: string
  readonly id: string
  readonly at: Instant
  readonly by_name: string | null
  readonly file_rows: number
  readonly lines: readonly RegisterLine[]
  readonly wrong: readonly KeptWrong[]
  readonly stands_on: string | null
  readonly before: readonly Known[] | null
  readonly total_before: number | null
  readonly total_after: number | null
  readonly taken_at: Instant | null
  readonly taken_name: string | null
  readonly back_at: Instant | null
  readonly back_name: string | null
}

const loads = (where: RawBuilder<unknown>): RawBuilder<LoadRow> => sql<LoadRow>`
  select l.home, l.id, l.at, a.name as by_name, l.file_rows, l.lines, l.wrong, l.stands_on, l.before, l.total_before, l.total_after,
    l.taken_at, t.name as taken_name, l.back_at, b.name as back_name
  from care.register_load l
    left join kernel.account a on a.id = l.by_account
    left join kernel.account t on t.id = l.taken_by
    left join kernel.account b on b.id = l.back_by
  where ${where}`

export const loadById = (tx: Tx, home: string, id: string): Promise<LoadRow | undefined> =>
  tx.row(loads(sql`l.home = ${home} and l.id = ${id}`))

/** The newest first; a check that waits stands before what was taken in. */
export const loadsOf = (tx: Tx, home: string, limit: number): Promise<LoadRow[]> =>
  tx.rows(loads(sql`l.home = ${home} order by coalesce(l.taken_at, l.at) desc, l.id desc limit ${limit}`))

/** The load the register stands on: the last one that was taken in and not taken back. */
export const standing = async (tx: Tx, home: string): Promise<string | null> => {
  const row = await tx.row(sql<{ id: string }>`
    select l.id from care.register_load l where l.home = ${home} and l.taken_at is not null and l.back_at is null
      and not exists (select from care.register_load o where o.home = l.home and o.stands_on = l.id
        and o.taken_at is not null and o.back_at is null)`)
  return row?.id ?? null
}

type NewLoad = {
  readonly home: string
  readonly id: string
  readonly account: string
  readonly at: Date
  readonly rows: number
  readonly lines: readonly RegisterLine[]
  readonly wrong: readonly KeptWrong[]
  readonly standsOn: string | null
}

/** Keeps a check, and drops the one of the same account that was never taken in. */
export const addLoad = async (tx: Tx, load: NewLoad): Promise<void> => {
  await tx.run(sql`
    delete from care.register_load where home = ${load.home} and by_account = ${load.account} and taken_at is null`)
  await tx.run(sql`
    insert into care.register_load (home, id, at, by_account, file_rows, lines, wrong, stands_on)
    values (${load.home}, ${load.id}, ${load.at}, ${load.account}, ${load.rows}, ${JSON.stringify(load.lines)}::jsonb,
      ${JSON.stringify(load.wrong)}::jsonb, ${load.standsOn})`)
}

type Step = { readonly home: string; readonly id: string; readonly account: string; readonly at: Date }

export const markTaken = (
  tx: Tx,
  {
    home,
    id,
    account,
    at,
    before,
    total,
  }: Step & { before: readonly Known[]; total: { readonly before: number; readonly after: number } },
): Promise<number> =>
  tx.run(sql`
    update care.register_load set taken_at = ${at}, taken_by = ${account}, before = ${JSON.stringify(before)}::jsonb,
      total_before = ${total.before}, total_after = ${total.after}
    where home = ${home} and id = ${id}`)

export const markBack = (tx: Tx, { home, id, account, at }: Step): Promise<number> =>
  tx.run(sql`
    update care.register_load set back_at = ${at}, back_by = ${account} where home = ${home} and id = ${id}`)

export const knownOf = (tx: Tx, home: string): Promise<Known[]> =>
  tx.rows(sql<Known>`select village, residents, over65, as_of from care.register where home = ${home}`)

export const putVillages = (tx: Tx, home: string, rows: readonly Known[]): Promise<number> =>
  tx.run(sql`
    insert into care.register (home, village, township, residents, over65, as_of)
    select ${home}, v, left(v, 9), r, o, d
    from unnest(${rows.map((k) => k.village)}::text[], ${rows.map((k) => k.residents)}::int[],
      ${rows.map((k) => k.over65)}::int[], ${rows.map((k) => k.as_of)}::date[]) as n (v, r, o, d)
    on conflict (home, village) do update set residents = excluded.residents, over65 = excluded.over65, as_of = excluded.as_of`)

export const dropVillages = (tx: Tx, home: string, villages: readonly string[]): Promise<number> =>
  tx.run(sql`delete from care.register where home = ${home} and village = any(${villages}::text[])`)
