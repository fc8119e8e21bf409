export type TextWarning = 'controlCharacters' | 'formula' | 'tooLong'
export type CleanText = { readonly text: string; readonly warnings: readonly TextWarning[] }

export const NAME_LENGTH = 60
export const TEXT_LENGTH = 500
const SHOWN_LENGTH = 40

// Half-width ASCII without spaces at the ends and Chinese characters: nine cells in ten need no more than this test.
const PLAIN = /^(?:[!-~\u4e00-\u9fff、。·—√×](?:[ !-~\u4e00-\u9fff、。·—√×]*[!-~\u4e00-\u9fff、。·—√×])?)?$/
// White space is none of these: a tab separates words, and two with a nought byte between them are one gap, not two.
const INVISIBLE = /(?!\s)[\p{Cc}\p{Cf}]/gu
const SPACES = /[\s\u00a0\u3000]+/g
const FULL_WIDTH = /[\uff01-\uff5e]/g
// Formulas and the tricks known from CSV injection. "-" alone is a word for none and "+86 139…" a phone.
const FORMULA = /^(?:=.|[+\-@].*[(|!])/

const toHalfWidth = (text: string): string =>
  text.replace(FULL_WIDTH, (character) => String.fromCharCode(character.charCodeAt(0) - 0xfee0))

const cut = (text: string, most: number): string => {
  const end = text.charCodeAt(most - 1)
  const splitsPair = end >= 0xd800 && end <= 0xdbff // rare characters of names are two units long
  return text.slice(0, splitsPair ? most - 1 : most)
}

const NONE: readonly TextWarning[] = []

/**
 * The text of a cell: full-width letters, digits and punctuation in half width, one space between words, invisible
 * characters removed, at most `most` characters. A formula stays text and is reported.
 */
export const cleanText = (raw: string, most: number = TEXT_LENGTH): CleanText => {
  const plain = PLAIN.test(raw) && !raw.includes('  ')
  const seen = plain ? raw : raw.replace(INVISIBLE, '')
  const removed = seen.length !== raw.length
  const visible = plain ? raw : toHalfWidth(seen).replace(SPACES, ' ').trim()
  const first = visible.charCodeAt(0)
  // = + - @
  const formula = (first === 61 || first === 43 || first === 45 || first === 64) && FORMULA.test(visible)
  if (!removed && !formula && visible.length <= most) return { text: visible, warnings: NONE }
  const warnings: TextWarning[] = []
  if (removed) warnings.push('controlCharacters')
  if (formula) warnings.push('formula')
  if (visible.length > most) warnings.push('tooLong')
  return { text: cut(visible, most), warnings }
}

/** A cell's text only, where its warnings are not of interest. */
export const textOf = (raw: string | undefined): string => (raw === undefined || raw === '' ? '' : cleanText(raw).text)

/** A name without the padding to the width of three characters: "张 三". */
export const unpaddedName = (text: string): string =>
  text.includes(' ') && /[\u3400-\u9fff]/.test(text) ? text.replaceAll(' ', '') : text

/** How words of policy and of cells are compared: half-width, lower case, no white space. */
export const wordKey = (text: string): string => {
  const clean = textOf(text)
  return (clean.includes(' ') ? clean.replaceAll(' ', '') : clean).toLowerCase()
}

/** A value fit to be shown beside a warning. */
export const shown = (text: string): string => cut(text, SHOWN_LENGTH)
