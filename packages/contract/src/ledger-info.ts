import type { Day } from '@lianfang/domain/shared'
import { z } from 'zod'
import { DayText, Id, InstantText, TierName, WorkState } from './common.js'

/** Fields of a ledger row that a column can be mapped to (packages/domain/src/care/ledger). */
export const ledgerFields = [
  'serial',
  'township',
  'village',
  'name',
  'sex',
  'idNumber',
  'birthDate',
  'age',
  'phone',
  'address',
  'disease',
  'diseaseControl',
  'vaccination',
  'living',
  'kinds',
  'remark',
] as const
export const LedgerFieldName = z.enum(ledgerFields)

/** What one row of a ledger is found to be: each row is exactly one of these. */
export const verdicts = ['new', 'changed', 'same', 'twice', 'doubtful', 'wrong', 'notYours'] as const
export const Verdict = z.enum(verdicts)
export const Counts = z.object({
  rows: z.number().int(),
  new: z.number().int(),
  changed: z.number().int(),
  same: z.number().int(),
  twice: z.number().int(),
  doubtful: z.number().int(),
  wrong: z.number().int(),
  notYours: z.number().int(),
  warnings: z.number().int(),
})

/** How the people of the new and changed rows stand by the criteria; together they are those rows. */
export const Tiers = z.object({ red: z.number().int(), yellow: z.number().int(), green: z.number().int() })
/** How many of them are provisional, and why: a person with several reasons is counted under each. */
export const Provisional = z.object({
  people: z.number().int(),
  reasons: z.object({
    ageUnknown: z.number().int(),
    diseaseBlank: z.number().int(),
    stabilityUnknown: z.number().int(),
    vaccinationBlank: z.number().int(),
    vaccinationUnread: z.number().int(),
  }),
})

export const Column = z.object({
  index: z.number().int().min(0).max(299),
  heading: z.string(),
  field: LedgerFieldName.nullable(),
  sure: z.boolean(),
})

/** A finding on one field of one row. `code` is translated by the reader's language. */
export const Finding = z.object({
  field: LedgerFieldName.nullable(),
  code: z.string(),
  value: z.string().nullable(),
  /** With 'ageContradicts': the age the row says and the one that follows from the identity number or the birth date. */
  ages: z
    .object({
      said: z.number().int(),
      reckoned: z.number().int(),
      on: DayText.transform((day) => day as Day), // a checked day
      from: z.enum(['idNumber', 'birthDate']),
    })
    .optional(),
})

/** How a file writes a place, without spaces, brackets and what stands in them. */
export const PlaceWriting = z.object({ township: z.string().max(500), village: z.string().max(500) })

const UnsureVillage = z.object({
  written: z.string(),
  township: z.string().nullable(),
  read: z.string().nullable(),
  rows: z.number().int(),
  /** 'ending': known by the name without its usual ending (村, 村委会, 社区); 'chosen': somebody said what it means. */
  why: z.enum([
    'ending',
    'villageBlank',
    'villageUnreadable',
    'villageSimilar',
    'villageAmbiguous',
    'villageOtherTownship',
    'townshipUnreadable',
    'noPlace',
    'chosen',
  ]),
  /** By what a village is chosen for it; null where none can be: the check is an old one. */
  writing: PlaceWriting.nullable(),
  /** Where it was read as none: villages of the import's place whose names are near, as they are chosen, the nearest first. */
  near: z.array(z.string()),
  /** Of a village chosen after the import was accepted: who went there, and who stayed, having been changed since. */
  moved: z.number().int().nullable(),
  left: z.number().int().nullable(),
})

export const ImportInfo = z.object({
  id: Id,
  county: z.string(),
  fileName: z.string(),
  state: z.enum([
    'reading',
    'mapping',
    'checking',
    'checked',
    'accepting',
    'accepted',
    'cancelled',
    'failed',
    'takenBack',
  ]),
  createdAt: InstantText,
  by: z.string(),
  sheet: z.string().nullable(),
  encoding: z.string().nullable(),
  headerRow: z.number().int().nullable(),
  /** The township whose own ledger it is: rows that name none are this one's. Null of a county's. */
  township: z.string().nullable(),
  columns: z.array(Column),
  remembered: z.boolean(),
  preview: z.array(z.object({ row: z.number().int(), cells: z.array(z.string()) })),
  /** The ledger's own day: given in the file, or that on which most ages agree with identity numbers. */
  asOf: z
    .object({
      day: DayText,
      source: z.enum(['stated', 'inferred', 'given', 'today']),
      agree: z.number(),
      of: z.number(),
    })
    .nullable(),
  counts: Counts.nullable(),
  tiers: Tiers.nullable(),
  provisional: Provisional.nullable(),
  /** How villages are written that were not read by the whole name; what needs a look first, then the usual endings. */
  unsureVillages: z.array(UnsureVillage),
  /** Rows that write no village and have none chosen: they are the township's until it is told. */
  untold: z.number().int(),
  unsureVaccines: z.array(z.object({ written: z.string(), read: z.string(), rows: z.number().int() })),
  work: WorkState.nullable(),
  trial: z.boolean(),
  canTakeBack: z.boolean(),
  /** What became of its perhaps-twice rows: still open, taken in as people of their own, one with somebody known. */
  pairs: z.object({ open: z.number().int(), takenIn: z.number().int(), merged: z.number().int() }),
  /** Of an accepted import: how many of its people wait for their first contact, by tier, and when the last of them is due. */
  firstDue: z.array(z.object({ tier: TierName, people: z.number().int(), today: z.number().int(), by: InstantText })),
  /** Whom an import that was taken back had to leave: something was built on them since. The first of them by name. */
  kept: z.object({ count: z.number().int(), people: z.array(z.object({ id: Id, name: z.string() })) }),
  problem: z.string().nullable(),
})
export type ImportInfo = z.output<typeof ImportInfo>
