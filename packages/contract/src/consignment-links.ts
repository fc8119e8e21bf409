import { z } from 'zod'
import { CommandId, Id, InstantText } from './common.js'
import { PhotoData } from './consignment-acts.js'
import { LinkInfo } from './consignment-info.js'
import { Zone } from './consignments.js'
import { route } from './route.js'

/** The secret of a driver's link: county and 128 random bits. It travels in the body and stands behind # in the address. */
export const LinkToken = z.string().regex(/^\d{6}\.[\w-]{22}$/)

const Head = { token: LinkToken, id: CommandId, at: InstantText, zone: Zone }
const Note = z
  .string()
  .trim()
  .max(200)
  .nullable()
  .transform((text) => text || null)
const Position = z
  .object({ latitude: z.number().min(-90).max(90), longitude: z.number().min(-180).max(180) })
  .nullable()

export const delayCauses = ['traffic', 'weather', 'breakdown', 'checkpoint', 'papers', 'other'] as const

const LinkWord = z.discriminatedUnion('what', [
  z.object({ ...Head, what: z.literal('pickedUp'), count: z.number().nullable(), note: Note }),
  z.object({ ...Head, what: z.literal('where'), place: Note, position: Position }),
  z.object({
    ...{ ...Head, what: z.literal('delay'), cause: z.enum(delayCauses), note: Note },
    /** When it will arrive, as far as the driver can say. */
    until: InstantText.nullable(),
  }),
  z.object({
    ...{ ...Head, what: z.literal('handedOver'), count: z.number() },
    taker: z.string().trim().min(1).max(80),
    condition: z.string().trim().min(1).max(80),
  }),
])
export type LinkWord = z.output<typeof LinkWord>

/** A driver without an account: a link that writes, and shows what a driver must see and nothing else. */
export const linkRoutes = [
  route({
    id: 'link.read',
    method: 'POST',
    path: '/link',
    summary: 'Whence, where to, what, whom to call: all that a link shows',
    guard: { kind: 'public' },
    body: z.object({ token: LinkToken }),
    reply: LinkInfo,
  }),
  route({
    id: 'link.say',
    method: 'POST',
    path: '/link/words',
    summary: 'Over a link: picked up, where, delayed, handed over. A repeat is answered, not repeated',
    guard: { kind: 'public' },
    body: LinkWord,
    reply: z.object({ outcome: z.enum(['recorded', 'already-recorded']), id: Id }),
  }),
  route({
    id: 'link.photo',
    method: 'POST',
    path: '/link/photos',
    summary: 'Over a link: a photo of a hand-over',
    guard: { kind: 'public' },
    body: z.object({ token: LinkToken, id: CommandId, of: Id.nullable(), data: PhotoData }),
    reply: z.object({ outcome: z.enum(['recorded', 'already-recorded']), id: Id }),
  }),
] as const
