import { z } from 'zod'
import { CommandId, DayText, fileQuery, Id, InstantText, Place, PlaceInfo, Township, Village } from './common.js'
import { route } from './route.js'

const Member = z.object({ accountId: Id, name: z.string(), role: z.string(), medic: z.boolean() })

/** `active`: false where the account is closed; it does no work, and nobody else does it for them. */
const TeamMember = Member.extend({ active: z.boolean() })

/** Who works for whom, both days included. */
const Substitution = z.object({
  id: Id,
  absent: z.object({ accountId: Id, name: z.string() }),
  substitute: z.object({ accountId: Id, name: z.string(), medic: z.boolean() }),
  from: DayText,
  until: DayText,
  /** In force today. */
  now: z.boolean(),
})

export const TeamInfo = z.object({
  id: Id,
  name: z.string(),
  township: PlaceInfo,
  members: z.array(TeamMember),
  villages: z.array(PlaceInfo),
  /** What it serves by closer bindings: the list is `team.bindings`. */
  closer: z.object({ grids: z.number().int(), households: z.number().int(), people: z.number().int() }),
  people: z.number().int(),
  overdue: z.number().int(),
  /** Whether somebody medical works for the team today. */
  hasMedic: z.boolean(),
  /** Who works today: members who are not away, and substitutes. */
  working: z.number().int(),
  /** Their work for this team: who works for several teams is divided among them. People by share is what each carries. */
  share: z.number(),
  /** More key people a member than the norm (CARE-TEAM-1). */
  overloaded: z.boolean(),
  substitutions: z.array(Substitution),
})
export type TeamInfo = z.output<typeof TeamInfo>

const TeamBody = z.object({
  name: z.string().trim().min(1).max(60),
  members: z.array(z.object({ accountId: Id, medic: z.boolean() })).max(50),
  villages: z.array(Village).max(200),
  /** Which of them are taken over from other teams, as they were seen: a village whose team is another by now is refused. */
  from: z
    .array(z.object({ village: Village, team: Id }))
    .max(200)
    .default([]),
})

