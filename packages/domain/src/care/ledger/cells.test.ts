import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Day } from '../../shared/index.js'
import { seedWords as words } from '../testing.js'
import {
  cleanText,
  readAge,
  readBirthDate,
  readBirthYear,
  readDisease,
  readKinds,
  readLiving,
  readPhones,
  readVaccination,
} from './index.js'

const disease = (cell: string, control = '') => readDisease(cell, control, words)
const vaccination = (cell: string) => readVaccination(cell, words)
const living = (cell: string) => readLiving(cell, words)

test('[K1] full-width letters, strange spaces and invisible characters do not change a text', () => {
  expect(cleanText('　张\u00a0 三\u200b ')).toEqual({ text: '张 三', warnings: ['controlCharacters'] })
  expect(cleanText('ＡＢ１２（３）').text).toBe('AB12(3)')
  expect(cleanText('𠮷野').text).toBe('𠮷野')
})

test('[K1] a formula stays text and is reported, a phone with + and a lone - are none', () => {
  expect(cleanText('=HYPERLINK("x")').warnings).toEqual(['formula'])
  expect(cleanText('@SUM(1+1)').warnings).toEqual(['formula'])
  expect(cleanText("+cmd|' /C calc'!A0").warnings).toEqual(['formula'])
  expect(cleanText('-').warnings).toEqual([])
  expect(cleanText('+86 13912345678').warnings).toEqual([])
})

test('[K1] a text that is too long is cut between characters', () => {
  expect(cleanText('长'.repeat(700), 500)).toEqual({ text: '长'.repeat(500), warnings: ['tooLong'] })
  expect(cleanText(`${'a'.repeat(4)}𠮷`, 5).text).toBe('aaaa')
})

test('[K1] cleaning a cleaned text changes nothing', () => {
  // Found by this property: a nought byte between two tabs left two spaces.
  expect(cleanText('!\t\u0000\t¡').text).toBe('! ¡')
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (raw) => cleanText(cleanText(raw).text).text === cleanText(raw).text),
  )
})

test('[K1] several telephones in one cell are separated however they are written', () => {
  const both = ['13912345678', '13812345678']
  for (const cell of [
    '13912345678/13812345678',
    '13912345678、13812345678',
    '13912345678；13812345678',
    '13912345678，13812345678',
    '13912345678 13812345678',
    '13912345678\n13812345678',
    '１３９１２３４５６７８ 或13812345678',
  ]) {
    expect(readPhones(cell)).toEqual({ phones: both, unread: [] })
  }
})

test('[K1] telephones are read with hyphens, country code, area code and words around them', () => {
  expect(readPhones('136-3389-6682').phones).toEqual(['13633896682'])
  expect(readPhones('+86 139 1234 5678').phones).toEqual(['13912345678'])
  expect(readPhones('0713-1363131').phones).toEqual(['0713-1363131'])
  expect(readPhones('07131363131').phones).toEqual(['0713-1363131'])
  expect(readPhones('13912345678（儿子）').phones).toEqual(['13912345678'])
})

test('[K1] a wrong telephone is kept as written', () => {
  expect(readPhones('1829004774')).toEqual({ phones: [], unread: ['1829004774'] })
  expect(readPhones('13912345678/1829004774')).toEqual({ phones: ['13912345678'], unread: ['1829004774'] })
  expect(readPhones('无')).toEqual({ phones: [], unread: [] })
})

test('[K1] ages are read with their words', () => {
  expect(['72', ' 72', '75岁', '75周岁', '８０', '72.5', '3个月'].map(readAge)).toEqual([72, 72, 75, 75, 80, 72, 0])
  expect(['', '老', '1953', '200', '-3'].map(readAge)).toEqual([null, null, null, null, null])
})

test('[K1] dates of birth are read in usual spellings', () => {
  for (const cell of [
    '1953-09-30',
    '1953.9.30',
    '1953/9/30',
    '1953年9月30日',
    '19530930',
    '19632',
    '1953-9-30 0:00:00',
  ]) {
    expect(readBirthDate(cell)).toEqual({ day: '1953-09-30' })
  }
  expect(readBirthDate('1953年')).toEqual({ year: 1953 })
  expect(readBirthDate('1953.9')).toEqual({ year: 1953 })
  expect(readBirthDate('1953-02-30')).toBeNull()
})

