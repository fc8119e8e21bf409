import { bindingKinds, bindingRefusals } from '@lianfang/domain/care'
import { z } from 'zod'
import { CommandId, Id, PlaceInfo, Village } from './common.js'
import { route } from './route.js'

export const BindingKindName = z.enum(bindingKinds)

const CloserKind = z.enum(['grid', 'household', 'person'])

const Answer = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('recorded') }),
  z.object({ outcome: z.literal('already-recorded') }),
  z.object({ outcome: z.literal('refused'), reason: z.enum(bindingRefusals) }),
])
export type BindingAnswer = z.output<typeof Answer>

/** A grid of a village: some of its people, who may have a team of their own. */
export const GridInfo = z.object({
  id: Id,
  name: z.string(),
  village: PlaceInfo,
  people: z.number().int(),
  /** Null: its people are their village's team's. */
  team: z.object({ id: Id, name: z.string() }).nullable(),
})

const Binding = z.object({ id: CommandId, kind: CloserKind, subject: Id })

/** What a team serves besides its villages (K2), and the grids of villages. */
export const bindingRoutes = [
  route({
    id: 'team.bindings',
    method: 'GET',
    path: '/teams/:id/bindings',
    summary: 'Grids, households and people that a team serves by a closer binding than the village',
    guard: { kind: 'may', action: 'team.read', target: 'team' },
    params: z.object({ id: Id }),
    reply: z.object({
      grids: z.array(GridInfo),
      households: z.array(z.object({ id: Id, village: PlaceInfo.nullable(), names: z.array(z.string()) })),
      people: z.array(z.object({ id: Id, village: PlaceInfo.nullable(), name: z.string() })),
    }),
  }),
  route({
    id: 'team.bind',
    method: 'POST',
    path: '/teams/:id/bindings',
    summary:
      'Give a team a grid, a household or a person of its township; whoever had it by such a binding gives it up',
    guard: { kind: 'may', action: 'team.manage', target: 'team' },
    params: z.object({ id: Id }),
    body: Binding,
    reply: Answer,
  }),
  route({
    id: 'team.unbind',
    method: 'POST',
    path: '/teams/:id/bindings/end',
    summary: 'Take a grid, a household or a person away from a team; they fall back to the next binding',
    guard: { kind: 'may', action: 'team.manage', target: 'team' },
    params: z.object({ id: Id }),
    body: Binding,
    reply: Answer,
  }),
  route({
    id: 'grid.list',
    method: 'GET',
    path: '/grids',
    summary: 'The grids of a village',
    guard: { kind: 'may', action: 'team.read', target: 'place' },
    query: z.object({ village: Village }),
    reply: z.object({ grids: z.array(GridInfo) }),
  }),
  route({
    id: 'grid.create',
    method: 'POST',
    path: '/grids',
    summary: 'Make a grid in a village',
    guard: { kind: 'may', action: 'team.manage', target: 'place' },
    body: z.object({ id: Id, village: Village, name: z.string().trim().min(1).max(40) }),
    reply: GridInfo,
  }),
  route({
    id: 'grid.rename',
    method: 'PUT',
    path: '/grids/:id',
    summary: 'Rename a grid',
    guard: { kind: 'may', action: 'team.manage', target: 'place' },
    params: z.object({ id: Id }),
    body: z.object({ name: z.string().trim().min(1).max(40) }),
    reply: GridInfo,
  }),
  route({
    id: 'grid.assign',
    method: 'POST',
    path: '/people/:id/grid',
    summary: 'Put a person, and everybody of the same household, into a grid of their village, or into none',
    guard: { kind: 'may', action: 'team.manage', target: 'person' },
    params: z.object({ id: Id }),
    body: z.object({ id: CommandId, grid: Id.nullable() }),
    reply: Answer,
  }),
] as const
