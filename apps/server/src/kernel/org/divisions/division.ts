/** 1 province, 2 prefecture, 3 county, 4 township, 5 village; another country's tree gives its own meaning to the same five. */
export type Level = number

/** A place of a tree of divisions, by its statistical code. */
export type Division = {
  readonly code: string
  readonly name: string
  readonly level: Level
  /** The code of the place it lies in; a province has none. */
  readonly parent: string | undefined
}

const codeLengths = [0, 2, 4, 6, 9, 12] as const

/** The place a statistical code lies in. Pseudo-levels (4290, 441900) are places like others, so this always exists. */
export const parentOf = (code: string, level: Level): string | undefined =>
  level <= 1 ? undefined : code.slice(0, codeLengths[level - 1])

/** The level of a statistical code of China by its length; undefined for what is no such code. */
export const levelOf = (code: string): Level | undefined => {
  const lengths: readonly number[] = codeLengths
  const level = lengths.indexOf(code.length)
  return level < 1 || !/^\d+$/.test(code) ? undefined : level
}
