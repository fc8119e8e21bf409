import type { RegisterLoad, RegisterLoadHead } from '@lianfang/contract'
import { compareRegister, type WrongRow } from '@lianfang/domain/care'
import { dayIn, type Instant, instantOf, type PlaceCode } from '@lianfang/domain/shared'
import type { Tx } from '../../../kernel/db/index.js'
import { placesByCode, placesOfCounty } from '../../../kernel/org/index.js'
import type { CareNeeds } from '../needs.js'
import { type Known, knownOf, type LoadRow, standing } from './sql.js'

const iso = (at: Instant | null): string | null => (at === null ? null : new Date(at).toISOString())

const stateOf = ({ taken_at, back_at }: LoadRow): RegisterLoadHead['state'] =>
  back_at !== null ? 'takenBack' : taken_at !== null ? 'taken' : 'checked'

/** One line of the history: who did what, when, and the sums. */
export const headOf = (load: LoadRow, stands: string | null): RegisterLoadHead => ({
  id: load.id,
  state: stateOf(load),
  at: new Date(load.at).toISOString(),
  by: load.by_name ?? '',
  takenAt: iso(load.taken_at),
  takenBy: load.taken_name,
  backAt: iso(load.back_at),
  backBy: load.back_name,
  villages: load.lines.length,
  total:
    load.total_before === null || load.total_after === null
      ? null
      : { before: load.total_before, after: load.total_after },
  canTakeBack: load.id === stands,
})

/** How much a village's number may differ unmarked; a closed rule marks nothing and stops nobody. */
const jumpPercent = async (needs: CareNeeds, home: string): Promise<number | null> => {
  const { register } = await needs.policy.care(home as PlaceCode, dayIn(instantOf(needs.now()), needs.zone)) // a county's code
  return register.state === 'open' ? register.values.jumpPercent : null
}

/**
 * A load against the register: as it stands now while it is only checked, as it stood then once it was taken in.
 * `said`: what wrong rows say, known only to the answer of the check itself.
 */
export const loadOf = async (
  needs: CareNeeds,
  tx: Tx,
  load: LoadRow,
  said: readonly WrongRow[] = [],
): Promise<RegisterLoad> => {
  const { home } = load
  const villages = (await placesOfCounty(tx, home)).filter((place) => place.level === 'village').map(({ code }) => code)
  const found = compareRegister({
    lines: load.lines,
    known: byVillage(load.before ?? (await knownOf(tx, home))),
    villages,
    jumpPercent: await jumpPercent(needs, home),
  })
  const names = await placesByCode(tx, [...villages, ...villages.map((code) => code.slice(0, 9))])
  const placeOf = (village: string) => ({
    village: names.get(village) ?? { code: village, name: village, level: 'village' as const },
    township: names.get(village.slice(0, 9))?.name ?? '',
  })
  const stands = await standing(tx, home)
  return {
    ...headOf(load, stands),
    // Kept sums are those of the whole register then; what stood before is kept of the named villages only.
    total: headOf(load, stands).total ?? found.total,
    outdated: load.taken_at === null && load.stands_on !== stands,
    rows: load.file_rows,
    changes: found.changes.map(({ village, ...rest }) => ({ ...placeOf(village), ...rest })),
    wrong: load.wrong.map((row) => ({
      ...row,
      value: said.find((one) => one.row === row.row)?.value ?? null,
    })),
    // Later, nobody remembers what the register said of villages that the file did not name.
    unnamed:
      load.before === null ? found.unnamed.map(({ village, residents }) => ({ ...placeOf(village), residents })) : [],
  }
}

export const byVillage = (rows: readonly Known[]): ReadonlyMap<string, Known> =>
  new Map(rows.map((row) => [row.village, row]))
