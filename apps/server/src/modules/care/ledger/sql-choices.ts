import type { ChosenVillage, NamedPlace, PlaceWriting } from '@lianfang/domain/care'
import type { PlaceCode } from '@lianfang/domain/shared'
import { sql } from 'kysely'
import { intArray, type Tx } from '../../../kernel/db/index.js'
import type { ImportRow } from './sql.js'

export type VillageChoice = {
  readonly township: string
  readonly written_township: string
  readonly written_village: string
  readonly village: PlaceCode
  /** What had been chosen for the same writing before. */
  readonly was: PlaceCode | null
  readonly command: string
}

/** What was chosen for writings of an import's files: its township's own choices stand before the county's. */
export const choicesFor = (tx: Tx, i: Pick<ImportRow, 'home' | 'township'>): Promise<VillageChoice[]> =>
  tx.rows(sql<VillageChoice>`
    select township, written_township, written_village, village, was, command from care.village_choice
    where home = ${i.home} and township in ('', ${i.township}) order by township`)

/** One text for a writing. */
export const writingKey = ({ township, village }: PlaceWriting): string => JSON.stringify([township, village])

/** Choices as rows are read by them; a village that is no more is nobody's choice. */
export const chosenBy = (choices: readonly VillageChoice[], places: readonly NamedPlace[]): ChosenVillage => {
  const known = new Set<string>(places.map(({ code }) => code))
  const chosen = new Map<string, PlaceCode>()
  for (const { written_township: township, written_village: village, village: code } of choices) {
    if (known.has(code)) chosen.set(writingKey({ township, village }), code)
  }
  return (writing) => (chosen.size === 0 ? undefined : chosen.get(writingKey(writing)))
}

export type NewChoices = {
  readonly command: string
  readonly account: string
  readonly at: Date
  readonly choices: readonly { readonly writing: PlaceWriting; readonly village: string }[]
}

/** Remembers choices for an import's place; what was chosen before is kept beside, for the people who followed it. */
export const saveChoices = (tx: Tx, i: Pick<ImportRow, 'home' | 'township'>, c: NewChoices): Promise<number> =>
  tx.run(sql`
    insert into care.village_choice as v
      (home, township, written_township, written_village, village, command, account, at)
    select ${i.home}, ${i.township}, t, w, village, ${c.command}::uuid, ${c.account}::uuid, ${c.at}
    from unnest(${c.choices.map(({ writing }) => writing.township)}::text[],
      ${c.choices.map(({ writing }) => writing.village)}::text[], ${c.choices.map(({ village }) => village)}::text[])
      as c (t, w, village)
    on conflict (home, township, written_township, written_village) do update
      set village = excluded.village, was = v.village, command = excluded.command, account = excluded.account, at = excluded.at`)

/** A village chosen for rows of one import that write none: for one row, or for all (0) that write their township so. */
export type UntoldChoice = Pick<VillageChoice, 'written_township' | 'village' | 'was' | 'command'> & {
  readonly row_number: number
}

export const untoldFor = (tx: Tx, i: Pick<ImportRow, 'home' | 'id'>): Promise<UntoldChoice[]> =>
  tx.rows(sql<UntoldChoice>`
    select row_number, written_township, village, was, command from care.import_village
    where home = ${i.home} and import_id = ${i.id}`)

/** What is chosen for a row that writes no village: for the row itself, else for all that write their township so. */
export type UntoldOf = (row: number, writing: PlaceWriting) => UntoldChoice | undefined

/** Choices for rows without a village as rows are read by them; a village that is no more is nobody's choice. */
export const untoldBy = (choices: readonly UntoldChoice[], places: readonly NamedPlace[]): UntoldOf => {
  const known = new Set<string>(places.map(({ code }) => code))
  const rows = new Map<number, UntoldChoice>()
  const writings = new Map<string, UntoldChoice>()
  for (const choice of choices) {
    if (!known.has(choice.village)) continue
    if (choice.row_number > 0) rows.set(choice.row_number, choice)
    else writings.set(choice.written_township, choice)
  }
  return (row, { township }) => rows.get(row) ?? writings.get(township)
}

export type NewUntold = Omit<NewChoices, 'choices'> & {
  readonly choices: readonly { readonly row: number; readonly township: string; readonly village: string }[]
}

/** Keeps choices for an import's rows that write no village; what was chosen before is kept beside. */
export const saveUntold = (tx: Tx, i: Pick<ImportRow, 'home' | 'id' | 'township'>, c: NewUntold): Promise<number> =>
  tx.run(sql`
    insert into care.import_village as v
      (home, import_id, township, row_number, written_township, village, command, account, at)
    select ${i.home}, ${i.id}, ${i.township}, n, t, village, ${c.command}::uuid, ${c.account}::uuid, ${c.at}
    from unnest(${intArray(c.choices.map(({ row }) => row))}::int[], ${c.choices.map(({ township }) => township)}::text[],
      ${c.choices.map(({ village }) => village)}::text[]) as c (n, t, village)
    on conflict (home, import_id, row_number, written_township) do update
      set village = excluded.village, was = v.village, command = excluded.command, account = excluded.account, at = excluded.at`)

/** Whether a command was answered before. */
export const isChosenBy = async (tx: Tx, home: string, command: string): Promise<boolean> =>
  (await tx.row(sql<{ home: string }>`
    (select home from care.village_choice where home = ${home} and command = ${command}::uuid limit 1)
    union all (select home from care.import_village where home = ${home} and command = ${command}::uuid limit 1)`)) !==
  undefined
