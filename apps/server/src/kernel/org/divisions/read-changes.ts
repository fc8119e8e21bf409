import { closesCircle, type DivisionChange } from '@lianfang/domain/org'
import { parseDay } from '@lianfang/domain/shared'
import { levelOf } from './division.js'
import { linesOf, type TableRows, type WrongRow } from './table.js'

export type ChangeFault = 'heading' | 'code' | 'level' | 'new-unknown' | 'day' | 'twice' | 'circle'

export type Changes = {
  readonly rows: number
  readonly changes: readonly DivisionChange[]
  readonly wrong: readonly WrongRow<ChangeFault>[]
}

/** What is known before the file is read: the changes entered so far, and which codes are places. */
export type KnownChanges = {
  readonly changes: readonly DivisionChange[]
  readonly isPlace: (codes: readonly string[]) => Promise<ReadonlySet<string>>
}

const headings = {
  old: ['old', '旧代码', '原代码'],
  new: ['new', '新代码', '现代码'],
  from: ['from', '启用日期'],
} as const

type Cells = Readonly<Record<keyof typeof headings, string>>
type Read = { readonly row: number; readonly change: DivisionChange }

const judge = (cells: Cells): DivisionChange | [ChangeFault, string] => {
  const [old, to] = [levelOf(cells.old), levelOf(cells.new)]
  if (old === undefined || to === undefined) return ['code', old === undefined ? cells.old : cells.new]
  if (old !== to) return ['level', cells.new]
  const from = parseDay(cells.from)
  return from === null ? ['day', cells.from] : { old: cells.old, new: cells.new, from }
}

const key = (change: DivisionChange): string => `${change.old} ${change.new}`

/** Those that neither come twice nor lead round in a circle, with what was entered before. */
const withoutCircles = (read: readonly Read[], known: KnownChanges, wrong: WrongRow<ChangeFault>[]) => {
  const own = new Set(read.map(({ change }) => key(change)))
  const standing = known.changes.filter((change) => !own.has(key(change)))
  const taken = new Map<string, DivisionChange>()
  for (const { row, change } of read) {
    const fault = taken.has(key(change))
      ? 'twice'
      : closesCircle([...standing, ...taken.values()], change)
        ? 'circle'
        : null
    if (fault === null) taken.set(key(change), change)
    else wrong.push({ row, why: fault, value: key(change) })
  }
  return [...taken.values()]
}

/** Reads changes of codes: `old,new,from`. Old and new are of one level, the new one is a place, and no circle arises. */
export const readChanges = async (rows: TableRows, known: KnownChanges): Promise<Changes> => {
  const read: Read[] = []
  const wrong: WrongRow<ChangeFault>[] = []
  let count = 0
  for await (const line of linesOf(rows, { headings, needed: ['old', 'new', 'from'] })) {
    if (line === null) return { rows: 0, changes: [], wrong: [{ row: 1, why: 'heading', value: '' }] }
    count += 1
    const judged = judge(line.cells)
    if ('old' in judged) read.push({ row: line.row, change: judged })
    else wrong.push({ row: line.row, why: judged[0], value: judged[1].slice(0, 100) })
  }
  const places = await known.isPlace(read.map(({ change }) => change.new))
  for (const { row, change } of read) {
    if (!places.has(change.new)) wrong.push({ row, why: 'new-unknown', value: change.new })
  }
  const good = read.filter(({ change }) => places.has(change.new))
  return { rows: count, changes: withoutCircles(good, known, wrong), wrong: wrong.sort((a, b) => a.row - b.row) }
}
