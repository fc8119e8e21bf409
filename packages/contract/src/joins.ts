import { mergeFields } from '@lianfang/domain/care'
import { z } from 'zod'
import { CommandId, Id } from './common.js'
import { MergeSide } from './ledger.js'
import { LedgerFieldName } from './ledger-info.js'
import { PersonRow } from './people.js'
import { route } from './route.js'

/** One of two records: what it says, field by field. */
const JoinSide = z.object({
  personId: Id,
  fields: z.array(z.object({ field: LedgerFieldName, value: z.string() })),
})

const two = z.object({ id: Id, other: Id })
const joining = { kind: 'may', action: 'person.join', target: 'person' } as const

/** Two records of one person on a ledger (K1): found, compared, joined. Taken apart by taking the life event back. */
export const joinRoutes = [
  route({
    id: 'person.doubles',
    method: 'GET',
    path: '/people/:id/doubles',
    summary: 'Records of the ledger that are perhaps the same person as this one',
    guard: joining,
    params: z.object({ id: Id }),
    reply: z.object({ rows: z.array(PersonRow) }),
  }),
  route({
    id: 'join.compare',
    method: 'GET',
    path: '/people/:id/join/:other',
    summary: 'Two records side by side, before they are joined',
    guard: joining,
    params: two,
    reply: z.object({
      kept: JoinSide,
      other: JoinSide,
      /** Fields in which both say something else: what stands unless somebody chooses, and what both together say. */
      choices: z.array(z.object({ field: z.enum(mergeFields), usual: MergeSide, joined: z.string().nullable() })),
      /** Why they cannot be joined so; null when they can. */
      refusal: z.string().nullable(),
      /** What hangs on the other record and does not go along. */
      hanging: z.array(z.enum(['move', 'careHome', 'medicine'])),
    }),
  }),
  route({
    id: 'person.join',
    method: 'POST',
    path: '/people/:id/join',
    summary: 'Join another record into this one: it goes on here',
    guard: joining,
    params: z.object({ id: Id }),
    body: z.object({
      id: CommandId,
      other: Id,
      /** Which side each differing field is taken from; what is not named is as usual. */
      take: z
        .array(z.object({ field: z.enum(mergeFields), side: MergeSide }))
        .max(mergeFields.length)
        .default([]),
      /** How it was found out. Sealed. */
      reason: z.string().trim().min(1).max(500),
    }),
    reply: z.discriminatedUnion('outcome', [
      z.object({ outcome: z.literal('recorded'), personId: Id }),
      z.object({ outcome: z.literal('already-recorded'), personId: Id }),
      z.object({ outcome: z.literal('refused'), reason: z.string() }),
    ]),
  }),
] as const
