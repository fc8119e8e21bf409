import { textOf } from './text.js'

/** What sort of village-level place a name speaks of; 'bare' when its ending does not say. */
export type VillageSort = 'village' | 'community' | 'quarter' | 'bare'
export type VillageName = { readonly stem: string; readonly sort: VillageSort }

// The same place is written with either character, in ledgers and on the statistics' own lists.
const VARIANTS: ReadonlyMap<string, string> = new Map(
  [
    ...'塆湾垸湾壪湾垅垄壠垄陇垄咀嘴沖冲衝冲凹坳丫垭埡垭峯峰埧坝壩坝砦寨簰牌箄牌岺岭嶺岭荘庄莊庄灣湾橋桥廟庙鋪铺舗铺'.matchAll(
      /(.)(.)/gu,
    ),
  ].map((pair) => [pair[1] ?? '', pair[2] ?? ''] as const),
)

/** A name with its variant characters made one. */
export const foldName = (name: string): string => {
  let folded = ''
  for (const character of name) folded += VARIANTS.get(character) ?? character
  return folded
}

/** A place name without spaces, brackets and what stands in them. */
export const cleanName = (raw: string): string =>
  textOf(raw)
    .replace(/\([^()]*\)/g, '')
    .replace(/[\s\-_,.、;:"'()]+/g, '')

const ENDINGS: readonly (readonly [string, VillageSort])[] = [
  ['社区居民委员会', 'community'],
  ['社区居委会', 'community'],
  ['社区居会', 'community'],
  ['居民委员会', 'community'],
  ['居民委', 'community'],
  ['居委会', 'community'],
  ['居会', 'community'],
  ['社区', 'community'],
  ['村民委员会', 'village'],
  ['村民委', 'village'],
  ['村委会', 'village'],
  ['村会', 'village'],
  ['村委', 'village'],
  ['行政村', 'village'],
  ['村', 'village'],
  ['生活区', 'quarter'],
]

/** "新铺村村民委员会" → 新铺, village; a stem keeps at least two characters, so that 新村 stays itself. */
export const villageNameOf = (name: string): VillageName => {
  let stem = name.replace(/第?[\d一二三四五六七八九十]+(?:组|小组|村民小组)$/, '')
  let sort: VillageSort = 'bare'
  for (;;) {
    const ending = ENDINGS.find(([end]) => stem.endsWith(end) && stem.length - end.length >= 2)
    if (!ending) return { stem, sort }
    if (sort === 'bare') sort = ending[1]
    stem = stem.slice(0, -ending[0].length)
  }
}

const TOWNSHIP_ENDINGS = [
  '街道办事处',
  '人民政府',
  '经济开发区',
  '开发区',
  '办事处',
  '街道',
  '林场',
  '农场',
  '镇',
  '乡',
] as const

/** "凤山镇" → 凤山; "罗田县经济开发区" stays long enough to be told apart. */
export const townshipStemOf = (name: string): string => {
  let stem = name
  for (;;) {
    const ending = TOWNSHIP_ENDINGS.find((end) => stem.endsWith(end) && stem.length - end.length >= 2)
    if (!ending) return stem
    stem = stem.slice(0, -ending.length)
  }
}

/** Whether two names differ by one character: one other, one more or one less. */
export const differByOne = (a: string, b: string): boolean => {
  if (Math.abs(a.length - b.length) > 1 || a === b) return false
  let start = 0
  while (start < a.length && a[start] === b[start]) start += 1
  const restA = a.slice(start + (a.length >= b.length ? 1 : 0))
  const restB = b.slice(start + (b.length >= a.length ? 1 : 0))
  return restA === restB
}
