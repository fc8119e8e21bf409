/** A seeded generator: the same seed gives the same demonstration. Nothing secret is ever drawn from it. */
export type Dice = {
  /** From 0 up to, not including, 1. */
  readonly next: () => number
  /** A whole number from `least` to `most`, both included. */
  readonly between: (least: number, most: number) => number
  readonly chance: (share: number) => boolean
  readonly pick: <T>(list: readonly [T, ...(readonly T[])]) => T
}

type Seeds = readonly [number, number?, number?, number?]

/**
 * sfc32 (Doty-Humphrey, PractRand): 128 bits of state, up to four seeds a stream, each a word of its own, so that people
 * can be made in any order. 32 bits of state were too few: of a million people some hundred pairs drew the same stream,
 * and with it the same ids.
 */
export const diceOf = (...[first, second = 0, third = 0, fourth = 0]: Seeds): Dice => {
  let [a, b, c, counter] = [first | 0, second | 0, third | 0, fourth | 0]
  const draw = (): number => {
    const drawn = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (((c << 21) | (c >>> 11)) + drawn) | 0
    return drawn >>> 0
  }
  // Neighbouring seeds must have parted before the first number is used.
  for (let round = 0; round < 15; round += 1) draw()
  const next = (): number => draw() / 4_294_967_296
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
