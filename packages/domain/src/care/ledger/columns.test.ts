import { expect, test } from 'vitest'
import { dayOf } from '../testing.js'
import { type Cells, checkAge, classifyRow, findLayout, inferAsOf, mappingOf, readStatedDay } from './index.js'

const row = (text: string): Cells => text.split('|')
const first = [
  row('某县65岁以上老年人及重点人群健康服务台账||||||||||'),
  row('序号|乡镇（街道）|村（居）|姓名|性别|身份证号|年龄|联系电话|基础疾病|新冠疫苗接种情况|是否独居'),
  row('1|甲山镇|新铺村村民委员会|张三|男|421123195309302115|69|13912345678|高血压|两针|是'),
]
const second = [
  row('某县65岁以上老年人及重点人群健康服务台账||||||||||'),
  row('填报单位：|||填报日期：2023.1.6|||||||'),
  row('编号|所属街道|社区/村|老人姓名|性 别|公民身份号码|周岁|本人或家属电话|合并症|疫苗（剂次）|空巢（独居）'),
  row('1|甲山镇|新铺村村民委员会|张三|男|421123195309302115|69|13912345678|高血压|两针|√'),
]
const expected = [
  'serial',
  'township',
  'village',
  'name',
  'sex',
  'idNumber',
  'age',
  'phone',
  'disease',
  'vaccination',
  'living',
]

test.each([
  ['the first form', first, 1, null],
  ['the second form', second, 2, '2023-01-06'],
])('[K1] in %s every column is found by its heading', (_, rows, headerRow, statedDay) => {
  const layout = findLayout(rows)
  expect(layout).toMatchObject({ headerRow, firstRow: headerRow + 1, statedDay })
  expect(layout.columns.map(({ field }) => field)).toEqual(expected)
  expect(layout.columns.every(({ sure }) => sure)).toBe(true)
})

test('[K1] English headings are read', () => {
  const layout = findLayout([
    row('No.|Township|Village|Name|Sex|ID number|Age|Phone|Underlying disease|Vaccination|Living alone'),
  ])
  expect(layout.columns.map(({ field }) => field)).toEqual(expected)
})

test('[K1] headings about the team are not about the person', () => {
  const layout = findLayout([row('姓名|身份证号码|现住址|手机号|包保人姓名|家庭医生电话|备注')])
  expect(layout.columns.map(({ field }) => field)).toEqual([
    'name',
    'idNumber',
    'address',
    'phone',
    null,
    null,
    'remark',
  ])
})

test('[K1] a heading that only contains a telling word is proposed, not sure', () => {
  const { columns } = findLayout([row('姓名|身份证号码|新冠病毒疫苗完成接种的针次|所患慢性疾病（可多填）')])
  expect(columns[2]).toMatchObject({ field: 'vaccination', sure: false })
  expect(columns[3]).toMatchObject({ field: 'disease', sure: false })
})

test('[K1] headings over two rows are read together', () => {
  const layout = findLayout([
    row('序号|基本信息||||健康|'),
    row('|姓名|性别|年龄|身份证号|基础疾病|疫苗接种情况'),
    row('1|张三|男|69|421123195309302115|无|2'),
  ])
  expect(layout.columns.map(({ field }) => field)).toEqual([
    'serial',
    'name',
    'sex',
    'age',
    'idNumber',
    'disease',
    'vaccination',
  ])
  expect(layout.firstRow).toBe(2)
})

test('[K1] columns without headings are told by what they hold', () => {
  const rows = Array.from({ length: 9 }, (_, i) => [
    String(i + 1),
    `张${'甲乙丙丁戊己庚辛壬'.charAt(i)}`,
    i % 2 ? '男' : '女',
    `4211231953093021${i}X`,
    String(60 + ((i * 7) % 25)),
    `139123${((i * 7919) % 90000) + 10000}`,
    `新铺${i}村`,
  ])
  const layout = findLayout(rows)
  expect(layout.headerRow).toBeNull()
  expect(layout.columns.map(({ field }) => field)).toEqual([
    'serial',
    'name',
    'sex',
    'idNumber',
    'age',
    'phone',
    'village',
  ])
  expect(layout.columns.every(({ sure }) => !sure)).toBe(true)
})

