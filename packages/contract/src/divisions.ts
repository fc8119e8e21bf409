import { z } from 'zod'
import { Place, PlaceInfo } from './common.js'
import { route } from './route.js'

export const divisionRoutes = [
  route({
    id: 'division.read',
    method: 'GET',
    path: '/divisions/:code',
    summary: 'A division, the chain above it and its children',
    guard: { kind: 'may', action: 'division.read', target: 'actor' },
    params: z.object({ code: Place }),
    reply: z.object({ place: PlaceInfo, chain: z.array(PlaceInfo), children: z.array(PlaceInfo) }),
  }),
] as const
