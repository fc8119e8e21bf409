import { describe, expect, test } from 'vitest'
import { levelOf, type PlaceCode } from '../../shared/index.js'
import { makePlaceIndex } from './index.js'

const names: Readonly<Record<string, string>> = {
  '421199': '某河县',
  '421199100': '甲山镇',
  '421199100201': '新铺村村民委员会',
  '421199100202': '平头岭村民委员会',
  '421199100203': '杨家塆村村民委员会',
  '421199100204': '土门坳社区居民委员会',
  '421199100205': '甲山村村民委员会',
  '421199100206': '上湾村村民委员会',
  '421199100207': '上塆村村民委员会',
  '421199100208': '凤凰村村民委员会',
  '421199100209': '凤凰社区居民委员会',
  '421199101': '乙水镇',
  '421199101201': '江家畈村民委员会',
  '421199101202': '李家咀村村民委员会',
  '421199101203': '共和村村民委员会',
  '421199102': '丙河乡',
  '421199102201': '共和村村民委员会',
  '421199400': '某河县经济开发区',
  '421199400201': '大垅村村民委员会',
  '421199501': '丁寨林场',
  '421199501498': '燕子岩生活区',
}
const index = makePlaceIndex(
  Object.entries(names).map(([code, name]) => ({ code: code as PlaceCode, name, level: levelOf(code as PlaceCode) })),
)
const sure = (township: string, village: string) => {
  const found = index.match(township, village)
  return found.state === 'sure' ? found.village : found
}

test.each([
  '平头岭村民委员会',
  '平头岭村村民委员会',
  '平头岭村委会',
  '平头岭村会',
  '平头岭村',
  '平头岭',
  '甲山镇平头岭村',
  '甲山平头岭',
  ' 平头岭 村',
  '平头岭村3组',
  '某河县甲山镇平头岭村五组',
])('[K1] %s is 平头岭', (written) => {
  expect(sure('甲山镇', written)).toBe('421199100202')
})

test.each([
  ['平头岭村民委员会', 'name'],
  ['甲山镇平头岭村民委员会', 'name'],
  ['平头岭村', 'ending'],
  ['平头岭村会', 'ending'],
  ['平头岭村委会', 'ending'],
  ['平头岭', 'ending'],
] as const)('[K1] %s is known by its %s', (written, by) => {
  expect(index.match('甲山镇', written)).toMatchObject({ state: 'sure', by })
})

test.each([
  ['社区居民委员会', '土门坳社区居民委员会'],
  ['社区居委会', '土门坳社区居委会'],
  ['社区居会', '土门坳社区居会'],
  ['社区', '土门坳社区'],
  ['bare', '土门坳'],
])('[K1] a community written as %s is found', (_, written) => {
  expect(sure('甲山镇', written)).toBe('421199100204')
})

test('[K1] the township is found without its ending, with the county before it, and as a forest farm', () => {
  expect(sure('甲山', '新铺村')).toBe('421199100201')
  expect(sure('某河县甲山镇', '新铺村')).toBe('421199100201')
  expect(sure('经济开发区', '大垄村')).toBe('421199400201')
  expect(sure('丁寨林场', '燕子岩生活区')).toBe('421199501498')
  expect(sure('丁寨', '燕子岩')).toBe('421199501498')
})

test('[K1] variant characters name the same village', () => {
  expect(sure('甲山镇', '杨家湾村')).toBe('421199100203')
  expect(sure('乙水镇', '李家嘴')).toBe('421199101202')
})

test('[K1] where both variants exist the written one is meant', () => {
  expect(sure('甲山镇', '上湾村村民委员会')).toBe('421199100206')
  expect(sure('甲山镇', '上塆村村民委员会')).toBe('421199100207')
  expect(index.match('甲山镇', '上湾')).toMatchObject({ state: 'unsure', why: 'ambiguous' })
})

test('[K1] a village and a community of one name are told apart by their ending, and not guessed without', () => {
  expect(sure('甲山镇', '凤凰村')).toBe('421199100208')
  expect(sure('甲山镇', '凤凰社区')).toBe('421199100209')
  expect(index.match('甲山镇', '凤凰')).toMatchObject({ state: 'unsure', why: 'ambiguous' })
})

test('[K1] a village with the name of its township is not taken for the township', () => {
  expect(sure('甲山镇', '甲山村')).toBe('421199100205')
})

test('[K1] without a township a name that is unique in the county is sure, another is not', () => {
  expect(sure('', '江家畈村')).toBe('421199101201')
  expect(sure('', '乙水镇江家畈村')).toBe('421199101201')
  expect(index.match('', '共和村')).toMatchObject({ state: 'unsure', township: null, why: 'ambiguous' })
})

test('[K1] a township and village in one cell are read', () => {
  expect(sure('甲山镇新铺村', '')).toBe('421199100201')
})

test('[K1] a village of another township is unsure', () => {
  expect(index.match('甲山镇', '江家畈村')).toEqual({
    state: 'unsure',
    township: '421199100',
    village: '421199101201',
    candidates: ['421199101201'],
    why: 'otherTownship',
  })
})

test('[K1] a known township with an unreadable or blank village keeps the township', () => {
  expect(index.match('甲山镇', '涂改处')).toMatchObject({
    state: 'unsure',
    township: '421199100',
    village: null,
    why: 'villageUnreadable',
  })
  expect(index.match('甲山镇', '')).toMatchObject({ state: 'unsure', township: '421199100', why: 'villageBlank' })
})

test('[K1] one wrong character is a guess for a person to confirm', () => {
  expect(index.match('甲山镇', '平头林村')).toMatchObject({ state: 'unsure', village: '421199100202', why: 'similar' })
})

test('[K1] a strange township with a known village is unsure', () => {
  expect(index.match('西街', '江家畈村')).toMatchObject({
    state: 'unsure',
    township: '421199101',
    why: 'townshipUnreadable',
  })
})

test('[K1] what is not in the county is outside', () => {
  expect(index.match('', '')).toEqual({ state: 'outside', why: 'blank' })
  expect(index.match('英山县温泉镇', '百丈河村')).toEqual({ state: 'outside', why: 'otherCounty' })
  expect(index.match('', '百丈河村')).toEqual({ state: 'outside', why: 'noSuchPlace' })
})

describe("[K1] a township's own ledger", () => {
  const places = Object.entries(names).map(([code, name]) => ({
    code: code as PlaceCode,
    name,
    level: levelOf(code as PlaceCode),
  }))
  const own = makePlaceIndex(places, { own: '421199101' as PlaceCode })

  test("a row that names no township is this one's, also where several have a village of that name", () => {
    expect(own.match('', '共和村')).toMatchObject({ state: 'sure', village: '421199101203' })
    expect(index.match('', '共和村')).toMatchObject({ state: 'unsure', township: null })
  })
  test('without any place it is somebody of the township whose village is not told', () => {
    expect(own.match('', '')).toMatchObject({ state: 'unsure', township: '421199101', why: 'villageBlank' })
    expect(own.match('', '大杨树底下')).toMatchObject({ state: 'unsure', township: '421199101', village: null })
  })
  test("a township that is named, or a village that only another has, is not made this one's", () => {
    expect(own.match('丙河乡', '')).toMatchObject({ township: '421199102' })
    expect(own.match('', '丙河乡共和村')).toMatchObject({ township: '421199102' })
    expect(own.match('', '大垅村')).toMatchObject({ township: '421199400' })
  })
})