export const teamRoutes = [
  route({
    id: 'team.list',
    method: 'GET',
    path: '/teams',
    summary: 'Teams of a place, and the villages with people but without a team',
    guard: { kind: 'may', action: 'team.read', target: 'place' },
    query: z.object({ place: Place }),
    reply: z.object({
      teams: z.array(TeamInfo),
      unbound: z.array(z.object({ village: PlaceInfo.nullable(), township: PlaceInfo, people: z.number().int() })),
      /** Of a township: the villages that a team serves, and how many people would go with each to another. */
      served: z.array(z.object({ village: Village, team: Id, people: z.number().int() })),
      candidates: z.array(Member.extend({ place: z.string() })),
      /** The norm: most key people a working member (CARE-TEAM-1). */
      norm: z.number().int(),
      /** Who works today for these teams, and who is a member of any: each counted once. */
      working: z.number().int(),
      members: z.number().int(),
    }),
  }),
  route({
    id: 'team.export',
    method: 'GET',
    path: '/teams/export',
    summary: 'The same teams as XLSX or CSV',
    guard: { kind: 'may', action: 'team.read', target: 'place' },
    query: z.object({
      place: Place,
      ...fileQuery,
    }),
    stream: 'file',
  }),
  route({
    id: 'team.create',
    method: 'POST',
    path: '/teams',
    summary: 'Make a team: name, members with a medic, villages',
    guard: { kind: 'may', action: 'team.manage', target: 'township' },
    body: TeamBody.extend({ id: Id, township: Township }),
    reply: TeamInfo,
  }),
  route({
    id: 'team.change',
    method: 'PUT',
    path: '/teams/:id',
    summary: 'Change name, members, villages of a team',
    guard: { kind: 'may', action: 'team.manage', target: 'team' },
    params: z.object({ id: Id }),
    body: TeamBody.extend({
      /** What becomes of what those have in hand who are no member any more; left out: it stays with them. */
      leaving: z
        .object({
          /** Shifts that have not begun: they stay on the rota, or are taken off it. */
          shifts: z.enum(['keep', 'drop']),
          /** Open calls: they stay with whoever has them, or go to the team. */
          calls: z.enum(['keep', 'team']),
        })
        .optional(),
    }),
    reply: TeamInfo,
  }),
  route({
    id: 'team.leaving',
    method: 'GET',
    path: '/teams/:id/leaving',
    summary:
      'What hangs on members who are to leave a team: other teams, shifts, calls and alarms in hand, and the load after',
    guard: { kind: 'may', action: 'team.manage', target: 'team' },
    params: z.object({ id: Id }),
    query: z.object({
      accounts: z
        .string()
        .max(2_000)
        .transform((text) => text.split(','))
        .pipe(z.array(Id).min(1).max(50)),
      /** Who is to join at the same time. */
      joining: z
        .string()
        .max(2_000)
        .transform((text) => text.split(','))
        .pipe(z.array(Id).max(50))
        .optional(),
    }),
    reply: z.object({
      members: z.array(
        z.object({
          accountId: Id,
          name: z.string(),
          otherTeams: z.number().int(),
          calls: z.number().int(),
          alarms: z.number().int(),
          /** Members for whom this one stands in, now or later. */
          standsIn: z.number().int(),
          shifts: z.array(z.object({ id: Id, place: z.string(), from: InstantText, until: InstantText })),
        }),
      ),
      people: z.number().int(),
      /** The team's work force today; and without them, with whoever joins. */
      share: z.object({ before: z.number(), after: z.number() }),
      norm: z.number().int(),
    }),
  }),
  route({
    id: 'substitute.set',
    method: 'POST',
    path: '/substitutes',
    summary: 'Somebody works for others who are away, from a day to a day, in all their teams; it ends by itself',
    guard: { kind: 'may', action: 'team.manage', target: 'township' },
    body: z.object({
      id: CommandId,
      township: Township,
      /** Those who are away: one person, or everybody of a clinic. */
      absent: z.array(Id).min(1).max(30),
      substitute: Id,
      from: DayText,
      until: DayText,
    }),
    reply: z.object({ outcome: z.enum(['recorded', 'already-recorded']), teams: z.number().int() }),
  }),
  route({
    id: 'substitute.end',
    method: 'POST',
    path: '/substitutes/:id/end',
    summary: 'End a substitution before its last day',
    guard: { kind: 'may', action: 'team.manage', target: 'township' },
    params: z.object({ id: Id }),
    body: z.object({ township: Township }),
  }),
  route({
    id: 'team.balance',
    method: 'GET',
    path: '/teams/balance',
    summary: 'A proposal of which village goes to which team, so that each member serves about as many people',
    guard: { kind: 'may', action: 'team.manage', target: 'township' },
    query: z.object({ township: Township }),
    reply: z.object({
      moves: z.array(z.object({ village: PlaceInfo, people: z.number().int(), from: Id.nullable(), to: Id })),
      teams: z.array(
        z.object({
          id: Id,
          name: z.string(),
          working: z.number().int(),
          share: z.number(),
          before: z.number().int(),
          after: z.number().int(),
        }),
      ),
      /** The norm: most people a member (CARE-TEAM-1). */
      norm: z.number().int(),
    }),
  }),
  route({
    id: 'team.rebalance',
    method: 'POST',
    path: '/teams/balance',
    summary: 'Accept a proposal, or part of it: villages change their team, people and counters with them',
    guard: { kind: 'may', action: 'team.manage', target: 'township' },
    body: z.object({
      id: CommandId,
      township: Township,
      moves: z
        .array(z.object({ village: Village, from: Id.nullable(), to: Id }))
        .min(1)
        .max(60),
    }),
    reply: z.object({ outcome: z.enum(['recorded', 'stale']), moved: z.number().int() }),
  }),
] as const
