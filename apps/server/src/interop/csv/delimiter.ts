import type { Delimiter } from './table.js'

const candidates: readonly Delimiter[] = [',', ';', '\t']

/**
 * The delimiter that divides the first lines most evenly: the one whose count, on the line where it is least, is greatest;
 * then the one with more of them. A comma in an address is thus no match for tabs on every line.
 */
export const detectDelimiter = (text: string): Delimiter => {
  const lines = firstLines(text, 20)
  const scored = candidates.map((delimiter) => {
    const counts = lines.map((line) => line.split(delimiter).length - 1)
    const least = Math.min(...counts)
    return { delimiter, least, all: counts.reduce((sum, count) => sum + count, 0) }
  })
  const best = scored.reduce((a, b) => (b.least > a.least || (b.least === a.least && b.all > a.all) ? b : a))
  return best.delimiter
}

/** The first lines that say something, without what is in quotes; the last may be cut short and is left out. */
const firstLines = (text: string, most: number): readonly string[] => {
  const lines = text
    .replace(/"(?:[^"]|"")*"/g, '')
    .split('\n')
    .filter((line) => line.trim() !== '')
  const whole = lines.length > 1 ? lines.slice(0, -1) : lines
  return whole.length === 0 ? [''] : whole.slice(0, most)
}
