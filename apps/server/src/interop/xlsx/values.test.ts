import { expect, test } from 'vitest'
import { columnName, columnOf, dateText, kindOfFormat, plainNumber, unescaped } from './values.js'

for (const [raw, text] of [
  ['421123194912310021', '421123194912310021'],
  ['4.21123E+17', '421123000000000000'],
  ['4.2112319491231002E+17', '421123194912310000'],
  ['1.3800138E10', '13800138000'],
  ['13800138000', '13800138000'],
  ['36.799999999999997', '36.8'],
  ['0.1', '0.1'],
  ['1E-3', '0.001'],
  ['1E-7', '0.0000001'],
  ['-1.5', '-1.5'],
  ['007', '007'],
  ['0', '0'],
  ['', ''],
  ['n/a', 'n/a'],
] as const)
  test(`the number ${raw || 'of nothing'} is read as ${text || 'nothing'}`, () => expect(plainNumber(raw)).toBe(text))

for (const [code, kind] of [
  ['yyyy\\-mm\\-dd', 'day'],
  ['yyyy"年"m"月"d"日"', 'day'],
  ['[$-804]yyyy年m月d日;@', 'day'],
  ['mmm-yy', 'day'],
  ['yyyy/m/d h:mm', 'day-and-time'],
  ['h:mm AM/PM', 'time'],
  ['0.00', 'number'],
  ['General', 'number'],
  ['@', 'number'],
  ['#,##0.00"days"', 'number'],
  ['[Red]0', 'number'],
  ['[h]:mm', 'number'],
  ['0.00E+00', 'number'],
] as const)
  test(`the format ${code} shows a ${kind}`, () => expect(kindOfFormat(164, code)).toBe(kind))

test('the formats known by number show days and times', () => {
  expect([14, 22, 31, 57, 20, 0, 49].map((id) => kindOfFormat(id, undefined))).toEqual([
    'day',
    'day-and-time',
    'day',
    'day',
    'time',
    'number',
    'number',
  ])
})

for (const [raw, kind, from1904, text] of [
  ['45296', 'day', false, '2024-01-05'],
  ['45296.354166666664', 'day-and-time', false, '2024-01-05T08:30:00'],
  ['45296', 'day-and-time', false, '2024-01-05'],
  ['45296.7', 'day', false, '2024-01-05'],
  ['0.354166666666667', 'time', false, '08:30:00'],
  ['43834', 'day', true, '2024-01-05'],
  ['1', 'day', false, '1900-01-01'],
  ['61', 'day', false, '1900-03-01'],
  ['-1', 'day', false, '-1'],
  ['20240105', 'day', false, '20240105'],
] as const)
  test(`${raw} shown as ${kind}${from1904 ? ' since 1904' : ''} is ${text}`, () =>
    expect(dateText(raw, { kind, from1904 })).toBe(text))

test('columns are named and found', () => {
  for (const [at, name] of [
    [0, 'A'],
    [25, 'Z'],
    [26, 'AA'],
    [299, 'KN'],
    [701, 'ZZ'],
  ] as const) {
    expect(columnName(at)).toBe(name)
    expect(columnOf(`${name}12`)).toBe(at)
  }
  expect(columnOf('12')).toBeUndefined()
})

test('escaped characters are brought back', () => {
  expect(unescaped('a_x000D_b_x005F_x000D_')).toBe('a\rb_x000D_')
})
