import { z } from 'zod'
import { County, Id, InstantText, RoleName } from './common.js'
import { route } from './route.js'

const OpenedAccess = z.object({ id: Id, personId: Id, county: z.string(), until: InstantText })

const EmergencyAccess = OpenedAccess.extend({
  countyName: z.string(),
  openedAt: InstantText,
  endedAt: InstantText.nullable(),
  /** Whether it is open now, by the server's clock. */
  open: z.boolean(),
  /** Whether the reader opened it. */
  own: z.boolean(),
  accountId: Id,
  role: RoleName,
  /** The place the opener's role is held at. */
  place: z.string(),
  placeName: z.string(),
  /** Who opened it; null for the auditor, who sees ids. */
  by: z.string().nullable(),
  /** Why; null for the auditor. */
  reason: z.string().nullable(),
})

export const emergencyRoutes = [
  route({
    id: 'emergency.open',
    method: 'POST',
    path: '/emergency-access',
    summary: 'Open one person for a while, by county and identity number, with a reason; ends the access before',
    guard: { kind: 'may', action: 'emergency.open', target: 'county' },
    body: z.object({
      county: County,
      idNumber: z.string().trim().min(1).max(40),
      reason: z.string().trim().min(1).max(500),
    }),
    reply: OpenedAccess,
  }),
  route({
    id: 'emergency.list',
    method: 'GET',
    path: '/emergency-access',
    summary:
      "Emergency accesses, newest first: the county's, the viewer's own, or for the auditor those in place by ids",
    guard: { kind: 'may', action: 'emergency.list', target: 'actor' },
    reply: z.object({
      /** What an access is bound to now; null while the rules are closed. */
      rules: z.object({ openHours: z.number(), reasonLetters: z.number().int() }).nullable(),
      rows: z.array(EmergencyAccess),
    }),
  }),
  route({
    id: 'emergency.end',
    method: 'POST',
    path: '/emergency-access/:id/end',
    summary: "End one's own emergency access before its time",
    guard: { kind: 'may', action: 'emergency.open', target: 'actor' },
    params: z.object({ id: Id }),
  }),
] as const
