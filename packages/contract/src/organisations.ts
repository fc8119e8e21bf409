import { organisationTrees } from '@lianfang/domain/org'
import { z } from 'zod'
import { commandAnswer, DayText, fileQuery, Id, Place, PlaceInfo } from './common.js'
import { route } from './route.js'

export const OrganisationTreeName = z.enum(organisationTrees)

export const OrganisationInfo = z.object({
  id: Id,
  tree: OrganisationTreeName,
  parent: Id.nullable(),
  name: z.string(),
  nameEn: z.string().nullable(),
  code: z.string().nullable(),
  place: PlaceInfo,
  closedOn: DayText.nullable(),
  version: z.number().int(),
  /** 1 for a root. */
  depth: z.number().int(),
  children: z.number().int(),
  /** Open facilities that belong to it, of those the reader sees. */
  facilities: z.number().int(),
})
export type OrganisationInfo = z.output<typeof OrganisationInfo>

const Blank = z
  .string()
  .trim()
  .nullable()
  .transform((text) => text || null)

const OrganisationBody = z.object({
  parent: Id.nullable(),
  name: z.string().trim().min(1).max(80),
  nameEn: Blank.pipe(z.string().max(120).nullable()),
  code: Blank.pipe(z.string().max(40).nullable()),
  /** The division it reports to; all that belongs to it lies within. */
  place: Place,
})

const Answer = commandAnswer(OrganisationInfo, OrganisationInfo)

export const organisationRoutes = [
  route({
    id: 'organisation.list',
    method: 'GET',
    path: '/organisations',
    summary: 'Trees of organisations of a place: those within it and the chain above, each after its parent',
    guard: { kind: 'may', action: 'organisation.read', target: 'place' },
    query: z.object({ place: Place, tree: OrganisationTreeName.optional() }),
    /** At most 2,000; `more` says that a narrower place shows the rest. */
    reply: z.object({ rows: z.array(OrganisationInfo), more: z.boolean() }),
  }),
  route({
    id: 'organisation.export',
    method: 'GET',
    path: '/organisations/export',
    summary: 'The same trees as XLSX or CSV',
    guard: { kind: 'may', action: 'organisation.read', target: 'place' },
    query: z.object({ place: Place, tree: OrganisationTreeName.optional(), ...fileQuery }),
    stream: 'file',
  }),
  route({
    id: 'organisation.create',
    method: 'POST',
    path: '/organisations',
    summary: 'Add an organisation: a root, or below a parent of the same tree',
    guard: { kind: 'may', action: 'organisation.manage', target: 'place' },
    body: OrganisationBody.extend({ id: Id, tree: OrganisationTreeName }),
    reply: Answer,
  }),
  route({
    id: 'organisation.change',
    method: 'PUT',
    path: '/organisations/:id',
    summary: 'Change name, code, place or parent of an organisation',
    guard: { kind: 'may', action: 'organisation.manage', target: 'organisation' },
    params: z.object({ id: Id }),
    body: OrganisationBody.extend({ version: z.number().int() }),
    reply: Answer,
  }),
  route({
    id: 'organisation.close',
    method: 'POST',
    path: '/organisations/:id/close',
    summary: 'Close an organisation that has nothing open in it; null opens one again that was closed by mistake',
    guard: { kind: 'may', action: 'organisation.manage', target: 'organisation' },
    params: z.object({ id: Id }),
    body: z.object({ version: z.number().int(), closedOn: DayText.nullable() }),
    reply: Answer,
  }),
] as const
