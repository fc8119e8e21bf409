import { parseDay } from '@lianfang/domain/shared'
import { type Division, levelOf, parentOf } from './division.js'
import { linesOf, type TableRows, type WrongRow } from './table.js'

export type TreeFault = 'heading' | 'code' | 'code-twice' | 'name' | 'parent-differs' | 'parent-missing' | 'day'

export type TreeDivision = Division & { readonly from: string | null }

export type Tree = {
  readonly rows: number
  readonly divisions: readonly TreeDivision[]
  readonly wrong: readonly WrongRow<TreeFault>[]
}

const headings = {
  code: ['code', '代码', '区划代码'],
  name: ['name', '名称', '区划名称'],
  parent: ['parent', '上级', '上级代码'],
  from: ['from', '启用日期'],
} as const

type Cells = Readonly<Record<keyof typeof headings, string>>

const judge = (cells: Cells, known: ReadonlyMap<string, unknown>): TreeDivision | [TreeFault, string] => {
  const { code, name, parent, from } = cells
  const level = levelOf(code)
  // The product reads a place's level and what it lies in from the code alone, everywhere; another shape cannot be let in.
  if (level === undefined) return ['code', code]
  if (known.has(code)) return ['code-twice', code]
  if (name === '' || name.length > 100) return ['name', name]
  const above = parentOf(code, level)
  if (parent !== '' && parent !== above) return ['parent-differs', parent]
  if (from !== '' && parseDay(from) === null) return ['day', from]
  return { code, name, level, parent: above, from: from === '' ? null : from }
}

/**
 * Reads a whole tree of divisions: `code,name[,parent][,from]`, in any order of columns and rows. A code has 2, 4, 6, 9 or
 * 12 digits, begins with the code of the place it lies in, and that place is in the file too. Wrong rows are told one by one.
 */
export const readTree = async (rows: TableRows): Promise<Tree> => {
  const found = new Map<string, { readonly row: number; readonly division: TreeDivision }>()
  const wrong: WrongRow<TreeFault>[] = []
  let count = 0
  for await (const line of linesOf(rows, { headings, needed: ['code', 'name'] })) {
    if (line === null) return { rows: 0, divisions: [], wrong: [{ row: 1, why: 'heading', value: '' }] }
    count += 1
    const judged = judge(line.cells, found)
    if ('code' in judged) found.set(judged.code, { row: line.row, division: judged })
    else wrong.push({ row: line.row, why: judged[0], value: judged[1].slice(0, 100) })
  }
  for (const { row, division } of found.values()) {
    const { parent } = division
    if (parent !== undefined && !found.has(parent)) wrong.push({ row, why: 'parent-missing', value: parent })
  }
  return { rows: count, divisions: [...found.values()].map(({ division }) => division), wrong }
}
