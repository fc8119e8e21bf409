import { z } from 'zod'
import { AlarmInfo, DangerSignName } from './alarms.js'
import { BindingKindName } from './bindings.js'
import { DayText, Id, InstantText, PlaceInfo, TierName } from './common.js'
import { PersonMedicine } from './medicine.js'
import { TimelineEntry } from './timeline-entry.js'

export const DiseaseClassName = z.enum(['none', 'stable', 'unstable', 'stabilityUnknown', 'unknown'])
export const VaccinationClassName = z.enum(['none', 'partial', 'full', 'unknown'])
export const KindName = z.enum([
  'livingAlone',
  'onlyWithDisabledChildren',
  'dialysis',
  'disabled',
  'pregnant',
  'child',
  'childInDifficulties',
])

/** When the next follow-up is due and why; null times = none is due (green, or no longer served). */
export const DueInfo = z.object({
  dueAt: InstantText.nullable(),
  reason: z.enum([
    'firstContact',
    'longestGap',
    'weeklyCount',
    'notDue',
    'afterDischarge',
    'inHospital',
    'offerAgain',
    'offerDaily',
    'gone',
  ]),
  mode: z.enum(['call', 'visit']),
  ruleId: z.string(),
})

/** Why a person was or was not due on a day (K3). */
export const DueReplayed = z.object({
  day: z.string(),
  /** The moment looked at: the day's end, or now where that is sooner. */
  at: InstantText,
  found: z
    .object({
      tier: TierName,
      status: z.enum(['here', 'admitted', 'refusing', 'dead', 'left']),
      away: z.boolean(),
      flags: z.array(
        z.object({
          flag: z.enum([
            'livingAlone',
            'onlyWithDisabledChildren',
            'dialysis',
            'pregnant',
            'disabled',
            'childInDifficulties',
            'episode',
          ]),
          since: InstantText,
        }),
      ),
      talks: z.array(InstantText),
      attempts: z.array(InstantText),
      due: DueInfo,
      overdue: z.boolean(),
      /** Every promise with its own moment, the earliest first. */
      lines: z.array(z.object({ dueAt: InstantText, reason: z.string(), ruleId: z.string() })),
    })
    /** Null: not on the ledger that day. */
    .nullable(),
})

/**
 * Which people of a place a list shows. `firstContact`: new ones, whose first contact is owed after today. `gone`: died or moved away; they are in no other list but `doubtfulDeath`: talked to
 * after that was recorded, so that it may have been a mistake, and `askedBack`: somebody was asked to take the death back.
 */
export const PersonState = z.enum([
  'all',
  'overdue',
  'lateTownship',
  'lateCounty',
  'provisional',
  'neverReached',
  'firstContact',
  'withoutTeam',
  /** On the ledger of a township, and nobody has told of which village. */
  'withoutVillage',
  'waiting',
  'admitted',
  'refusing',
  'offerToday',
  'away',
  'gone',
  'doubtfulDeath',
  'askedBack',
])

export const LifeStatusName = z.enum(['here', 'admitted', 'refusing', 'dead', 'left'])

/** How a person's life stands (K20): `away` = registered here, living elsewhere. */
export const LifeInfo = z.object({
  status: LifeStatusName,
  since: InstantText.nullable(),
  away: z.boolean(),
  /** Left, because the person is another record's from now (K1). */
  joined: z.literal(true).optional(),
  /** The record that goes on in its place, where the reader sees it. */
  goesOn: Id.optional(),
})

/** That a second person was asked to take a death back (K20), and what they answered where the death stands. */
export const TakingBackAsked = z.object({
  id: Id,
  event: Id,
  askedAt: InstantText,
  askedBy: z.string(),
  /** The reader asked. */
  mine: z.boolean(),
  reason: z.string(),
  answer: z.object({ at: InstantText, by: z.string(), reason: z.string(), read: z.boolean() }).nullable(),
})
export type TakingBackAsked = z.output<typeof TakingBackAsked>