test('[K1] the day of a file is read in usual spellings', () => {
  for (const text of [
    '填报日期：2023.1.6',
    '2023年1月6日',
    '截至2023-01-06',
    '制表时间：2023/1/6',
    '填报日期:20230106',
    '２０２３年１月６日',
  ]) {
    expect(readStatedDay(text)).toBe('2023-01-06')
  }
  expect(readStatedDay('2023.13.6')).toBeNull()
})

test('[K1] each row is a title, a heading, a total, blank or a person', () => {
  const layout = findLayout(second)
  const kindOf = (text: string) => classifyRow(row(text), layout)
  expect(second.map((cells) => classifyRow(cells, layout))).toEqual(['title', 'title', 'header', 'data'])
  expect(kindOf('||||||||||')).toBe('blank')
  expect(kindOf('')).toBe('blank')
  expect(kindOf('　|| |||||||| ')).toBe('blank')
  expect(kindOf('57||||||||||')).toBe('blank')
  expect(kindOf('合计|408|||||||||')).toBe('total')
  expect(kindOf('合 计：408人||||||||||')).toBe('total')
  expect(kindOf('小计||||||12||||')).toBe('total')
  expect(kindOf('某镇重点人群台账||||||||||')).toBe('title')
  expect(kindOf('序号|乡镇|村|姓名|性别|身份证|年龄|电话|疾病|疫苗|独居')).toBe('header')
  expect(kindOf('9|甲山镇||合计华|女||71||||')).toBe('data')
  expect(kindOf('9|甲山镇|新铺村||女|421123195309302115|71||||')).toBe('data')
})

test('[K1] of two columns for the name the second is left to a person, telephones are joined', () => {
  const { columns } = findLayout([row('姓名|名字|本人电话|家属电话|身份证号')])
  expect(columns[1]?.field).toBeNull()
  expect(mappingOf(columns)).toEqual({ name: [0], phone: [2, 3], idNumber: [4] })
})

const samples = ['1940-03-07', '1941-12-20', '1943-01-02', '1950-12-31', '1939-01-09'].map((birth) => ({
  birth: dayOf(birth),
  age: Number(2023) - Number(birth.slice(0, 4)) - (birth.slice(5) > '01-06' ? 1 : 0),
}))

test('[K1] the day of a ledger is the last on which most ages agree with the identity numbers', () => {
  const inferred = inferAsOf({ samples, statedDay: null, notAfter: dayOf('2023-03-01') })
  expect(inferred).toEqual({ day: '2023-01-08', source: 'inferred', agree: 5, of: 5 })
  expect(inferAsOf({ samples, statedDay: null, notAfter: dayOf('2023-01-05') }).day).toBe('2023-01-05')
})

test('[K1] a day given or stated goes before the one inferred, and says how many ages agree', () => {
  const notAfter = dayOf('2023-03-01')
  const statedDay = dayOf('2023-01-06')
  expect(inferAsOf({ samples, statedDay, notAfter })).toEqual({ day: statedDay, source: 'stated', agree: 5, of: 5 })
  const givenDay = dayOf('2023-02-01')
  expect(inferAsOf({ samples, statedDay, notAfter, givenDay })).toMatchObject({
    day: givenDay,
    source: 'given',
    agree: 4,
  })
  expect(inferAsOf({ samples, statedDay: dayOf('2024-01-06'), notAfter }).source).toBe('inferred')
  expect(inferAsOf({ samples: [], statedDay: null, notAfter })).toEqual({
    day: notAfter,
    source: 'today',
    agree: 0,
    of: 0,
  })
})

test('[K1] an age agrees only on the days it is right', () => {
  expect(checkAge(dayOf('1950-01-07'), 72, dayOf('2023-01-06'))).toBe('agrees')
  expect(checkAge(dayOf('1950-01-07'), 72, dayOf('2023-01-07'))).toBe('contradicts')
})
