import type { ImportInfo } from '@lianfang/contract'
import { nearVillages } from '@lianfang/domain/care'
import type { Tx } from '../../../kernel/db/index.js'
import { placesByCode } from '../../../kernel/org/index.js'
import type { ImportRow, UnsureVillage } from './sql.js'
import { type StandingRow, standingOfWritings } from './sql-verdicts.js'
import { villagesOf } from './villages-of.js'

/** Writings of which people are taken in at a township, until their village is told. */
const leftOpen = ['villageBlank', 'villageUnreadable', 'villageAmbiguous', 'villageOtherTownship'] as const
type LeftOpen = (typeof leftOpen)[number]

const isLeftOpen = (why: UnsureVillage['why']): why is LeftOpen => leftOpen.some((one) => one === why)

/** Takes as many as there are of what is left to share out; rows that are nobody's yet have no township. */
const takeOf = (left: StandingRow[], line: UnsureVillage): number => {
  let open = 0
  for (const one of left) {
    const same = one.code === line.why && one.written === line.written && one.village === null
    if (!same || (one.township !== null && one.township !== line.township)) continue
    const taken = Math.min(one.n, line.rows - open)
    one.n -= taken
    open += taken
  }
  return open
}

/** What was told of one writing since: the villages of its people, and how many went to each. */
const decidedOf = (standing: readonly StandingRow[], { why, written }: UnsureVillage): readonly UnsureVillage[] => {
  const counts = new Map<string, number>()
  for (const { code, written: as, village, n } of standing)
    if (code === why && as === written && village !== null) counts.set(village, (counts.get(village) ?? 0) + n)
  return [...counts].map(([village, n]) => ({
    ...{ written, township: village.slice(0, 9), read: village, rows: n, why: 'chosen' as const, moved: n, left: 0 },
  }))
}

/**
 * The ways of writing of an import as they stand by now. After it was taken in, what is open is what still has no village; who
 * got one since, by a choice for the row or by hand, is told beside it as decided.
 */
const standingNow = async (tx: Tx, entry: ImportRow): Promise<readonly UnsureVillage[]> => {
  // Lists of before the reason was kept are not shown: a check anew makes them.
  const villages = (entry.unsure.villages ?? []).filter(({ why }) => why !== undefined)
  if (entry.state !== 'accepted' || !villages.some(({ why }) => isLeftOpen(why))) return villages
  const standing = await standingOfWritings(tx, entry, leftOpen)
  const left = standing.map((one) => ({ ...one }))
  const told = new Set<string>()
  return villages.flatMap((line) => {
    if (!isLeftOpen(line.why)) return [line]
    const open = takeOf(left, line)
    const key = JSON.stringify([line.why, line.written])
    const decided = told.has(key) ? [] : decidedOf(standing, line)
    told.add(key)
    return [...(open === 0 ? [] : [{ ...line, rows: open }]), ...decided]
  })
}

const mostNear = 5

/** How villages are written in an import, as its page shows them. */
export const unsureVillagesOf = async (tx: Tx, entry: ImportRow): Promise<ImportInfo['unsureVillages']> => {
  const villages = await standingNow(tx, entry)
  const codes = villages.flatMap((v) => [v.read, v.township].filter((code) => code !== null))
  const names = await placesByCode(tx, codes)
  const named = (code: string | null): string | null => (code === null ? null : (names.get(code)?.name ?? code))
  const wanted = villages.some(({ read, written }) => read === null && written !== '')
  const known = wanted ? await villagesOf(tx, entry) : []
  const nearTo = ({ read, written, township }: UnsureVillage): string[] => {
    if (read !== null) return []
    const near = nearVillages(written, known)
    // Of the township that is written, where one of it is near.
    const here = near.filter(({ code }) => township !== null && code.startsWith(township))
    return (here.length > 0 ? here : near).slice(0, mostNear).map((one) => `${one.township} ${one.name}`)
  }
  return villages.map(({ writing, moved, left, ...v }) => ({
    ...{ ...v, read: named(v.read), township: named(v.township), moved: moved ?? null, left: left ?? null },
    writing: writing ?? null,
    near: nearTo({ ...v, writing }),
  }))
}