test.each([
  ['CARE-VAC-1', 'none', ['0', '未接种', '拒绝', '未打', '没打', '０针', ' 未 接种 ']],
  ['CARE-VAC-2', 'partial', ['1针', '一针', '1剂', '部分接种', '１针']],
  [
    'CARE-VAC-3',
    'full',
    ['2', '两针', '2针', '二针', '3针', '三针', '全程', '加强', '全程+加强', '全程＋加强', '已完成加强免疫', '4针'],
  ],
])('[%s] words for %s', (_, expected, cells) => {
  for (const cell of cells)
    expect([cell, vaccination(cell)]).toEqual([cell, expect.objectContaining({ class: expected, certainty: 'sure' })])
})

test('[CARE-TIER-6] a blank vaccination is unknown, a strange one is at best a guess', () => {
  expect(vaccination(' ')).toEqual({ class: 'unknown', certainty: 'sure', raw: '' })
  expect(vaccination('因病未接种疫苗')).toMatchObject({ class: 'none', certainty: 'unsure' })
  expect(vaccination('不详')).toMatchObject({ class: 'unknown', certainty: 'unsure' })
})

test.each([
  ...['两针都没有', '没全程', '全程未完成', '未做第二针', '3针只完成1针', '还差第二针', '未全程，只打了一针'],
  ...['2021.8.3打第三针', '加强针没轮到', '一针后过敏'],
])('[K1] %s is left to a person: a guess never counts as protection', (cell) => {
  const { class: found, certainty } = vaccination(cell)
  expect(['none', 'unknown']).toContain(found)
  expect(certainty).toBe('unsure')
})

test.each(['不太稳定', '不够稳定', '没达标', '无法稳定', '不是很稳定', '欠平稳', '难以控制好', '还没稳定'])(
  '[CARE-TIER-6] a word for stable that is taken back says nothing: %s',
  (word) => {
    const open = { names: ['高血压'], certainty: 'unsure' }
    for (const read of [disease(`高血压${word}`), disease('高血压', word), disease('高血压', `最近${word}`)]) {
      expect(read).toMatchObject(open)
      expect(['stabilityUnknown', 'unstable']).toContain(read.class)
    }
    expect(disease(`高血压、糖尿病${word}`).class).not.toBe('stable')
  },
)

test('[CARE-DIS-2] a 不 of the name itself takes nothing back', () => {
  expect(disease('心功能不全稳定')).toMatchObject({ class: 'stable', names: ['心功能不全'], certainty: 'sure' })
  expect(disease('冠心病', '用药后病情平稳')).toMatchObject({ class: 'stable', certainty: 'sure' })
})

test('[CARE-DIS-1] words for none are none, blank is unknown', () => {
  for (const cell of ['无', '无 ', '没有', '否', '健康', '无基础疾病', '/', '-'])
    expect(disease(cell).class).toBe('none')
  for (const cell of ['', ' ', '　']) expect(disease(cell)).toMatchObject({ class: 'unknown', names: [] })
})

test('[CARE-TIER-6] a named disease without a word on control is of unknown stability', () => {
  expect(disease('高血压、糖尿病')).toMatchObject({ class: 'stabilityUnknown', names: ['高血压', '糖尿病'] })
  expect(disease('高血压3级；冠心病').names).toEqual(['高血压3级', '冠心病'])
  expect(disease('高血压稳定、糖尿病').class).toBe('stabilityUnknown')
})

test('[CARE-DIS-2] [CARE-DIS-3] control is read from the end, brackets, its own word or its own column', () => {
  expect(disease('高血压稳定、糖尿病控制良好')).toMatchObject({ class: 'stable', names: ['高血压', '糖尿病'] })
  expect(disease('高血压（控制良好）')).toMatchObject({ class: 'stable', names: ['高血压'] })
  expect(disease('高血压不稳定')).toMatchObject({ class: 'unstable', names: ['高血压'] })
  expect(disease('高血压、糖尿病 控制差').class).toBe('unstable')
  expect(disease('高血压、糖尿病；稳定').class).toBe('stable')
  expect(disease('高血压', '稳定').class).toBe('stable')
  expect(disease('高血压', '血压控制不佳').class).toBe('unstable')
  expect(disease('高血压', '两可')).toMatchObject({ class: 'stabilityUnknown', certainty: 'unsure' })
})

