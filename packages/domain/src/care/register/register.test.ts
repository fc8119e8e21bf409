import { expect, test } from 'vitest'
import { makePlaceIndex, type NamedPlace } from '../ledger/index.js'
import { compareRegister, type RegisterNumbers, readRegister } from './index.js'

const place = (code: string, name: string, level: NamedPlace['level']): NamedPlace =>
  ({ code, name, level }) as NamedPlace
const places = [
  place('421123100', '凤山镇', 'township'),
  place('421123100001', '乌岩村', 'village'),
  place('421123100002', '河西村', 'village'),
  place('421123100003', '落梅村', 'village'),
]
const reader = {
  index: makePlaceIndex(places),
  villages: new Set(['421123100001', '421123100002', '421123100003']),
  renamed: new Map([['421123100991', '421123100002']]),
}
const table = (text: string) => text.split('\n').map((line, i) => ({ number: i + 1, cells: line.split('|') }))
const read = (text: string) => readRegister(table(text), reader)

test('[K1] villages are found by code, by a code they had before, and by name; sums and empty rows are none of them', () => {
  const found = read(
    '人口表\n村代码|乡镇|村|户籍人口|65岁以上\n421123100001|||1,200人|240\n421123100991|||800|\n|||\n|凤山镇|落梅村|５００|\n合计|||2500|240',
  )
  expect(found).toEqual({
    rows: 3,
    wrong: [],
    lines: [
      { row: 3, village: '421123100001', residents: 1_200, over65: 240 },
      { row: 4, village: '421123100002', residents: 800, over65: null },
      { row: 6, village: '421123100003', residents: 500, over65: null },
    ],
  })
})

test('[K1] a wrong row is told by its field and why; a village named a second time by the row that named it first', () => {
  const found = read(
    '村代码|村|人口|65岁以上\n421123100001||1200|\n421123100001||1300|\n|没有的村|100|\n421123100002||很多|\n421123100003||90|91\n421123100003||90|老',
  )
  expect(found?.lines.map((line) => line.residents)).toEqual([1_200])
  expect(found?.wrong).toEqual([
    { row: 3, field: 'village', code: 'namedTwice', value: '2' },
    { row: 4, field: 'village', code: 'noPlace', value: '没有的村' },
    { row: 5, field: 'residents', code: 'notANumber', value: '很多' },
    { row: 6, field: 'over65', code: 'moreThanAll', value: '91' },
    { row: 7, field: 'over65', code: 'notANumber', value: '老' },
  ])
})

test('[K1] a file without the headings is not read', () => {
  expect(read('甲|乙\n1|2')).toBeNull()
})

const known = new Map<string, RegisterNumbers>([
  ['421123100001', { residents: 900, over65: 240 }],
  ['421123100002', { residents: 800, over65: null }],
])
const compare = (
  lines: readonly (readonly [village: string, residents: number, over65: number | null])[],
  jumpPercent: number | null = 33,
) =>
  compareRegister({
    lines: lines.map(([village, residents, over65], i) => ({ row: i + 2, village, residents, over65 })),
    known,
    villages: [...reader.villages],
    jumpPercent,
  })

test('[K1] each row is new, changed from and to, or the same; the total is told before and after', () => {
  const { changes, unnamed, total } = compare([
    ['421123100001', 950, null],
    ['421123100003', 500, 90],
  ])
  expect(changes).toEqual([
    {
      row: 2,
      village: '421123100001',
      verdict: 'changed',
      from: { residents: 900, over65: 240 },
      to: { residents: 950, over65: 240 },
      jump: false,
    },
    { row: 3, village: '421123100003', verdict: 'new', from: null, to: { residents: 500, over65: 90 }, jump: false },
  ])
  expect(unnamed).toEqual([{ village: '421123100002', residents: 800 }])
  expect(total).toEqual({ before: 1_700, after: 2_250 })
})

test('[CARE-REG-1] more than a third up or down is marked, a third is not, and nothing while the rule is closed', () => {
  const jump = (to: number, percent: number | null = 33) =>
    compare([['421123100001', to, null]], percent).changes[0]?.jump
  expect([1_197, 1_198, 603, 602].map((to) => jump(to))).toEqual([false, true, false, true])
  expect(jump(9_000, null)).toBe(false)
})

test('[K1] the same file once more changes nothing', () => {
  const again = compare([
    ['421123100001', 900, 240],
    ['421123100002', 800, null],
  ])
  expect(again.changes.map((change) => change.verdict)).toEqual(['same', 'same'])
  expect(again.total).toEqual({ before: 1_700, after: 1_700 })
})
