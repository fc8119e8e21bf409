import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { type DivisionRow, parseDivisionCsv } from './index.js'

const read = async (text: string): Promise<readonly DivisionRow[]> => {
  const rows: DivisionRow[] = []
  for await (const row of parseDivisionCsv(Readable.from([text.slice(0, 7), text.slice(7)]))) rows.push(row)
  return rows
}

const faults = async (text: string) =>
  (await read(text)).flatMap((row) => (row.outcome === 'wrong' ? [[row.row, row.why, row.value]] : []))

test('columns are found by their heading in any order, and an empty level is one below the parent', async () => {
  expect(await read('\uFEFFName,Code,Level,Parent\n"North, old",1,,\nTown,1-1,,1\n')).toEqual([
    { outcome: 'division', row: 2, division: { code: '1', name: 'North, old', level: 1, parent: undefined } },
    { outcome: 'division', row: 3, division: { code: '1-1', name: 'Town', level: 2, parent: '1' } },
  ])
})

test('wrong rows are told one by one with their line, and the others are read', async () => {
  const text = 'code,name,parent,level\n1,A,,1\n1,B,,1\n,C,,1\n2,,,1\n3,D,9,2\n4,E,,x\n5,F,1,1\n6,G,1,2\n'
  expect(await faults(text)).toEqual([
    [3, 'code-twice', '1'],
    [4, 'code', ''],
    [5, 'name', ''],
    [6, 'parent-unknown', '9'],
    [7, 'level', 'x'],
    [8, 'level-not-below-parent', '1'],
  ])
  expect((await read(text)).filter(({ outcome }) => outcome === 'division')).toHaveLength(2)
})

test('a file without the columns is one fault', async () => {
  expect(await faults('a,b\n1,2\n')).toEqual([[1, 'heading', 'a,b']])
})

test('a quote never closed is told', async () => {
  expect((await faults('code,name,parent\n1,"A,\n')).map(([, why]) => why)).toEqual(['not-csv'])
})
