import { onRoad } from '@lianfang/domain/supply'
import type { Tx } from '../../../kernel/db/index.js'
import { inTransaction } from '../../../kernel/db/index.js'
import type { Call } from '../../../kernel/http/index.js'
import { problem } from '../../../kernel/problems/index.js'
import type { MoveRules, SupplyNeeds } from '../needs.js'
import { onMove, partId } from './command.js'
import { wayOf } from './derive.js'
import { doubtIn, legOf, momentOf } from './milestones.js'
import { mustReachMove } from './read-consignment.js'
import { linesOn, type MoveRow, photoById, photosOf } from './sql.js'
import { addMilestone, addNote, addPhoto } from './sql-save.js'

/** Writes down a paper, or a new state of one (E5). */
export const recordPaper = (needs: SupplyNeeds, call: Call<'consignment.paper'>) =>
  onMove(needs, call, { act: 'paper' }, async ({ tx, row, by }) => {
    const { id, paper, number, state, note } = call.body
    await addNote(tx, row, { id, what: 'paper', detail: { paper, number, state, note } }, by)
    return { detail: { paper, number, state } }
  })

/** A hand-over (E5): who gives, who takes, in what condition, how many; another count than is on the road is a difference. */
export const recordHandOver = (needs: SupplyNeeds, call: Call<'consignment.hand'>) =>
  onMove(needs, call, { act: 'handOver' }, async ({ tx, row, rules, by }) => {
    const { id, leg, giver, taker, condition, count, local, zone, second, sure } = call.body
    if (!Number.isSafeInteger(count) || count < 0) throw problem('consignment.quantity')
    const at = momentOf({ local, zone, second })
    const way = await wayOf(tx, row)
    legOf(way.legs, leg)
    const doubt = doubtIn(way, { leg, what: 'handedOver', at, zone, sure }, rules)
    const expected = (await linesOn(tx, row)).reduce((sum, line) => sum + onRoad(line), 0)
    const detail = { leg, giver, taker, condition, count, expected }
    await addNote(tx, row, { id, what: 'handOver', detail, at: new Date(at) }, by)
    const said = { leg, what: 'handedOver', basis: 'actual', at: new Date(at), local, zone, reason: null, doubt }
    await addMilestone(tx, row, { ...said, id: partId(id, 1), source: 'desk', sourceName: taker }, by)
    return { detail: { leg, count, expected }, heard: true }
  })

const startsWith = (bytes: Buffer, ...first: readonly number[]): boolean => first.every((byte, i) => bytes[i] === byte)

/** What a photo is by its first bytes; null for anything else than JPEG and PNG. */
const typeOf = (bytes: Buffer): string | null => {
  if (startsWith(bytes, 0xff, 0xd8, 0xff)) return 'image/jpeg'
  return startsWith(bytes, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a) ? 'image/png' : null
}

type Photo = { readonly bytes: Buffer; readonly type: string }

/** The bytes of a photo that is sent as text, and its type; null where it is none or too large (SUP-MOVE-10). */
export const photoIn = (
  data: string,
  { photoKilobytes }: Pick<MoveRules['values'], 'photoKilobytes'>,
): Photo | null => {
  const bytes = Buffer.from(data, 'base64')
  const type = typeOf(bytes)
  return type === null || bytes.length > photoKilobytes * 1024 ? null : { bytes, type }
}

const readPhoto = (data: string, values: MoveRules['values']): Photo => {
  const read = photoIn(data, values)
  if (read === null) throw problem('consignment.photo', { most: values.photoKilobytes })
  return read
}

type NewPhoto = { readonly id: string; readonly of: string | null; readonly data: string }

/** Keeps a photo of a consignment: bounded in size and number; it has no name. */
export const keepPhoto = async (tx: Tx, row: MoveRow, photo: NewPhoto, rules: MoveRules): Promise<number> => {
  const read = readPhoto(photo.data, rules.values)
  if ((await photosOf(tx, row)).length >= rules.values.photos) {
    throw problem('consignment.photos', { most: rules.values.photos })
  }
  await addPhoto(tx, row, { id: photo.id, of: photo.of, ...read }, new Date(rules.at))
  return read.bytes.length
}

export const recordPhoto = (needs: SupplyNeeds, call: Call<'consignment.photo'>) =>
  onMove(needs, call, { act: 'photo' }, async ({ tx, row, rules }) => ({
    detail: { bytes: await keepPhoto(tx, row, call.body, rules) },
  }))

/** A photo, to whoever reads its consignment. */
export const readPhotoOf = async (needs: SupplyNeeds, call: Call<'consignment.photo-read'>): Promise<undefined> => {
  const { scope, actor, params, require, reply } = call
  const photo = await inTransaction(
    needs.db.app,
    scope,
    async (tx) => photoById(tx, await mustReachMove(tx, params.id, { require, actor }), params.photo),
    { readOnly: true },
  )
  if (photo === undefined) throw problem('not-found')
  await reply.type(photo.type).header('cache-control', 'private, no-store').send(photo.bytes)
  return undefined
}
