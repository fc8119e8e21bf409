import { z } from 'zod'
import { Id, Place, PlaceInfo, Township, Village } from './common.js'
import { route } from './route.js'

const Member = z.object({ accountId: Id, name: z.string(), role: z.string(), medic: z.boolean() })

export const TeamInfo = z.object({
  id: Id,
  name: z.string(),
  township: PlaceInfo,
  members: z.array(Member),
  villages: z.array(PlaceInfo),
  people: z.number().int(),
  overdue: z.number().int(),
  hasMedic: z.boolean(),
})
export type TeamInfo = z.output<typeof TeamInfo>

const TeamBody = z.object({
  name: z.string().trim().min(1).max(60),
  members: z.array(z.object({ accountId: Id, medic: z.boolean() })).max(50),
  villages: z.array(Village).max(200),
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
      candidates: z.array(Member.extend({ place: z.string() })),
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
      format: z.enum(['xlsx', 'csv']).default('xlsx'),
      language: z.enum(['zh-CN', 'en']).default('zh-CN'),
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
    body: TeamBody,
    reply: TeamInfo,
  }),
] as const
