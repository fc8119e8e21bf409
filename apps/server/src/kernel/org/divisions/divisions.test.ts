import { mkdtemp, readdir, readlink, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { generateDivisions } from './generate.js'
import { type Division, divisionsFile, divisionsOf, readDivisions } from './index.js'

const all = async (file?: string): Promise<readonly Division[]> => {
  const found: Division[] = []
  for await (const division of readDivisions(file === undefined ? {} : { file })) found.push(division)
  return found
}

test('the artefact holds every level of the country, in code order, each place after the one it lies in', async () => {
  const counts = [0, 0, 0, 0, 0, 0]
  const parents = new Set<string>()
  let before = ''
  const faults: Division[] = []
  for await (const division of readDivisions()) {
    counts[division.level] = (counts[division.level] ?? 0) + 1
    const { code, parent } = division
    if (code <= before || (parent === undefined ? division.level !== 1 : !parents.has(parent))) faults.push(division)
    if (division.level < 5) parents.add(code)
    before = code
  }
  expect(faults).toEqual([])
  expect(counts).toEqual([0, 31, 342, 2978, 41_352, 620_573])
})

test('the artefact is under 4 MB', async () => {
  expect((await stat(divisionsFile)).size).toBeLessThan(4_000_000)
})

test('Luotian has its townships and villages', async () => {
  const found = await divisionsOf('421123')
  const townships = found.filter(({ level }) => level === 4)
  expect(found[0]).toEqual({ code: '421123', name: '罗田县', level: 3, parent: '4211' })
  expect(townships[0]).toEqual({ code: '421123100', name: '凤山镇', level: 4, parent: '421123' })
  expect(townships).toHaveLength(17)
  const villages = found.filter(({ level }) => level === 5)
  expect(villages.length).toBeGreaterThan(300)
  expect(villages.every(({ parent }) => townships.some(({ code }) => code === parent))).toBe(true)
})

for (const [county, name, parent] of [
  ['441900', '东莞市', '4419'],
  ['429004', '仙桃市', '4290'],
  ['659001', '石河子市', '6590'],
  ['110101', '东城区', '1101'],
  ['659012', '白杨市', '6590'],
] as const)
  test(`${name}, under the pseudo-level or city ${parent}, has townships`, async () => {
    const found = await divisionsOf(county)
    expect(found[0]).toEqual({ code: county, name, level: 3, parent })
    expect(found.filter(({ level }) => level === 4).length).toBeGreaterThan(0)
  })

test('a code that is no county has no divisions', async () => {
  for (const code of ['999999', '4211', '', '421123100', '421199']) expect(await divisionsOf(code)).toEqual([])
})

test.runIf(process.platform === 'linux')('reading stopped half-way leaves no file open', async () => {
  const openOnes = async () => {
    const links = (await readdir('/proc/self/fd')).map((fd) => readlink(`/proc/self/fd/${fd}`).catch(() => ''))
    return (await Promise.all(links)).filter((file) => file === divisionsFile).length
  }
  for await (const { code } of readDivisions()) if (code.startsWith('13')) break
  await expect.poll(openOnes).toBe(0)
})

test('the event loop turns while the country is read', async () => {
  let turns = 0
  const timer = setInterval(() => (turns += 1), 1)
  await all()
  clearInterval(timer)
  expect(turns).toBeGreaterThan(50)
})

const tables = {
  'provinces.csv': 'code,name\n42,"湖北省"\n11,"北京市"\n',
  'cities.csv': 'code,name,provinceCode\n1101,"市辖区",11\n4211,"黄冈市",42\n',
  'areas.csv': 'code,name,cityCode,provinceCode\n421123,"罗田县",4211,42\n110101,"东城区",1101,11\n',
  'streets.csv':
    'code,name,areaCode\n421123101,"骆驼坳镇",421123\n421123100,"凤山镇",421123\n110101001,"东华门街道",110101\n',
  'villages.csv':
    'code,name,streetCode\n421123100001,"一村",421123100\n421123100002,"2号社区",421123100\n421123100200,"三村",421123100\n421123101201,"四村",421123101\n421123101202,"五村",421123101\n',
}

test('what was packed is read back the same', async () => {
  const dist = await mkdtemp(join(tmpdir(), 'lf-divisions-'))
  for (const [name, text] of Object.entries(tables)) await writeFile(join(dist, name), text)
  const out = join(dist, 'out.br')
  await generateDivisions({ dist, out, source: 's', licence: 'l' })
  const found = await all(out)
  expect(found.map(({ code, name, parent }) => [code, name, parent])).toEqual([
    ['11', '北京市', undefined],
    ['1101', '市辖区', '11'],
    ['110101', '东城区', '1101'],
    ['110101001', '东华门街道', '110101'],
    ['42', '湖北省', undefined],
    ['4211', '黄冈市', '42'],
    ['421123', '罗田县', '4211'],
    ['421123100', '凤山镇', '421123'],
    ['421123100001', '一村', '421123100'],
    ['421123100002', '2号社区', '421123100'],
    ['421123100200', '三村', '421123100'],
    ['421123101', '骆驼坳镇', '421123'],
    ['421123101201', '四村', '421123101'],
    ['421123101202', '五村', '421123101'],
  ])
  await rm(dist, { recursive: true })
})
