import type { ChosenVillage, NamedPlace, PlaceWriting } from '@lianfang/domain/care'
import type { PlaceCode } from '@lianfang/domain/shared'
import { sql } from 'kysely'
import type { Tx } from '../../../kernel/db/index.js'
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

/** Whether a command was answered before. */
export const isChosenBy = async (tx: Tx, home: string, command: string): Promise<boolean> =>
  (await tx.row(sql<{ home: string }>`
    select home from care.village_choice where home = ${home} and command = ${command}::uuid limit 1`)) !== undefined
