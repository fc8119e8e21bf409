import { destinations, kindClasses, kindKeepings, kindUnits, paperKinds, riskClasses } from '@lianfang/domain/supply'
import { z } from 'zod'
import { commandAnswer, DayText, Id, InstantText, Place, PlaceInfo } from './common.js'
import { route } from './route.js'

const evidence = z.enum(['official', 'reposted', 'ours', 'unconfirmed'])
export const KindCode = z.string().regex(/^[a-z][a-z0-9-]{1,39}$/)
export const PaperKindName = z.enum(paperKinds)

export const PaperDemandInfo = z.object({
  destination: z.enum(destinations),
  papers: z.array(PaperKindName),
  standards: z.array(z.string()),
  source: z.string(),
  evidence,
})

const KindFields = z.object({
  class: z.enum(kindClasses),
  name: z.string().trim().min(1).max(60),
  nameEn: z.string().trim().min(1).max(80),
  unit: z.enum(kindUnits),
  keeping: z.enum(kindKeepings),
  risk: z.enum(riskClasses).nullable(),
})

/** Who is named for a kind at a place (E1): tracks its production, stock and resumption there. */
export const KindLiaisonInfo = z.object({
  id: Id,
  place: PlaceInfo,
  accountId: Id,
  name: z.string(),
  phone: z.string().nullable(),
  from: InstantText,
})

export const KindInfo = KindFields.extend({
  code: KindCode,
  evidence,
  closedOn: DayText.nullable(),
  version: z.number().int(),
  demands: z.array(PaperDemandInfo),
  /** Seen by desks and by who is named. */
  liaisons: z.array(KindLiaisonInfo),
})
export type KindInfo = z.output<typeof KindInfo>

const Answer = commandAnswer(KindInfo, KindInfo)
/** A number at work, as people write it. */
export const WorkPhone = z
  .string()
  .trim()
  .nullable()
  .transform((text) => text || null)
  .pipe(
    z
      .string()
      .regex(/^[+\d][\d\s()-]{2,29}$/)
      .nullable(),
  )

export const kindRoutes = [
  route({
    id: 'kind.list',
    method: 'GET',
    path: '/kinds',
    summary: 'The catalogue: kinds of equipment and supplies, with what each destination asks of them',
    guard: { kind: 'own' },
    reply: z.object({ rows: z.array(KindInfo) }),
  }),
  route({
    id: 'kind.create',
    method: 'POST',
    path: '/kinds',
    summary: 'Add a kind to the catalogue of the nation',
    guard: { kind: 'may', action: 'kind.manage', target: 'actor' },
    body: KindFields.extend({ code: KindCode }),
    reply: Answer,
  }),
  route({
    id: 'kind.change',
    method: 'PUT',
    path: '/kinds/:code',
    summary:
      'Change a kind, or close it on a day; an older version than the present one is answered with the present one',
    guard: { kind: 'may', action: 'kind.manage', target: 'actor' },
    params: z.object({ code: KindCode }),
    body: KindFields.extend({ version: z.number().int(), closedOn: DayText.nullable() }),
    reply: Answer,
  }),
  route({
    id: 'kindLiaison.name',
    method: 'POST',
    path: '/kinds/:code/liaisons',
    summary: 'Name a person for a kind at a place',
    guard: { kind: 'may', action: 'kindLiaison.manage', target: 'place' },
    params: z.object({ code: KindCode }),
    body: z.object({ id: Id, place: Place, accountId: Id, phone: WorkPhone }),
    reply: commandAnswer(KindLiaisonInfo, KindLiaisonInfo),
  }),
  route({
    id: 'kindLiaison.end',
    method: 'POST',
    path: '/kind-liaisons/:id/end',
    summary: 'End the naming of a person for a kind',
    guard: { kind: 'may', action: 'kindLiaison.manage', target: 'place' },
    params: z.object({ id: Id }),
    reply: z.object({ outcome: z.enum(['recorded', 'already-recorded']) }),
  }),
] as const