test('[CARE-DIS-3] what is written of a pressure or a sugar that will not settle is not stable, and the name stays whole', () => {
  for (const word of ['控制不稳', '控制不好', '控制差', '血压不稳', '血糖不稳']) {
    expect(disease(`高血压（${word}）`)).toMatchObject({ class: 'unstable', names: ['高血压'] })
    expect(disease(`冠心病${word}`)).toMatchObject({ class: 'unstable', names: ['冠心病'] })
    expect(disease('糖尿病', word)).toMatchObject({ class: 'unstable', names: ['糖尿病'] })
  }
  expect(disease('高血压不稳')).toMatchObject({ class: 'unstable', names: ['高血压'] })
  expect(disease('癌不稳定')).toMatchObject({ class: 'unstable', names: ['癌'] })
})

test('[CARE-DIS-4] dialysis is a kind of its own', () => {
  expect(disease('慢性肾病（透析）')).toMatchObject({
    dialysis: true,
    names: ['慢性肾病(透析)'],
    class: 'stabilityUnknown',
  })
  expect(disease('高血压').dialysis).toBe(false)
})

test('[CARE-LIVE-1] [CARE-LIVE-2] [CARE-LIVE-3] how someone lives', () => {
  for (const cell of ['是', '√', '独居', '1', 'Y']) expect(living(cell)).toEqual({ class: 'alone', certainty: 'sure' })
  for (const cell of ['否', '×']) expect(living(cell)).toEqual({ class: 'notAlone', certainty: 'sure' })
  for (const cell of ['与残疾子女同住', '仅与残疾子女同住']) expect(living(cell).class).toBe('onlyWithDisabledChildren')
  expect(living('')).toEqual({ class: 'unknown', certainty: 'sure' })
  expect(living('长期独居在家')).toEqual({ class: 'alone', certainty: 'unsure' })
  expect(living('并非独居吧')).toEqual({ class: 'unknown', certainty: 'unsure' })
})

test('[CARE-KIND-1] kinds are read from a column of kinds', () => {
  expect(readKinds('65岁以上；残疾人', words)).toEqual(['disabled'])
  expect(readKinds('孕产妇', words)).toEqual(['pregnant'])
  expect(readKinds('困境儿童', words)).toEqual(['childInDifficulties', 'child'])
  expect(readKinds('仅与残疾子女同住', words)).toEqual(['onlyWithDisabledChildren'])
})

const ones = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九']
/** A number as it is written in words. */
const inWords = (n: number): string => {
  const [hundreds, tens, rest] = [Math.floor(n / 100), Math.floor((n % 100) / 10), n % 10]
  if (n === 0) return '零'
  if (hundreds === 0) return `${tens > 1 ? ones[tens] : ''}${tens > 0 ? '十' : ''}${ones[rest]}`
  const between = tens === 0 && rest > 0 ? '零' : ''
  return `${ones[hundreds]}百${between}${tens > 0 ? `${ones[tens]}十` : ''}${ones[rest]}`
}

test('[K1] every age to 130 is read in digits and in words, with and without the word for years', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 130 }), fc.constantFrom('', '岁', '周岁', ' 岁'), (n, end) => {
      expect(readAge(`${n}${end}`)).toBe(n)
      expect(readAge(`${inWords(n)}${end}`)).toBe(n)
    }),
  )
  expect(['柒拾叁岁', '两岁', '一百二', '一百〇二', '十'].map(readAge)).toEqual([73, 2, 120, 102, 10])
  expect(['十十', '百', '岁', '一百三十一', '三百', '七三'].map(readAge)).toEqual([null, null, null, null, null, null])
})

test('[K1] a year of birth from 1900 to this year is read where the age should stand, and is no age', () => {
  const today = '2026-11-22' as Day
  fc.assert(
    fc.property(
      fc.integer({ min: 1000, max: 9999 }),
      fc.constantFrom('', '年', '年生', '年出生', ' 年生人', '生', '.0'),
      (year, end) => {
        const known = year >= 1900 && year <= 2026
        expect(readBirthYear(`${year}${end}`, today)).toBe(known ? year : null)
        expect(readAge(`${year}${end}`)).toBeNull()
      },
    ),
  )
  expect(['一九五二年生', '一九〇〇', '１９５２'].map((text) => readBirthYear(text, today))).toEqual([1952, 1900, 1952])
  expect(['', '72', '七十三', '1952年3月', '19520', '一八九九'].map((text) => readBirthYear(text, today))).toEqual(
    Array.from({ length: 6 }, () => null),
  )
})
