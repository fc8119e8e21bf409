import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { makePlaceIndex } from '../care/ledger/villages.js'
import { levelOf, type PlaceCode } from '../shared/index.js'
import { readAccountHeadings } from './account-columns.js'
import { type AccountPlaces, type ReadAccountRow, readAccountRow } from './account-rows.js'
import { judgeAccounts, type KnownAccount } from './judge-accounts.js'

const code = (text: string): PlaceCode => text as PlaceCode // a test's own code
const county = code('421123')
const township = code('421123100')
const village = code('421123100200')
const named = (
  [
    ['421123', '罗田县'],
    ['421123100', '凤山镇'],
    ['421123100200', '北街村委会'],
    ['421123100201', '胜利村委会'],
    ['421123101', '骆驼坳镇'],
    ['421123101200', '胜利村委会'],
  ] as const
).map(([at, name]) => ({ code: code(at), name, level: levelOf(code(at)) }))

const places: AccountPlaces = {
  county,
  countyName: '罗田县',
  codes: new Set(named.map((place) => place.code)),
  renamed: new Map([['421123900', '421123100']]),
  index: makePlaceIndex(named),
  roleWords: new Map([
    ['村级工作人员', 'villageWorker'],
    ['villageworker', 'villageWorker'],
    ['医务人员', 'medic'],
    ['乡镇管理员', 'townshipManager'],
    ['县级工作人员', 'countyOfficer'],
  ]),
}
const columns = { name: 0, login: 1, role: 2, place: 3, medic: 4 } as const
const read = (...cells: readonly string[]): ReadAccountRow => readAccountRow(cells, columns, places)
const faultsOf = (row: ReadAccountRow) => (row.outcome === 'wrong' ? row.faults.map(({ code: fault }) => fault) : [])

describe('headings', () => {
  test('[X2] are known in both languages, with spaces, brackets and stars; a title is none', () => {
    expect(
      readAccountHeadings(['序号', '姓 名', '账号（可空）', '角色*', '所属乡镇', '村/社区', '是否医务人员']),
    ).toEqual({
      name: 1,
      login: 2,
      role: 3,
      township: 4,
      village: 5,
      medic: 6,
    })
    expect(readAccountHeadings(['Name', 'Sign-in name', 'Role', 'Place', 'Team'])).toEqual({
      name: 0,
      login: 1,
      role: 2,
      place: 3,
      team: 4,
    })
    expect(readAccountHeadings(['罗田县防疫人员名单'])).toBeNull()
    expect(readAccountHeadings(['张三', 'zhangsan', '村医', '凤山镇'])).toBeNull()
  })
})

describe('a row', () => {
  test('[X2] is read with its place as a code, as a name, and as it is written in one cell', () => {
    const at = (place: string) => {
      const row = read('张 三', '', '村级工作人员', place)
      return row.outcome === 'read' ? row.account.place : row.faults
    }
    for (const written of [village, '凤山镇北街村', '凤山镇 北街村', '北街村', '罗田县凤山镇北街村']) {
      expect(at(written), written).toBe(village)
    }
    for (const written of [township, '凤山镇', '421123900']) expect(at(written), written).toBe(township)
  })
  test('[X2] of a place that fits twice, nowhere, or lies elsewhere is wrong: nothing is guessed', () => {
    expect(faultsOf(read('张三', '', '村医', '胜利村'))).toEqual(['placeUnsure'])
    expect(faultsOf(read('张三', '', '村医', '没有这村'))).toEqual(['placeUnknown'])
    expect(faultsOf(read('张三', '', '村医', '421124100'))).toEqual(['placeOutside'])
    expect(faultsOf(read('张三', '', '村医', '421123100999'))).toEqual(['placeUnknown'])
  })
  test('[X2] names every wrong field at once', () => {
    expect(faultsOf(read('', 'a b', '皇帝', ''))).toEqual(['nameMissing', 'loginWrong', 'roleUnknown', 'placeMissing'])
    expect(faultsOf(read('=1+1', '', '乡镇管理员', village))).toEqual(['nameFormula', 'placeLevel'])
    expect(faultsOf(read('张三', '', '乡镇管理员', village))).toEqual(['placeLevel'])
  })
  test('[X2] without a role is a medic or a worker by its yes or no, and of a county role needs no place', () => {
    const roleOf = (row: ReadAccountRow) => (row.outcome === 'read' ? row.account.role : row.faults)
    expect(roleOf(read('张三', '', '', township, '是'))).toBe('medic')
    expect(roleOf(read('张三', '', '', township, '否'))).toBe('villageWorker')
    expect(roleOf(read('张三', '', '乡镇管理员', township, '是'))).toBe('townshipManager')
    expect(faultsOf(read('张三', '', '', township, ''))).toEqual(['roleMissing'])
    expect(faultsOf(read('张三', '', '', township, '也许'))).toContain('medicUnread')
    const officer = read('张三', '', '县级工作人员', '')
    expect(officer).toMatchObject({ account: { role: 'countyOfficer', place: county } })
  })
  test('[X2] whatever stands in the cells is read or named as wrong, and a read one lies in the county', () => {
    const cell = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 80 }),
      fc.constantFrom('张三', '村医', '凤山镇', '北街村', '是', township, village, '421124100', '=1+1', '\u0000', ''),
    )
    fc.assert(
      fc.property(fc.array(cell, { maxLength: 7 }), (cells) => {
        const row = readAccountRow(cells, columns, places)
        if (row.outcome === 'wrong') return row.faults.length > 0
        return row.account.place.startsWith(county) && row.account.name !== '' && row.account.name.length <= 60
      }),
    )
  })
})

