import { z } from 'zod'
import { Cursor, fileQuery, Id, InstantText, Lang, Limit, Place, PlaceInfo, page, RoleName } from './common.js'
import { route } from './route.js'

export const AccountRow = z.object({
  id: Id,
  login: z.string(),
  name: z.string(),
  state: z.enum(['active', 'closed']),
  grants: z.array(z.object({ id: Id, role: RoleName, place: PlaceInfo })),
  secondFactor: z.boolean(),
  /** Whether it is linked with the identity provider; null when none is configured. */
  linked: z.boolean().nullable(),
  lastSeenAt: InstantText.nullable(),
  /** The owner has not set a password yet; with the end of the printed card, if one is good. Null when one is set. */
  waiting: z.object({ cardUntil: InstantText.nullable() }).nullable(),
})

/** By sign-in name, by name, or those used last in front. */
export const AccountOrder = z.enum(['login', 'name', 'seen'])

const GrantBody = z.object({ role: RoleName, place: Place })

/** `goWithout`: said by who has read which teams have nobody medical then. */
const OnlyMedic = z.object({ teams: z.enum(['keepMedic', 'goWithout']).default('keepMedic') })

export const accountRoutes = [
  route({
    id: 'account.list',
    method: 'GET',
    path: '/accounts',
    summary: 'Accounts with a role inside my place',
    guard: { kind: 'may', action: 'account.read', target: 'actor' },
    query: z.object({
      order: AccountOrder.default('login'),
      /** `waiting`: only those whose owner has not set a password yet. */
      state: z.enum(['all', 'waiting']).default('all'),
      cursor: Cursor,
      limit: Limit,
    }),
    reply: page(AccountRow),
  }),
  route({
    id: 'account.search',
    method: 'POST',
    path: '/accounts/search',
    summary: 'Accounts whose sign-in name or name has what was typed; posted, since it may be a name. At most 100',
    guard: { kind: 'may', action: 'account.read', target: 'actor' },
    body: z.object({
      text: z.string().trim().min(1).max(60),
      order: AccountOrder.default('login'),
      state: z.enum(['waiting']).optional(),
    }),
    reply: z.object({ rows: z.array(AccountRow), more: z.boolean() }),
  }),
  route({
    id: 'account.export',
    method: 'GET',
    path: '/accounts/export',
    summary: 'The same accounts as XLSX or CSV',
    guard: { kind: 'may', action: 'account.read', target: 'actor' },
    query: z.object(fileQuery),
    stream: 'file',
  }),
  route({
    id: 'account.create',
    method: 'POST',
    path: '/accounts',
    summary: 'Create an account with its roles at places; answers a first password, shown once',
    guard: { kind: 'may', action: 'account.manage', target: 'place' },
    body: z.object({
      id: Id,
      login: z
        .string()
        .trim()
        .min(3)
        .max(60)
        .regex(/^[\p{L}\p{N}._@-]+$/u),
      name: z.string().trim().min(1).max(60),
      language: Lang,
      grants: z.array(GrantBody).min(1).max(10),
    }),
    reply: z.object({ account: AccountRow, firstPassword: z.string() }),
  }),
  route({
    id: 'account.grant',
    method: 'POST',
    path: '/accounts/:id/grants',
    summary: 'Give an account one more role at a place inside mine',
    guard: { kind: 'may', action: 'account.manage', target: 'account' },
    params: z.object({ id: Id }),
    body: GrantBody.extend({ id: Id }),
  }),
  route({
    id: 'account.withdraw-grant',
    method: 'DELETE',
    path: '/accounts/:id/grants/:grant',
    summary: 'Withdraw a role; sessions acting under it end at once. Refused while it leaves a team without a medic',
    guard: { kind: 'may', action: 'account.manage', target: 'account' },
    params: z.object({ id: Id, grant: Id }),
    query: OnlyMedic,
  }),
  route({
    id: 'account.link',
    method: 'PUT',
    path: '/accounts/:id/provider',
    summary: 'Link an account with a subject of the identity provider',
    guard: { kind: 'may', action: 'account.manage', target: 'account' },
    params: z.object({ id: Id }),
    body: z.object({ subject: z.string().trim().min(1).max(255) }),
  }),
  route({
    id: 'account.unlink',
    method: 'DELETE',
    path: '/accounts/:id/provider',
    summary: 'Undo the link of an account with the identity provider',
    guard: { kind: 'may', action: 'account.manage', target: 'account' },
    params: z.object({ id: Id }),
  }),
  route({
    id: 'account.close',
    method: 'POST',
    path: '/accounts/:id/close',
    summary: 'Close an account; its sessions end at once. Refused while it leaves a team without a medic',
    guard: { kind: 'may', action: 'account.manage', target: 'account' },
    params: z.object({ id: Id }),
    query: OnlyMedic,
  }),
  route({
    id: 'account.reopen',
    method: 'POST',
    path: '/accounts/:id/reopen',
    summary: 'Open a closed account again with its roles: new first password, second factor set up anew',
    guard: { kind: 'may', action: 'account.manage', target: 'account' },
    params: z.object({ id: Id }),
    reply: z.object({ firstPassword: z.string() }),
  }),
  route({
    id: 'account.reset',
    method: 'POST',
    path: '/accounts/:id/reset',
    summary: 'New first password and second factor set up anew; sessions end',
    guard: { kind: 'may', action: 'account.manage', target: 'account' },
    params: z.object({ id: Id }),
    reply: z.object({ firstPassword: z.string() }),
  }),
] as const
