import type { LedgerField } from './headings.js'

const TESTS: readonly (readonly [LedgerField, RegExp])[] = [
  ['idNumber', /^\s*\d{6}\s?\d{8}\d{3}[\dXx]\s*$/],
  ['phone', /^(?:\+?86)?-?1[3-9]\d[\d-]{8,10}(?:[/、,; ].*)?$|^0\d{2,3}-\d{7,8}$/],
  ['sex', /^[男女]性?$/],
  ['birthDate', /^(?:19|20)\d\d[.\-/年]\d{1,2}(?:[.\-/月]\d{1,2}日?)?$/],
  ['age', /^(?:1[0-2]\d|[1-9]?\d)(?:周?岁)?$/],
  ['village', /(?:村|社区|居委会|村委会|村民委员会|居民委员会|生活区)$/],
  ['township', /(?:镇|乡|街道|林场|开发区)$/],
  ['vaccination', /^(?:[0-4]|[一二两三四1-4]?[针剂次]+|.*(?:接种|全程|加强|拒绝|针|剂).*)$/],
  ['living', /独居|空巢|同住|^[是否√×]$/],
  ['disease', /高血压|糖尿病|冠心病|脑|肿瘤|慢阻肺|COPD|肾|精神|^无$/i],
  ['name', /^[\u4e00-\u9fff][\u4e00-\u9fff·]{1,4}$/],
]

/** Running numbers, from the start or somewhere later; a list sorted by age is not taken for one. */
const isCounting = (cells: readonly string[]): boolean => {
  const numbers = cells.map(Number)
  const first = numbers[0] ?? 0
  if (first > 1e6 || (first > 1 && first < 130)) return false
  return numbers.every((number, at) => Number.isInteger(number) && (at === 0 || number === (numbers[at - 1] ?? 0) + 1))
}

/** What a column without a telling heading holds, by what most of its cells look like; null when nothing fits. */
export const fieldByContent = (cells: readonly string[]): LedgerField | null => {
  const filled = cells.filter((cell) => cell !== '')
  if (filled.length < 3) return null
  if (isCounting(filled)) return 'serial'
  const distinct = new Set(filled).size
  for (const [field, pattern] of TESTS) {
    const share = filled.filter((cell) => pattern.test(cell)).length / filled.length
    if (share < 0.7) continue
    if (field === 'name' && distinct < filled.length * 0.6) continue // a class written in characters, not names
    if (field === 'age' && distinct < 8 && distinct < filled.length * 0.6) continue // doses, not ages
    return field
  }
  return null
}