/** A person as a row of a list. */
export const PersonRow = z.object({
  id: Id,
  name: z.string(),
  sex: z.enum(['male', 'female', 'unknown']),
  age: z.number().int().nullable(),
  /** Township and village by name, for people to read. */
  place: z.string(),
  village: z.string().nullable(),
  teamName: z.string().nullable(),
  tier: TierName,
  provisional: z.boolean(),
  kinds: z.array(KindName),
  due: DueInfo,
  neverReached: z.boolean(),
  attempts: z.number().int(),
  life: LifeInfo,
  /** Entered as dead, and somebody was asked to take that back. */
  askedBack: z.boolean(),
  lastReachedAt: InstantText.nullable(),
  /** Who share it live together; null where none is recorded. */
  household: Id.nullable(),
  /** Infected, or clearly worse: followed daily, and asked how it is since last time. */
  daily: z.boolean(),
  /** The record says that there is no underlying disease. */
  noDisease: z.boolean(),
  /** The usual SpO2 that a doctor set, and its last day; left out where none is set. */
  baseline: z.object({ spo2Percent: z.number().int(), until: DayText }).optional(),
  /** Alarms about the person that nobody has ended. */
  alarms: z.number().int(),
  /** Who answers for an overdue follow-up: 0 the worker, 1 the team, 2 the township, 3 the county. */
  late: z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3)]),
  /** Who recorded last, where the follow-up has climbed. */
  lastBy: z.string().nullable(),
  /** Two-way follow-ups, newest first, the latest few: how many of those owed in a window are done. */
  reachedLately: z.array(InstantText),
})
export type PersonRow = z.output<typeof PersonRow>

/** The reason of a tier: both results, what decided, what was not known (K1). */
export const TierInfo = z.object({
  tier: TierName,
  ruleTier: TierName.nullable(),
  score: z.number().int(),
  scoreTier: TierName,
  decidedBy: z.enum(['rule', 'score', 'higher', 'override']),
  ageBand: z.enum(['under65', 'from65', 'from80']),
  disease: DiseaseClassName,
  vaccination: VaccinationClassName,
  provisional: z.array(z.enum(['age', 'disease', 'vaccination'])),
  ruleIds: z.array(z.string()),
  since: InstantText,
  override: z
    .object({ tier: TierName, by: z.string(), reason: z.string(), reviewOn: DayText, at: InstantText })
    .nullable(),
  /** A lower colour found, waiting for a medic. */
  waiting: TierName.nullable(),
})

export const PersonPage = z.object({
  id: Id,
  name: z.string(),
  sex: z.enum(['male', 'female', 'unknown']),
  birth: z.string().nullable(),
  age: z.number().int().nullable(),
  idNumber: z.string().nullable(),
  idNumberState: z.enum(['valid', 'missing', 'wrong']),
  phones: z.array(z.string()),
  /** What stood where a telephone should and is no number, as written. */
  phonesUnread: z.array(z.string()),
  address: z.string().nullable(),
  chain: z.array(PlaceInfo),
  team: z
    .object({ id: Id, name: z.string(), members: z.array(z.object({ name: z.string(), medic: z.boolean() })) })
    .nullable(),
  /** The binding by which the team serves: the closest one (CARE-TEAM-2). Null where nobody does, or where it may not be seen. */
  because: BindingKindName.nullable(),
  grid: z.object({ id: Id, name: z.string() }).nullable(),
  kinds: z.array(KindName),
  household: Id.nullable(),
  /** Names of diseases; null when the reader's role sees only the class (X2). */
  diseases: z.array(z.string()).nullable(),
  life: LifeInfo,
  /** The record that goes on in this one's place; its name where the reader sees it. */
  joinedTo: z.object({ id: Id, name: z.string().nullable() }).nullable(),
  /**
   * Records that go on in this one, the last joined first: which, its name where the reader sees it, when and by whom. `event` is
   * the life event of that record to be taken back where they were two people.
   */
  joinedFrom: z.array(
    z.object({ id: Id, name: z.string().nullable(), at: InstantText, by: z.string().nullable(), event: Id }),
  ),
  /** The last asking to take the recorded death back; null where there is none. */
  takingBack: TakingBackAsked.nullable(),
  /** A move that waits for the other township. */
  move: z.object({ id: Id, to: z.string(), askedAt: InstantText }).nullable(),
  tier: TierInfo,
  /** An infection or a worsening that is followed daily. */
  episode: z
    .object({
      kind: z.enum(['infection', 'worsening']),
      since: InstantText,
      /** The last moment at which there were symptoms, as far as it was told; the end by itself is counted from it. */
      symptomsAt: InstantText,
      by: z.string(),
      note: z.string().nullable(),
    })
    .nullable(),
  /** The usual SpO2 that a doctor set. */
  baseline: z.object({ spo2Percent: z.number().int(), until: DayText, by: z.string() }).nullable(),
  alarms: z.array(AlarmInfo),
  /** The last personal link for readings from home, unless it was ended by hand; its secret is shown once, when it is made. */
  homeLink: z.object({ until: InstantText, ranOut: z.boolean(), by: z.string(), phone: z.string() }).nullable(),
  /** Danger signs to ask this person for. */
  signs: z.array(DangerSignName),
  medicine: PersonMedicine,
  due: DueInfo,
  timeline: z.array(TimelineEntry),
  lookedBy: z.array(z.object({ at: InstantText, by: z.string(), role: z.string() })),
  trial: z.boolean(),
})
export type PersonPage = z.output<typeof PersonPage>
