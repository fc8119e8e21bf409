import { createHash } from 'node:crypto'

/** A donor's secret as it is kept: half of its SHA-256. 128 random bits need no salt and no slow hash. */
export const giftCodeOf = (token: string): string => {
  const hex = createHash('sha256').update(`gift-link\n${token}`).digest('hex').slice(0, 32)
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

// Without 0, 1, I and O, which are read for one another.
const letters = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'

/** The number under which a gift is spoken of. It follows from the id, so that a repeat has the same one. */
export const numberOf = (id: string): string =>
  [...createHash('sha256').update(`gift-number\n${id}`).digest().subarray(0, 8)]
    .map((byte) => letters[byte % letters.length] ?? '')
    .join('')
