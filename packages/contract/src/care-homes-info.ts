import { roundStates } from '@lianfang/domain/care'
import { z } from 'zod'
import { DangerSignName } from './alarms.js'
import { DayText, Id, InstantText, PlaceInfo } from './common.js'
import { PersonRow } from './people.js'

export const HomeKindName = z.enum(['careHome', 'welfareInstitution'])
export const RoundStateName = z.enum(roundStates)

/** How the rounds of a home stand: due by, or late since and whose matter that is by now. */
export const RoundStandingInfo = z.discriminatedUnion('state', [
  z.object({ state: z.literal('nobody') }),
  z.object({ state: z.literal('inTime'), dueAt: InstantText }),
  z.object({ state: z.literal('late'), since: InstantText, level: z.enum(['township', 'county']) }),
])

const Numbers = z.object({
  /** On the roster, alive and not moved away. */
  residents: z.number().int(),
  red: z.number().int(),
  yellow: z.number().int(),
  green: z.number().int(),
  inHospital: z.number().int(),
  overdue: z.number().int(),
  alarms: z.number().int(),
})

export const CareHomeRow = z.object({
  id: Id,
  kind: HomeKindName,
  name: z.string(),
  township: z.string(),
  place: PlaceInfo,
  phone: z.string().nullable(),
  capacity: z.number().int().nullable(),
  team: z.object({ id: Id, name: z.string() }).nullable(),
  hospital: z.object({ id: Id, name: z.string(), phone: z.string().nullable() }).nullable(),
  liaison: z.string().nullable(),
  liaisonPhone: z.string().nullable(),
  greenChannelOn: DayText.nullable(),
  closedOn: DayText.nullable(),
  numbers: Numbers,
  round: RoundStandingInfo,
  lastRoundAt: InstantText.nullable(),
  /** What is missing for the night on which it is needed. */
  lacks: z.array(z.enum(['hospital', 'greenChannel', 'phone', 'team'])),
})
export type CareHomeRow = z.output<typeof CareHomeRow>

const Resident = PersonRow.extend({
  phones: z.array(z.string()),
  room: z.string().nullable(),
  since: DayText,
  state: z.enum(['here', 'refusing', 'admitted', 'dead', 'left', 'elsewhere']),
  alarm: z.boolean(),
  /** Danger signs to ask this person for. */
  signs: z.array(DangerSignName),
  /** What the round that is going on has told of them already. */
  told: RoundStateName.nullable(),
})
export type Resident = z.output<typeof Resident>

const Round = z.object({
  id: Id,
  startedAt: InstantText,
  completedAt: InstantText.nullable(),
  by: z.string(),
  well: z.number().int(),
  unwell: z.number().int(),
  refused: z.number().int(),
  absent: z.number().int(),
})

export const CareHomePage = CareHomeRow.extend({
  facility: Id.nullable(),
  version: z.number().int(),
  residents: z.array(Resident),
  /** The newest first; the first may be going on. */
  rounds: z.array(Round),
  /** The round that is not done yet and can be gone on with. */
  openRound: Id.nullable(),
  /** Who moved in and out, the newest first. */
  stays: z.array(
    z.object({
      id: Id,
      personId: Id,
      name: z.string(),
      kind: z.enum(['in', 'out']),
      day: DayText,
      at: InstantText,
      by: z.string(),
      takenBack: z.object({ at: InstantText, by: z.string() }).nullable(),
      /** It is the last fact about this person and can be taken back. */
      last: z.boolean(),
    }),
  ),
  changes: z.array(z.object({ version: z.number().int(), at: InstantText, by: z.string() })),
})
export type CareHomePage = z.output<typeof CareHomePage>
