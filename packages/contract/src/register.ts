import { registerFaults, registerFields } from '@lianfang/domain/care'
import { z } from 'zod'
import { County, DayText, Id, InstantText, Place, PlaceInfo } from './common.js'
import { route } from './route.js'

const Village = z.object({ village: PlaceInfo, township: z.string() })
const Numbers = z.object({ residents: z.number().int(), over65: z.number().int().nullable() })

/** One file of the population register in its history. */
export const RegisterLoadHead = z.object({
  id: Id,
  state: z.enum(['checked', 'taken', 'takenBack']),
  at: InstantText,
  by: z.string(),
  takenAt: InstantText.nullable(),
  takenBy: z.string().nullable(),
  backAt: InstantText.nullable(),
  backBy: z.string().nullable(),
  /** Villages whose row could be read. */
  villages: z.number().int(),
  /** Residents of the whole register before and after; of a check they are in its own answer. */
  total: z.object({ before: z.number().int(), after: z.number().int() }).nullable(),
  /** The register stands on this one: it can be taken back. */
  canTakeBack: z.boolean(),
})
export type RegisterLoadHead = z.output<typeof RegisterLoadHead>

/** A file against the register, row by row. */
export const RegisterLoad = RegisterLoadHead.extend({
  total: z.object({ before: z.number().int(), after: z.number().int() }),
  /** The register changed since this was checked: it has to be checked anew. */
  outdated: z.boolean(),
  /** Rows under the headings. */
  rows: z.number().int(),
  changes: z.array(
    Village.extend({
      row: z.number().int(),
      verdict: z.enum(['new', 'changed', 'same']),
      from: Numbers.nullable(),
      to: Numbers,
      jump: z.boolean(),
    }),
  ),
  wrong: z.array(
    z.object({
      row: z.number().int(),
      field: z.enum(registerFields),
      code: z.enum(registerFaults),
      /** What the file says there; told by the check and not kept. Of a village named twice: the row that named it first. */
      value: z.string().nullable(),
    }),
  ),
  unnamed: z.array(Village.extend({ residents: z.number().int().nullable() })),
})
export type RegisterLoad = z.output<typeof RegisterLoad>

const guard = { kind: 'may', action: 'register.import', target: 'county' } as const
const params = z.object({ id: Id })

export const registerRoutes = [
  route({
    id: 'register.read',
    method: 'GET',
    path: '/ledger/register',
    summary: 'The population register of a place, village by village',
    guard: { kind: 'may', action: 'ledger.import', target: 'place' },
    query: z.object({ place: Place }),
    reply: z.object({
      /** The figure of the board: the sum of the rows. */
      total: z.number().int(),
      rows: z.array(Village.extend(Numbers.shape).extend({ asOf: DayText })),
    }),
  }),
  route({
    id: 'register.check',
    method: 'POST',
    path: '/ledger/register/loads',
    summary:
      'Check a file of the population register (residents and of 65 and over by village, CSV); nothing is taken in',
    guard,
    query: z.object({ county: County }),
    upload: true,
    reply: RegisterLoad,
  }),
  route({
    id: 'register.loads',
    method: 'GET',
    path: '/ledger/register/loads',
    summary: 'Files of the population register: checked, taken in, taken back, by whom and when; the newest 50',
    guard,
    query: z.object({ county: County }),
    reply: z.object({ rows: z.array(RegisterLoadHead) }),
  }),
  route({
    id: 'register.load',
    method: 'GET',
    path: '/ledger/register/loads/:id',
    summary: 'One of them against the register, row by row',
    guard,
    params,
    reply: RegisterLoad,
  }),
  route({
    id: 'register.take',
    method: 'POST',
    path: '/ledger/register/loads/:id/take',
    summary: 'Take a checked file in; villages that it does not name keep their numbers',
    guard,
    params,
    reply: RegisterLoad,
  }),
  route({
    id: 'register.take-back',
    method: 'POST',
    path: '/ledger/register/loads/:id/take-back',
    summary: 'Take the last file back while no later one stands on it; every village is as it was before',
    guard,
    params,
    reply: RegisterLoad,
  }),
] as const
