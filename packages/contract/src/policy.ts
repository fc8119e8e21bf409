import { parseDay } from '@lianfang/domain/shared'
import { z } from 'zod'
import { DayText, Id, InstantText, Place, PlaceInfo } from './common.js'
import { route } from './route.js'

const Text2 = z.object({ zh: z.string(), en: z.string() })

const Evidence = z.enum(['official', 'reposted', 'ours', 'unconfirmed'])
const Source = z.object({ document: z.string(), clause: z.string() })
/** A day of the calendar, not only eight digits. */
const RealDay = DayText.refine((text) => parseDay(text) !== null)

export const PolicyEntry = z.object({
  ruleId: z.string(),
  title: Text2,
  unit: z.string(),
  direction: z.enum(['min', 'max', 'set', 'none']),
  safety: z.boolean(),
  /** By what form a value is entered. */
  kind: z.enum(['number', 'words', 'tiers', 'bands', 'range', 'wordGroups', 'unknownAs', 'points', 'table', 'fixed']),
  state: z.enum(['inForce', 'closed']),
  value: z.unknown(),
  source: Source.nullable(),
  /** The source is the program's own: the page tells it in the reader's language. */
  builtIn: z.boolean(),
  evidence: Evidence.nullable(),
  place: z.string().nullable(),
  from: DayText.nullable(),
  until: DayText.nullable(),
})

const EnteredValue = z.object({
  id: Id,
  place: PlaceInfo,
  value: z.unknown(),
  source: Source,
  builtIn: z.boolean(),
  evidence: Evidence,
  from: DayText,
  until: DayText.nullable(),
  approval: z.object({ by: PlaceInfo, reference: z.string(), day: DayText }).nullable(),
  /** `leftOut`: looser than the value above, and not approved there. */
  state: z.enum(['inForce', 'later', 'past', 'leftOut']),
  /** Names where the reader may see them; null for what came with the program. */
  enteredBy: z.string().nullable(),
  signedBy: z.string().nullable(),
  enteredAt: InstantText,
})

const Proposal = EnteredValue.omit({
  builtIn: true,
  state: true,
  approval: true,
  enteredBy: true,
  signedBy: true,
  enteredAt: true,
}).extend({
  ruleId: z.string(),
  approval: z.object({ reference: z.string(), day: DayText }).nullable(),
  mine: z.boolean(),
  proposedBy: z.string().nullable(),
  proposedAt: InstantText,
  state: z.enum(['waiting', 'signed', 'refused', 'withdrawn']),
  /** Why it could not be signed as things stand; null when it could. */
  hindrance: z.enum(['no-rule', 'level', 'unreadable', 'unconfirmed', 'looser', 'approval-stale']).nullable(),
  decidedBy: z.string().nullable(),
  decidedAt: InstantText.nullable(),
  reason: z.string().nullable(),
})

const ProposeBody = z
  .object({
    id: Id,
    ruleId: z.string().min(1).max(40),
    place: Place,
    // Lists of words are the largest values; 400 words are about 4,000 letters.
    value: z.unknown().refine((value) => (JSON.stringify(value)?.length ?? 0) <= 40_000),
    source: z.object({ document: z.string().trim().min(2).max(200), clause: z.string().trim().min(1).max(300) }),
    evidence: Evidence,
    from: RealDay,
    until: RealDay.nullable(),
    approval: z.object({ reference: z.string().trim().min(2).max(200), day: RealDay }).nullable(),
  })
  .refine((body) => body.until === null || body.until >= body.from, { path: ['until'] })

const ProposalParams = z.object({ id: Id })

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
  route({
    id: 'policy.values',
    method: 'GET',
    path: '/policy/rules/:rule/values',
    summary: 'Every value of a rule at a place, above it and inside it, by date, with who entered and who signed',
    guard: { kind: 'may', action: 'policy.read', target: 'actor' },
    params: z.object({ rule: z.string().max(40) }),
    query: z.object({ place: Place.optional() }),
    reply: z.object({ rows: z.array(EnteredValue) }),
  }),
  route({
    id: 'policy.proposals',
    method: 'GET',
    path: '/policy/proposals',
    summary: 'Values that wait for a second signature inside a place, and those decided in the last thirty days',
    guard: { kind: 'may', action: 'policy.propose', target: 'place' },
    query: z.object({ place: Place.optional() }),
    reply: z.object({ rows: z.array(Proposal) }),
  }),
  route({
    id: 'policy.propose',
    method: 'POST',
    path: '/policy/proposals',
    summary: 'Propose a value of a rule at a place; in force only when a second person has signed',
    guard: { kind: 'may', action: 'policy.propose', target: 'place' },
    body: ProposeBody,
  }),
  route({
    id: 'policy.try',
    method: 'GET',
    path: '/policy/proposals/:id/try',
    summary:
      'How many people of the county would change tier or due moment by a proposal; null where they cannot be counted',
    guard: { kind: 'may', action: 'policy.propose', target: 'place' },
    params: ProposalParams,
    reply: z.object({
      tried: z
        .object({
          people: z.number().int(),
          tier: z.number().int(),
          waiting: z.number().int(),
          sooner: z.number().int(),
          later: z.number().int(),
          /** Of those due later: by another tier, by a longer time between talks, owed no routine talk any more; and until when. */
          putOff: z.object({
            byTier: z.number().int(),
            byTime: z.number().int(),
            ended: z.number().int(),
            mostHours: z.number().int().nullable(),
            until: InstantText.nullable(),
          }),
        })
        .nullable(),
    }),
  }),
  route({
    id: 'policy.sign',
    method: 'POST',
    path: '/policy/proposals/:id/sign',
    summary: 'Sign a proposal of somebody else; tiers and due moments are renewed',
    guard: { kind: 'may', action: 'policy.sign', target: 'place' },
    params: ProposalParams,
    reply: z.object({ counties: z.number().int() }),
  }),
  route({
    id: 'policy.refuse',
    method: 'POST',
    path: '/policy/proposals/:id/refuse',
    summary: 'Refuse a proposal of somebody else, with a reason',
    guard: { kind: 'may', action: 'policy.sign', target: 'place' },
    params: ProposalParams,
    body: z.object({ reason: z.string().trim().min(2).max(300) }),
  }),
  route({
    id: 'policy.withdraw',
    method: 'POST',
    path: '/policy/proposals/:id/withdraw',
    summary: 'Take my own proposal back',
    guard: { kind: 'may', action: 'policy.propose', target: 'place' },
    params: ProposalParams,
  }),
] as const