describe('a list', () => {
  const rowsOf = (list: readonly (readonly string[])[]) =>
    list.map((cells, i) => ({ row: i + 2, read: read(...cells) }))
  const staff = [
    ['张三', '', '村医', township],
    ['李四', 'lisi', '村医', township],
    ['王五', '', '村级工作人员', village],
  ]
  test('[X2] gets sign-in names from the township’s code, past those that are taken', () => {
    const known: KnownAccount[] = [{ id: '1', login: '421123100-001', name: '别人', grants: [] }]
    expect(judgeAccounts(rowsOf([...staff, ['赵六', '421123100-002', '村医', township]]), known)).toMatchObject([
      { outcome: 'new', account: { login: '421123100-003' } },
      { outcome: 'new', account: { login: 'lisi' } },
      { outcome: 'new', account: { login: '421123100-004' } },
      { outcome: 'new', account: { login: '421123100-002' } },
    ])
  })
  test('[X2] loaded again makes nobody twice', () => {
    const first = judgeAccounts(rowsOf(staff), [])
    const known = first.flatMap((row): KnownAccount[] =>
      row.outcome === 'new'
        ? [{ id: String(row.row), login: row.account.login, name: row.account.name, grants: [row.account] }]
        : [],
    )
    expect(judgeAccounts(rowsOf(staff), known).map((row) => row.outcome)).toEqual(['exists', 'exists', 'exists'])
  })
  test('[X2] with somebody in it twice says so with the earlier row, and takes nobody’s sign-in name', () => {
    const known: KnownAccount[] = [{ id: '1', login: 'LISI', name: '李四光', grants: [] }]
    const rows = judgeAccounts(rowsOf([...staff, ['张三', '', '村医', '凤山镇']]), known)
    expect(rows[1]).toMatchObject({ outcome: 'wrong', faults: [{ code: 'loginTaken' }] })
    expect(rows[3]).toMatchObject({ outcome: 'wrong', faults: [{ code: 'twiceInFile', value: '2' }] })
  })
})

test('[X2] one name at one place twice in a file is asked about, also where the roles differ', () => {
  const account = (role: 'villageWorker' | 'medic', login: string | null = null) =>
    ({
      outcome: 'read',
      account: { name: '王村医', login, role, place: '421123100' as PlaceCode, phone: null },
    }) as never
  const judged = (second: string | null) =>
    judgeAccounts(
      [
        { row: 1, read: account('medic') },
        { row: 2, read: account('villageWorker', second) },
      ],
      [],
    ).map(({ outcome }) => outcome)
  expect(judged(null)).toEqual(['new', 'wrong'])
  expect(judged('wang2')).toEqual(['new', 'new'])
})
