import { randomInt } from 'node:crypto'
import { hash, verify } from '@node-rs/argon2'

// argon2id (the library's default) with OWASP's second choice of 19 MiB, 2 passes, 1 lane: 40 ms on a small county server.
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** Hashes a password with argon2id. */
export const hashPassword = (password: string): Promise<string> => hash(password, cost)

// Verified against when the login does not exist, so that the time taken does not tell.
let decoy: Promise<string> | undefined

/** Whether the password fits the hash; takes the same time when there is no such account. */
export const passwordFits = async (stored: string | null, password: string): Promise<boolean> => {
  decoy ??= hashPassword('no account has this password')
  const fits = await verify(stored ?? (await decoy), password)
  return stored !== null && fits
}

// No 0/O, 1/l/I: a first password is read out over the telephone.
const letters = 'abcdefghjkmnpqrstuvwxyz23456789'

/** A first password: four groups of four, about 79 bits. */
export const makeFirstPassword = (): string =>
  Array.from({ length: 4 }, () => Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join('')).join(
    '-',
  )

/** Whether a password chosen by a person is too easy: short, one character over and over, or the login itself. */
export const isWeak = (password: string, login: string): boolean =>
  password.length < 10 ||
  new Set(password).size < 5 ||
  password.toLowerCase().includes(login.toLowerCase()) ||
  /^(\d+|password.*|qwert.*)$/i.test(password)
