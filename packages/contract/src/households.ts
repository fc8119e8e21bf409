import { z } from 'zod'
import { BindingKindName } from './bindings.js'
import { CommandId, Id, PlaceInfo } from './common.js'
import { PersonRow } from './people.js'
import { route } from './route.js'
import { TimelineEntry } from './timeline-entry.js'

const Answer = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('recorded') }),
  z.object({ outcome: z.literal('already-recorded') }),
  z.object({ outcome: z.literal('refused'), reason: z.string() }),
])
export type HouseholdAnswer = z.output<typeof Answer>

const Member = PersonRow.extend({ phones: z.array(z.string()) })

export const householdRoutes = [
  route({
    id: 'household.read',
    method: 'GET',
    path: '/people/:id/household',
    summary: 'Who lives with a person, and who shares a phone number and is in no household of theirs yet',
    guard: { kind: 'may', action: 'person.read', target: 'person' },
    params: z.object({ id: Id }),
    reply: z.object({
      /** The person too; empty where no household is recorded. */
      members: z.array(Member),
      /** People of the same village with the same phone number. */
      perhaps: z.array(PersonRow),
      /** Recorded as living alone, and the household has others. */
      contradiction: z.boolean(),
    }),
  }),
  route({
    id: 'household.page',
    method: 'GET',
    path: '/households/:id',
    summary: 'A household: who lives there, where, with which telephones, who serves it, and its recent contacts',
    guard: { kind: 'may', action: 'person.read', target: 'person' },
    params: z.object({ id: Id }),
    reply: z.object({
      id: Id,
      chain: z.array(PlaceInfo),
      /** As far as the reader sees them; the riskiest first. */
      members: z.array(
        Member.extend({
          address: z.string().nullable(),
          /** The team that serves this one alone, by a binding of their own. */
          own: z.object({ id: Id, name: z.string() }).nullable(),
        }),
      ),
      grid: z.object({ id: Id, name: z.string() }).nullable(),
      /** Who serves the household, and by which binding; null where nobody does. */
      serving: z.object({ id: Id, name: z.string(), because: BindingKindName }).nullable(),
      /** Follow-ups and attempts of all of them, newest first. */
      timeline: z.array(TimelineEntry.extend({ person: Id, name: z.string() })),
    }),
  }),
  route({
    id: 'household.join',
    method: 'POST',
    path: '/people/:id/household',
    summary: 'Record that a person lives with another of the same village',
    guard: { kind: 'may', action: 'person.edit', target: 'person' },
    params: z.object({ id: Id }),
    body: z.object({ id: CommandId, with: Id }),
    reply: Answer,
  }),
  route({
    id: 'household.leave',
    method: 'POST',
    path: '/people/:id/household/leave',
    summary: 'Record that a person does not live in that household',
    guard: { kind: 'may', action: 'person.edit', target: 'person' },
    params: z.object({ id: Id }),
    body: z.object({ id: CommandId }),
    reply: Answer,
  }),
] as const
