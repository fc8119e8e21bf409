import { type Division, levelOf, parentOf } from './division.js'

/**
 * The artefact: one line of JSON (the header), then a brotli block a province, so that a county is read by unpacking one
 * thirtieth of it. A block is lines in code order, the code told by what changed: a mark and the last digits, or for a
 * village nothing, when its code is one more than the line before. 14 MB of lines, 2.9 MB packed; cutting the common
 * endings (村委会) off as well would save 7 % more and was not worth a table.
 */
export type Block = {
  readonly code: string
  readonly name: string
  /** From the end of the header. */
  readonly offset: number
  readonly bytes: number
  /** Divisions in it, the province included. */
  readonly rows: number
  readonly villages: number
}

export type Header = {
  readonly format: 'lianfang-divisions/1'
  readonly source: string
  readonly licence: string
  readonly blocks: readonly Block[]
}

// Control characters, which no name holds: the level of a line that does not simply follow the one before.
const marks = ['', '', '\u0001', '\u0002', '\u0003', '\u0004'] as const
const lastDigits = [0, 2, 2, 2, 3, 3] as const

/** A province's lines: everything below the province itself, in code order. */
export const encodeLines = (divisions: readonly Division[]): string => {
  let before = ''
  const lines = divisions.map(({ code, name, level }) => {
    if (!isPlain(name) || levelOf(code) !== level) throw new TypeError(`not a division: ${code} ${name}`)
    const follows = level === 5 && before.length === 12 && Number(code) === Number(before) + 1
    before = code
    return follows ? name : `${marks[level]}${code.slice(-(lastDigits[level] ?? 0))}${name}`
  })
  return lines.join('\n')
}

const isPlain = (name: string): boolean => name !== '' && [...name].every((letter) => letter >= ' ')

/** Gives the divisions of a province's lines, one after the other; remembers the line before. */
export const lineDecoder = (province: string): ((line: string) => Division) => {
  let above = province
  let before = 0
  return (line) => {
    const level = line.charCodeAt(0)
    if (level > 4) {
      before += 1
      return { code: String(before), name: line, level: 5, parent: above }
    }
    const at = level + 1
    const digits = lastDigits[at] ?? 0
    if (at < 5) above = above.slice(0, prefixLengths[at])
    const code = above + line.slice(1, 1 + digits)
    const parent = parentOf(code, at)
    if (at === 5) before = Number(code)
    else above = code
    return { code, name: line.slice(1 + digits), level: at, parent }
  }
}

const prefixLengths = [0, 0, 2, 4, 6, 9] as const

export const parseHeader = (line: string): Header => {
  const header: unknown = JSON.parse(line)
  if (
    typeof header !== 'object' ||
    header === null ||
    !('format' in header) ||
    header.format !== 'lianfang-divisions/1'
  )
    throw new TypeError('not a file of divisions')
  // Written by generate.ts of the same version of the format.
  return header as Header
}
