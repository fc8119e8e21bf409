import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  type ChainLevel,
  type SuppressedTable,
  suppressChain,
  suppressLines,
  suppressParts,
  suppressTotals,
} from './index.js'

const min = 5
const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0)

/** A place with those below; a leaf counts people by category. */
type Tree = readonly Tree[] | { readonly counts: readonly number[] }
type Leaf = Extract<Tree, { readonly counts: readonly number[] }>
const isLeaf = (tree: Tree): tree is Leaf => 'counts' in tree

const countsOf = (tree: Tree, width: number): number[] =>
  isLeaf(tree)
    ? [...tree.counts]
    : tree
        .map((below) => countsOf(below, width))
        .reduce((all, one) => all.map((n, i) => n + (one[i] ?? 0)), Array<number>(width).fill(0))

/** One count of one place as all pages together show it; the last column is the total. */
type Cell = {
  readonly place: string
  readonly above: string | null
  readonly leaf: boolean
  readonly column: number
  readonly value: number
  readonly hidden: boolean
}
type Page = (levels: readonly ChainLevel[]) => SuppressedTable
const inChain: Page = (levels) => suppressChain(levels).at(-1) ?? suppressTotals({ cells: [], min })
/** What was done before: each page for itself. */
const alone: Page = (levels) => suppressTotals({ cells: levels.at(-1)?.rows ?? [], min })

/**
 * Every count of a country, hidden where a page hides it; a count that stands on two pages is hidden if both hide it. Each
 * place's own page is asked for with the chain that leads to it.
 */
const published = (tree: Tree, width: number, page: Page): Cell[] => {
  const cells = new Map<string, Cell>()
  const put = (cell: Omit<Cell, 'hidden'>, shown: number | null): void => {
    const key = `${cell.place}/${cell.column}`
    const before = cells.get(key)
    cells.set(key, { ...cell, hidden: shown === null && before?.hidden !== false })
  }
  const walk = (at: Tree, name: string, above: string | null, chain: readonly ChainLevel[]): void => {
    if (isLeaf(at)) return
    const rows = at.map((below) => countsOf(below, width))
    const table = page([...chain, { rows, next: -1, min }])
    const own = countsOf(at, width)
    const line = (place: string, counts: readonly number[], shown: readonly (number | null)[], rest: object): void => {
      for (const [column, value] of [...counts, sum(counts)].entries())
        put({ place, above, leaf: false, column, value, ...rest }, shown[column] ?? null)
    }
    line(name, own, [...table.columnTotals, table.total], {})
    for (const [i, below] of at.entries()) {
      const shown = [...(table.cells[i] ?? []), table.rowTotals[i] ?? null]
      line(`${name}.${i}`, rows[i] ?? [], shown, { above: name, leaf: isLeaf(below) })
      walk(below, `${name}.${i}`, name, [...chain, { rows, next: i, min }])
    }
  }
  walk(tree, 'r', null, [])
  return [...cells.values()]
}

type Edge = { readonly cell: Cell; readonly from: string; readonly to: string }

/**
 * All tables of a country are one network: places and their columns are nodes, each count links its own place with the one
 * above. Raising a count by one walks its edge, lowering walks it back; a count has a second value when a ring leads through
 * it over hidden counts alone.
 */
const edgesOf = (cells: readonly Cell[], width: number): Edge[] =>
  cells
    .filter(({ hidden }) => hidden)
    .flatMap((cell) => {
      const own = cell.leaf ? cell.place : `${cell.place}:${cell.column}`
      const above = cell.above === null ? 'top' : `${cell.above}:${cell.column}`
      const [from, to] = cell.column === width ? [above, own] : [own, above]
      const back = cell.value > 0 ? [{ cell, from: to, to: from }] : []
      return [{ cell, from, to }, ...back]
    })

const leads = (edges: readonly Edge[], from: string, to: string): boolean => {
  const seen = new Set([from])
  for (const node of seen) for (const edge of edges) if (edge.from === node) seen.add(edge.to)
  return seen.has(to)
}

