import { problem } from '../problems/index.js'

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
const mostRows = 2_147_483_647

/** A cursor that is the id of the last row before it; null at the beginning. Throws `cursor.stale` for anything else. */
export const idCursor = (text: string | undefined): string | null => {
  if (text === undefined) return null
  if (!uuid.test(text)) throw problem('cursor.stale')
  return text
}

/** A cursor that is the number of the last row before it; 0 at the beginning. Throws `cursor.stale` for anything else. */
export const numberCursor = (text: string | undefined): number => {
  if (text === undefined) return 0
  if (!/^\d{1,10}$/.test(text) || Number(text) > mostRows) throw problem('cursor.stale')
  return Number(text)
}

/** The last row before a page, where many rows may share a moment (µs since 1970). */
export type MomentCursor = { readonly us: number; readonly id: string }

export const writeMomentCursor = ({ us, id }: MomentCursor): string => `${us}~${id}`

/** Reads what `writeMomentCursor` wrote; null at the beginning. Throws `cursor.stale` for anything else. */
export const momentCursor = (text: string | undefined): MomentCursor | null => {
  if (text === undefined) return null
  const [us = '', id = '', ...more] = text.split('~')
  if (!/^\d{1,16}$/.test(us) || !uuid.test(id) || more.length > 0) throw problem('cursor.stale')
  return { us: Number(us), id }
}
