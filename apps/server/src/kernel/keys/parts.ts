/**
 * Search by equality: a person's name, phone and number are cut into the pieces people search by, each indexed blindly.
 * Pieces of a kind are alike on both sides: `…Parts` when a person is stored, `…Query` when somebody searches.
 */
export type PartKind = 'name' | 'phone' | 'phone-end' | 'number' | 'number-end' | 'match'

export type NamePart = { readonly kind: PartKind; readonly text: string }

// Han with its extensions, and the ideographic zero of a few given names.
const han = /[\p{Script=Han}〇]/u

// Marks are taken off ("José" is found as "jose"), width and case evened out; dots join the parts of a foreign name.
const evened = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').normalize('NFKC').toLowerCase()

const words = (text: string): readonly string[] =>
  evened(text)
    .split(/[^\p{L}\p{N}〇]+/u)
    .filter((word) => word !== '')

/** Chinese runs stay whole though somebody typed a space between surname and given name. */
const runs = (text: string): readonly string[] => {
  const all = words(text)
  const chinese = all.filter((word) => han.test(word))
  const others = all.filter((word) => !han.test(word))
  return chinese.length === 0 ? others : [chinese.join(''), ...chinese, ...others]
}

/**
 * 张德明: the whole, 张 德 明, 张德 德明. Longer names also every beginning and ending, so that 德明, 欧阳 and 欧阳德 are found.
 * Latin names: each word. At most 64 pieces.
 */
export const nameParts = (name: string): readonly NamePart[] => {
  const texts = runs(name).flatMap((run) => (han.test(run) ? pieces(run) : [run]))
  return [...new Set(texts)].slice(0, 64).map((text) => ({ kind: 'name', text }))
}

const pieces = (run: string): readonly string[] => {
  const letters = [...run]
  const from = letters.map((_, at) => at)
  return [
    run,
    ...from.map((at) => letters.slice(0, at + 1).join('')),
    ...from.map((at) => letters.slice(at).join('')),
    ...letters,
    ...from.slice(1).map((at) => `${letters[at - 1]}${letters[at]}`),
  ]
}

/** What to look up for a typed name: every piece must match. Empty when nothing searchable was typed. */
export const nameQuery = (typed: string): readonly NamePart[] => {
  const all = words(typed)
  const chinese = all.filter((word) => han.test(word)).join('')
  const texts = [...(chinese === '' ? [] : [chinese]), ...all.filter((word) => !han.test(word))]
  return [...new Set(texts)].map((text) => ({ kind: 'name', text }))
}

const digits = (text: string): string => text.normalize('NFKC').replace(/\D/g, '')

// Mobile numbers are written with and without the country code; one form is indexed.
const nationalPhone = (text: string): string => digits(text).replace(/^(?:00)?86(?=1\d{10}$)/, '')

/** The whole phone number, and its last four digits. */
export const phoneParts = (phone: string): readonly NamePart[] => {
  const whole = nationalPhone(phone)
  if (whole === '') return []
  return [{ kind: 'phone', text: whole }, ...endsOf(whole, [4]).map((text) => ({ kind: 'phone-end' as const, text }))]
}

export const phoneQuery = (typed: string): readonly NamePart[] => {
  const whole = nationalPhone(typed)
  return whole === '' ? [] : [{ kind: whole.length === 4 ? 'phone-end' : 'phone', text: whole }]
}

const plainNumber = (text: string): string =>
  text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]/gu, '')

/** An identity or record number: whole, its last four and its last six. */
export const numberParts = (number: string): readonly NamePart[] => {
  const whole = plainNumber(number)
  if (whole === '') return []
  return [
    { kind: 'number', text: whole },
    ...endsOf(whole, [4, 6]).map((text) => ({ kind: 'number-end' as const, text })),
  ]
}

export const numberQuery = (typed: string): readonly NamePart[] => {
  const whole = plainNumber(typed)
  if (whole === '') return []
  return [{ kind: whole.length === 4 || whole.length === 6 ? 'number-end' : 'number', text: whole }]
}

const endsOf = (whole: string, lengths: readonly number[]): readonly string[] =>
  lengths.filter((length) => whole.length >= length).map((length) => whole.slice(-length))
