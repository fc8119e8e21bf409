import { createHash } from 'node:crypto'

/** The secret of a sign-in card as it is kept. 128 random bits need no salt and no slow hash. */
export const cardHashOf = (secret: string): Buffer => createHash('sha256').update(`first-sign-in\n${secret}`).digest()
