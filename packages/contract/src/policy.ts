import { z } from 'zod'
import { DayText, Place } from './common.js'
import { route } from './route.js'

const Text2 = z.object({ zh: z.string(), en: z.string() })

export const PolicyEntry = z.object({
  ruleId: z.string(),
  title: Text2,
  unit: z.string(),
  direction: z.enum(['min', 'max', 'set', 'none']),
  safety: z.boolean(),
  state: z.enum(['inForce', 'closed']),
  value: z.unknown(),
  source: z.object({ document: z.string(), clause: z.string() }).nullable(),
  evidence: z.enum(['official', 'reposted', 'ours', 'unconfirmed']).nullable(),
  place: z.string().nullable(),
  from: DayText.nullable(),
  until: DayText.nullable(),
})

export const policyRoutes = [
  route({
    id: 'policy.list',
    method: 'GET',
    path: '/policy',
    summary: 'Rules in force for a place on a day, with value, clause, evidence; the 27 tier combinations',
    guard: { kind: 'may', action: 'policy.read', target: 'actor' },
    query: z.object({ place: Place.optional(), day: DayText.optional() }),
    reply: z.object({
      rules: z.array(PolicyEntry),
      combinations: z.array(
        z.object({
          ageBand: z.enum(['under65', 'from65', 'from80']),
          disease: z.enum(['none', 'stable', 'unstable']),
          vaccination: z.enum(['none', 'partial', 'full']),
          rule: z.enum(['red', 'yellow', 'green']).nullable(),
          score: z.number().int(),
          scoreTier: z.enum(['red', 'yellow', 'green']),
          tier: z.enum(['red', 'yellow', 'green']),
          mark: z.enum(['agree', 'uncovered', 'contradicting']),
        }),
      ),
    }),
  }),
] as const