/** Hidden counts that follow from everything that is shown on all pages. */
const followFrom = (cells: readonly Cell[], width: number): string[] => {
  const edges = edgesOf(cells, width)
  return cells
    .filter(({ hidden }) => hidden)
    .filter((cell) => {
      const others = edges.filter((edge) => edge.cell !== cell)
      return !edges.some((edge) => edge.cell === cell && leads(others, edge.to, edge.from))
    })
    .map(({ place, column }) => `${place}/${column}`)
}

/** What is left of a hidden place when everything shown inside it is taken off. */
const coveredBy = (cells: readonly Cell[], cell: Cell): number => {
  const below = cells.filter((one) => one.above === cell.place && one.column === cell.column)
  if (below.length === 0) return cell.value
  return sum(below.filter(({ hidden }) => hidden).map((one) => coveredBy(cells, one)))
}

/** Sums of hidden counts that are known, over all levels, and small. */
const smallSums = (cells: readonly Cell[]): string[] =>
  cells
    .filter(({ hidden, leaf }) => !hidden && !leaf)
    .filter((cell) => {
      const left = coveredBy(cells, cell)
      return left > 0 && left < min
    })
    .map(({ place, column }) => `${place}/${column}`)

const count = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 40 }))
const leafOf = (width: number) =>
  fc.array(count, { minLength: width, maxLength: width }).map((counts): Tree => ({ counts }))
const treeOf = (width: number, depth: number, most: number): fc.Arbitrary<Tree> =>
  depth === 0
    ? leafOf(width)
    : fc.array(fc.oneof({ weight: 4, arbitrary: treeOf(width, depth - 1, most) }, leafOf(width)), {
        minLength: 1,
        maxLength: most,
      })
const country = (depth: number, most: number) =>
  fc.integer({ min: 1, max: 3 }).chain((width) => treeOf(width, depth, most).map((tree) => ({ tree, width })))

const leafy = (...counts: readonly number[]): Tree => ({ counts })
/** County A counts three; county B, its cover, counts ten; the rest twenty. B has two townships. */
const threeTenTwenty: Tree = [leafy(3), [leafy(5), leafy(5)], [leafy(10), leafy(10)]]

test('[CARE-CELL-1] pages that each hide for themselves betray each other: what one hides is the total of the next', () => {
  expect(followFrom(published(threeTenTwenty, 1, alone), 1)).toContain('r.0/0')
})

test('[CARE-CELL-1] down the chain a total that a page hides is on no other page, nor do its rows add up to it', () => {
  const cells = published(threeTenTwenty, 1, inChain)
  expect(followFrom(cells, 1)).toEqual([])
  expect(cells.find(({ place }) => place === 'r.1')).toMatchObject({ value: 10, hidden: true })
  expect(cells.filter(({ place }) => place.startsWith('r.1.')).some(({ hidden }) => hidden)).toBe(true)
})

test.each([
  ['two levels', 2, 4, 1500],
  ['three levels', 3, 3, 600],
])(
  '[CARE-CELL-1] every hidden count of a country of %s has two values on all its pages at once',
  (_, depth, most, runs) => {
    fc.assert(
      fc.property(country(depth, most), ({ tree, width }) => {
        expect(followFrom(published(tree, width, inChain), width)).toEqual([])
      }),
      { numRuns: runs },
    )
  },
)

test('[CARE-CELL-1] no count of 1 to 4 is shown on any page', () => {
  fc.assert(
    fc.property(country(3, 3), ({ tree, width }) => {
      const cells = published(tree, width, inChain)
      expect(cells.filter(({ hidden, value }) => !hidden && value > 0 && value < min)).toEqual([])
    }),
    { numRuns: 600 },
  )
})

test('[CARE-CELL-1] what is known of hidden places together, over all levels, is not small', () => {
  fc.assert(
    fc.property(country(3, 3), ({ tree, width }) => {
      expect(smallSums(published(tree, width, inChain))).toEqual([])
    }),
    { numRuns: 600 },
  )
})

