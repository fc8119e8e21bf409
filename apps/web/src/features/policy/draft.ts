/** A value while it is typed: numbers as text, a list of words as lines, everything else in the value's own shape. */
export type Draft = string | null | readonly Draft[] | { readonly [key: string]: Draft }

const isWords = (value: readonly unknown[]): boolean => value.every((one) => typeof one === 'string')

const fieldsOf = (value: object): [string, unknown][] => Object.entries(value)

/** The draft that begins from a value in force. */
export const draftOf = (value: unknown): Draft => {
  if (value === null || value === undefined) return null
  if (Array.isArray(value)) return isWords(value) ? value.join('\n') : value.map(draftOf)
  if (typeof value === 'object') return Object.fromEntries(fieldsOf(value).map(([key, one]) => [key, draftOf(one)]))
  return String(value)
}

/** Text that is no number stays text: the server says that it cannot be read, instead of a guess being stored. */
const numberOf = (text: string): number | string =>
  text.trim() === '' || Number.isNaN(Number(text)) ? text : Number(text)

const linesOf = (text: string): readonly string[] => [
  ...new Set(
    text
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== ''),
  ),
]

/** The value that a draft stands for, in the shape of the value it began from. */
export const valueOfDraft = (draft: Draft, like: unknown): unknown => {
  if (Array.isArray(like) && typeof draft === 'string') return linesOf(draft)
  if (typeof draft === 'string') return typeof like === 'number' ? numberOf(draft) : draft
  if (draft === null) return null
  if (Array.isArray(draft)) return draft.map((one, i) => valueOfDraft(one, Array.isArray(like) ? like[i] : undefined))
  const shapes: Readonly<Record<string, unknown>> = typeof like === 'object' && like !== null ? { ...like } : {}
  return Object.fromEntries(fieldsOf(draft).map(([key, one]) => [key, valueOfDraft(one as Draft, shapes[key])])) // fields of a draft are drafts
}

/** A draft with one of its texts replaced; the path names fields and positions. */
export const withText = (draft: Draft, path: readonly (string | number)[], text: string | null): Draft => {
  const [step, ...rest] = path
  if (step === undefined || typeof draft === 'string' || draft === null) return text
  if (Array.isArray(draft)) return draft.map((one, i) => (i === step ? withText(one, rest, text) : one))
  return Object.fromEntries(
    fieldsOf(draft).map(([key, one]) => [key, key === step ? withText(one as Draft, rest, text) : (one as Draft)]), // as above
  )
}

/** The text at a path; '' where there is none. */
export const textAt = (draft: Draft, path: readonly (string | number)[]): string => {
  const [step, ...rest] = path
  if (step === undefined) return typeof draft === 'string' ? draft : ''
  if (typeof draft === 'string' || draft === null) return ''
  const inner = new Map(fieldsOf(draft)).get(String(step))
  return inner === undefined ? '' : textAt(inner as Draft, rest) // as above
}
