import { afterEach, beforeEach, expect, test } from 'vitest'
import { header } from '../../../../../../tests/support/ledgers.js'
import { workbook } from '../../../../../../tests/support/workbook.js'
import { type Caller, luotian, makeWorld, type World } from '../../../../../../tests/support/world.js'

let w: World
let officer: Caller
beforeEach(async () => {
  w = await makeWorld()
  officer = await w.signIn((await w.account({ role: 'countyOfficer', place: luotian })).login)
})
afterEach(() => w.close())

const line = (name: string): readonly string[] => [
  '1',
  '凤山镇',
  '乌岩村',
  name,
  '女',
  '',
  '80',
  '',
  '高血压',
  '3针',
  '否',
]
const cover = { name: '封面', rows: [['重点人群健康服务'], ['填报单位：凤山镇']] }
const north = { name: '北片', rows: [header, line('周桂英'), line('王大山')] }
const south = { name: '南片', rows: [header, line('吴秀兰')] }
const blank = { name: '空表', rows: [] }

const send = (sheets: Parameters<typeof workbook>[0], query: Readonly<Record<string, string>> = {}) =>
  officer.call('import.upload', {
    query: { county: luotian, fileName: 'book.xlsx', ...query },
    upload: workbook(sheets),
  })
const imports = async (): Promise<number> => (await w.admin.query('select from care.import')).rowCount ?? 0

test('[K1] a workbook that begins with a cover is not guessed at: its sheets are named with their rows, and nothing is kept', async () => {
  const asked = await send([cover, blank, north, south])
  expect([asked.status, asked.problem?.code]).toEqual([422, 'file.choose-sheet'])
  expect(asked.problem?.details).toEqual({ sheets: ['封面', '北片', '南片'], rows: ['2', '3', '2'] })
  expect(await imports()).toBe(0)
})

test('[K1] the sheet that was chosen is loaded, and is loaded at once from the next workbook of the same sheets', async () => {
  const chosen = await send([cover, north, south], { sheet: '南片' })
  expect(chosen.body).toMatchObject({ sheet: '南片', state: 'mapping', problem: null })
  expect((await send([cover, north, south])).body).toMatchObject({ sheet: '南片', state: 'mapping' })
  expect((await send([cover, north])).problem?.code).toBe('file.choose-sheet')
})

test('[K1] where the first sheet is a ledger it is loaded, unless somebody asks to choose', async () => {
  expect((await send([north, south])).body).toMatchObject({ sheet: '北片' })
  expect((await send([north, south], { ask: 'yes' })).problem?.details).toMatchObject({ sheets: ['北片', '南片'] })
  expect((await send([north, blank], { ask: 'yes' })).body).toMatchObject({ sheet: '北片' })
})

test('[K1] a remembered sheet that is empty this time leaves the choice to the file', async () => {
  await send([cover, north, south], { sheet: '南片' })
  const asked = await send([cover, north, { ...south, rows: [] }])
  expect(asked.problem?.details).toMatchObject({ sheets: ['封面', '北片'] })
})