/** The attacker by brute force: every country of whole numbers that agrees with all pages. */
const valuesThatFit = (tree: Tree, width: number, cells: readonly Cell[]): Map<string, Set<number>> | null => {
  const leaves = cells.filter(({ leaf, column }) => leaf && column < width)
  const open = leaves.filter(({ hidden }) => hidden)
  if (open.length > 3) return null
  const known = new Map(leaves.map(({ place, column, value }) => [`${place}/${column}`, value]))
  const seen = new Map(
    cells.filter(({ hidden }) => hidden).map(({ place, column }) => [`${place}/${column}`, new Set<number>()]),
  )
  const countAt = ({ place, column, leaf }: Pick<Cell, 'place' | 'column' | 'leaf'>): number => {
    if (column === width) return sum(Array.from({ length: width }, (_, c) => countAt({ place, column: c, leaf })))
    if (leaf) return known.get(`${place}/${column}`) ?? 0
    return sum(cells.filter((one) => one.above === place && one.column === column).map(countAt))
  }
  const most = Math.max(...countsOf(tree, width)) + 2
  const fill = (k: number): void => {
    const at = open[k]
    if (at !== undefined) {
      for (let value = 0; value <= most; value += 1) {
        known.set(`${at.place}/${at.column}`, value)
        fill(k + 1)
      }
      return
    }
    const found = cells.map((cell) => ({ cell, value: countAt(cell) }))
    if (found.some(({ cell, value }) => !cell.hidden && value !== cell.value)) return
    for (const { cell, value } of found) seen.get(`${cell.place}/${cell.column}`)?.add(value)
  }
  fill(0)
  return seen
}

test('[CARE-CELL-1] the same by trying all numbers in small countries', () => {
  const tiny = fc.integer({ min: 1, max: 2 }).chain((width) => {
    const leaf = fc
      .array(fc.integer({ min: 0, max: 6 }), { minLength: width, maxLength: width })
      .map((counts): Tree => ({ counts }))
    const county = fc.array(leaf, { minLength: 1, maxLength: 3 })
    return fc.array(fc.oneof(leaf, county), { minLength: 1, maxLength: 3 }).map((tree: Tree) => ({ tree, width }))
  })
  fc.assert(
    fc.property(tiny, ({ tree, width }) => {
      const seen = valuesThatFit(tree, width, published(tree, width, inChain))
      for (const [cell, values] of seen ?? []) expect(values.size, cell).toBeGreaterThan(1)
    }),
    { numRuns: 150 },
  )
})

/** Whole lines are shown or not; their totals are a list on another page, which hides for itself. */
const inLines: Page = (levels) => {
  const rows = levels.at(-1)?.rows ?? []
  const totals = suppressLines(levels.map((level) => ({ ...level, rows: level.rows.map((row) => [sum(row)]) })))
  const given = levels.map((level, i) => ({ ...level, hidden: totals[i]?.rows ?? [] }))
  const lines = suppressLines(given, totals[0]?.own).at(-1)
  const list = totals.at(-1)
  const columns = (rows[0] ?? []).map((_, c) => sum(rows.map((row) => row[c] ?? 0)))
  return {
    cells: rows.map((row, r) => row.map((n) => (lines?.rows[r] ? null : n))),
    rowTotals: rows.map((row, r) => (list?.rows[r] ? null : sum(row))),
    columnTotals: columns.map((n) => (lines?.own ? null : n)),
    total: list?.own ? null : sum(columns),
  }
}

test('[CARE-CELL-1] lines hidden whole stay safe beside a list of their sums', () => {
  fc.assert(
    fc.property(country(3, 3), ({ tree, width }) => {
      const cells = published(tree, width, inLines)
      const small = cells.filter(({ value }) => value > 0 && value < min)
      expect(small.filter(({ hidden }) => !hidden)).toEqual([])
      const names = new Set(
        cells.filter(({ hidden, value }) => hidden && value > 0).map((c) => `${c.place}/${c.column}`),
      )
      expect(followFrom(cells, width).filter((cell) => names.has(cell))).toEqual([])
      expect(smallSums(cells)).toEqual([])
    }),
    { numRuns: 1500 },
  )
})

test('[CARE-CELL-1] the parts of a whole that stands beside them: no small one is left over', () => {
  expect(suppressParts([2, 30, 40], min)).toEqual([null, null, 40])
  expect(suppressParts([6, 0, 40], min)).toEqual([6, 0, 40])
})
