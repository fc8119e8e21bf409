import { z } from 'zod'
import { Cursor, DayText, fileQuery, Id, InstantText, Limit, page } from './common.js'
import { route } from './route.js'

const AuditFilter = {
  action: z.string().max(60).optional(),
  subject: Id.optional(),
  /** Who did it. */
  account: Id.optional(),
  outcome: z.enum(['allowed', 'refused']).optional(),
  /** First and last day, in the zone of the places. */
  from: DayText.optional(),
  until: DayText.optional(),
  order: z.enum(['newest', 'oldest']).default('newest'),
}

export const auditRoutes = [
  route({
    id: 'audit.list',
    method: 'GET',
    path: '/audit',
    summary: 'Audit rows within my place: who did what to which id; no names of people',
    guard: { kind: 'may', action: 'audit.read', target: 'actor' },
    query: z.object({ ...AuditFilter, cursor: Cursor, limit: Limit }),
    reply: page(
      z.object({
        id: Id,
        at: InstantText,
        accountId: Id.nullable(),
        actor: z.string().nullable(),
        role: z.string().nullable(),
        action: z.string(),
        subject: z.string().nullable(),
        place: z.string().nullable(),
        outcome: z.enum(['allowed', 'refused']),
        count: z.number().int().nullable(),
        seal: z.number().int().nullable(),
      }),
    ),
  }),
  route({
    id: 'audit.account',
    method: 'POST',
    path: '/audit/account',
    summary: 'The account of a login inside my place, to look for what it did; null when there is none',
    guard: { kind: 'may', action: 'audit.read', target: 'actor' },
    body: z.object({ login: z.string().trim().min(1).max(60) }),
    reply: z.object({ id: Id.nullable() }),
  }),
  route({
    id: 'audit.export',
    method: 'GET',
    path: '/audit/export',
    summary: 'The same rows as XLSX or CSV, at most 100,000',
    guard: { kind: 'may', action: 'audit.read', target: 'actor' },
    query: z.object({ ...AuditFilter, ...fileQuery }),
    stream: 'file',
  }),
  route({
    id: 'audit.verify',
    method: 'GET',
    path: '/audit/verify',
    summary: 'Recompute the seals and state the unsealed window',
    guard: { kind: 'may', action: 'audit.read', target: 'actor' },
    reply: z.object({
      state: z.enum(['whole', 'broken']),
      seals: z.number().int(),
      rows: z.number().int(),
      unsealed: z.number().int(),
      firstBroken: z.number().int().nullable(),
    }),
  }),
] as const
