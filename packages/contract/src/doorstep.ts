import { doorstepCodes } from '@lianfang/domain/care'
import { z } from 'zod'
import { CommandId, Id, PlaceInfo, TierName, Township, Village } from './common.js'
import { DiseaseClassName, DueInfo, KindName, VaccinationClassName } from './people.js'
import { route } from './route.js'

/** What is filled in about a person on the doorstep. Texts travel as written and are read by the ledger's own readers. */
export const DoorstepFields = z.object({
  name: z.string().max(300),
  idNumber: z.string().max(60),
  sex: z.enum(['male', 'female', 'unknown']),
  /** A day or a year as written; '' where it is not known or follows from the number. */
  birth: z.string().max(40),
  phones: z.string().max(500),
  township: Township,
  village: Village.nullable(),
  address: z.string().max(1000),
  disease: z.object({
    class: DiseaseClassName,
    /** Absent: unchanged. Never sent to a role that sees only the class, and not taken from it. */
    names: z.array(z.string().max(300)).max(30).optional(),
  }),
  vaccination: VaccinationClassName,
  living: z.enum(['alone', 'onlyWithDisabledChildren', 'notAlone', 'unknown']),
  kinds: z.array(KindName).max(20),
})
export type DoorstepFields = z.output<typeof DoorstepFields>

export const AddPerson = z.object({
  /** The command's id is the person's: made on the phone, before anybody answered. */
  id: CommandId,
  fields: DoorstepFields,
  /** Candidates of an earlier answer of whom the caller says that they are other people. */
  others: z.array(Id).max(50).default([]),
})
export type AddPerson = z.output<typeof AddPerson>

export const CorrectPerson = z.object({
  commandId: CommandId,
  /** The version of `person.fields` that the form was opened with. */
  version: z.number().int().min(0),
  fields: DoorstepFields,
})
export type CorrectPerson = z.output<typeof CorrectPerson>

/** Where a person stands after the command. */
const PersonStands = z.object({
  id: Id,
  tier: TierName,
  provisional: z.boolean(),
  /** A lower colour that waits for a medic. */
  waiting: TierName.nullable(),
  due: DueInfo,
})

const PersonForm = z.object({ id: Id, version: z.number().int(), fields: DoorstepFields, chain: z.array(PlaceInfo) })

const recorded = [
  z.object({ outcome: z.literal('recorded'), result: PersonStands }),
  z.object({ outcome: z.literal('already-recorded'), result: PersonStands }),
  z.object({
    outcome: z.literal('wrong'),
    errors: z.array(
      z.object({
        field: z.enum(['name', 'idNumber', 'sex', 'birth', 'phones', 'village', 'address', 'diseases', 'kinds']),
        code: z.enum(doorstepCodes),
      }),
    ),
  }),
  /** Surely on the ledger already; the id where the reader may see that person. */
  z.object({ outcome: z.literal('known'), personId: Id.nullable() }),
] as const

/** Somebody who is perhaps the same; name and place where the reader may see that person. */
export const DoorstepCandidate = z.object({
  id: Id,
  name: z.string().nullable(),
  place: z.string().nullable(),
  age: z.number().int().nullable(),
})

export const AddAnswer = z.discriminatedUnion('outcome', [
  ...recorded,
  z.object({ outcome: z.literal('doubtful'), candidates: z.array(DoorstepCandidate) }),
])
export type AddAnswer = z.output<typeof AddAnswer>

export const CorrectAnswer = z.discriminatedUnion('outcome', [
  ...recorded,
  z.object({ outcome: z.literal('unchanged') }),
  z.object({ outcome: z.literal('stale'), current: PersonForm }),
])
export type CorrectAnswer = z.output<typeof CorrectAnswer>

export const doorstepRoutes = [
  route({
    id: 'person.add',
    method: 'POST',
    path: '/people',
    summary: 'Take a person in by hand, on the doorstep or at the desk',
    guard: { kind: 'may', action: 'person.edit', target: 'place' },
    body: AddPerson,
    reply: AddAnswer,
  }),
  route({
    id: 'person.fields',
    method: 'GET',
    path: '/people/:id/fields',
    summary: "A person's fields as a form opens with them",
    guard: { kind: 'may', action: 'person.edit', target: 'person' },
    params: z.object({ id: Id }),
    reply: PersonForm,
  }),
  route({
    id: 'person.correct',
    method: 'POST',
    path: '/people/:id/correct',
    summary: "Put a person's fields right by hand",
    guard: { kind: 'may', action: 'person.edit', target: 'person' },
    params: z.object({ id: Id }),
    body: CorrectPerson,
    reply: CorrectAnswer,
  }),
] as const
