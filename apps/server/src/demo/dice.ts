/** A seeded generator: the same seed gives the same demonstration. Nothing secret is ever drawn from it. */
export type Dice = {
  /** From 0 up to, not including, 1. */
  readonly next: () => number
  /** A whole number from `least` to `most`, both included. */
  readonly between: (least: number, most: number) => number
  readonly chance: (share: number) => boolean
  readonly pick: <T>(list: readonly [T, ...(readonly T[])]) => T
}

/** Mulberry32: 32 bits of state, one seed a person, so that people can be made in any order. */
export const diceOf = (...seeds: readonly number[]): Dice => {
  let state = seeds.reduce((mixed, seed) => Math.imul(mixed ^ seed, 0x9e3779b1) ^ (mixed >>> 15), 0x2545f491)
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  return {
    next,
    between: (least, most) => least + Math.floor(next() * (most - least + 1)),
    chance: (share) => next() < share,
    pick: (list) => list[Math.floor(next() * list.length)] ?? list[0],
  }
}

const hex = (value: number, width: number): string => value.toString(16).padStart(width, '0')

/** A UUIDv7 of a moment, drawn from the dice so that it is the same at every filling. */
export const idAt = (dice: Dice, ms: number): string => {
  const time = hex(ms, 12)
  const tail = hex(Math.floor(dice.next() * 2 ** 32), 8) + hex(Math.floor(dice.next() * 2 ** 16), 4)
  const head = hex(Math.floor(dice.next() * 2 ** 12), 3)
  const mid = hex(0x8000 + Math.floor(dice.next() * 2 ** 14), 4)
  return `${time.slice(0, 8)}-${time.slice(8)}-7${head}-${mid}-${tail}`
}
