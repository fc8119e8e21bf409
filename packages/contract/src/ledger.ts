import { mergeFields } from '@lianfang/domain/care'
import type { Day } from '@lianfang/domain/shared'
import { z } from 'zod'
import { County, Cursor, DayText, fileQuery, Id, InstantText, Limit, page, TierName, WorkState } from './common.js'
import { route } from './route.js'

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

const UnsureVillage = z.object({
  written: z.string(),
  township: z.string().nullable(),
  read: z.string().nullable(),
  rows: z.number().int(),
  /** 'ending': known by the name without its usual ending (村, 村委会, 社区). */
  why: z.enum([
    'ending',
    'villageBlank',
    'villageUnreadable',
    'villageSimilar',
    'villageAmbiguous',
    'villageOtherTownship',
    'townshipUnreadable',
  ]),
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
  unsureVaccines: z.array(z.object({ written: z.string(), read: z.string(), rows: z.number().int() })),
  work: WorkState.nullable(),
  trial: z.boolean(),
  canTakeBack: z.boolean(),
  /** What became of its perhaps-twice rows: still open, taken in as people of their own, one with somebody known. */
  pairs: z.object({ open: z.number().int(), takenIn: z.number().int(), merged: z.number().int() }),
  /** Whom an import that was taken back had to leave: something was built on them since. The first of them by name. */
  /** Of an accepted import: how many of its people wait for their first contact, by tier, and when the last of them is due. */
  firstDue: z.array(z.object({ tier: TierName, people: z.number().int(), today: z.number().int(), by: InstantText })),
  kept: z.object({ count: z.number().int(), people: z.array(z.object({ id: Id, name: z.string() })) }),
  problem: z.string().nullable(),
})
export type ImportInfo = z.output<typeof ImportInfo>

const guardImport = { kind: 'may', action: 'ledger.import', target: 'import' } as const
const importParams = z.object({ id: Id })

export const MergeSide = z.enum(['known', 'read', 'both'])

/** One side of a perhaps-twice pair. */
const PairSide = z.object({
  personId: Id.nullable(),
  row: z.number().int().nullable(),
  fields: z.array(z.object({ field: LedgerFieldName, value: z.string() })),
})

export const ledgerRoutes = [
  route({
    id: 'import.upload',
    method: 'POST',
    path: '/ledger/imports',
    summary: 'Upload a ledger (CSV in UTF-8 or GB18030, XLSX); its layout is read and columns proposed',
    guard: { kind: 'may', action: 'ledger.import', target: 'county' },
    query: z.object({ county: County, fileName: z.string().min(1).max(200), sheet: z.string().max(100).optional() }),
    upload: true,
    reply: ImportInfo,
  }),
  route({
    id: 'import.list',
    method: 'GET',
    path: '/ledger/imports',
    summary: 'Imports of a county, newest first',
    guard: { kind: 'may', action: 'ledger.import', target: 'county' },
    query: z.object({ county: County, cursor: Cursor, limit: Limit }),
    reply: page(
      ImportInfo.pick({
        id: true,
        county: true,
        fileName: true,
        state: true,
        createdAt: true,
        by: true,
        counts: true,
        trial: true,
      }),
    ),
  }),
  route({
    id: 'import.export',
    method: 'GET',
    path: '/ledger/imports/export',
    summary: 'The same imports as XLSX or CSV',
    guard: { kind: 'may', action: 'ledger.import', target: 'county' },
    query: z.object({ county: County, ...fileQuery }),
    stream: 'file',
  }),
  route({
    id: 'import.read',
    method: 'GET',
    path: '/ledger/imports/:id',
    summary: 'One import with its layout, counts and progress',
    guard: guardImport,
    params: importParams,
    reply: ImportInfo,
  }),
  route({
    id: 'import.check',
    method: 'POST',
    path: '/ledger/imports/:id/check',
    summary:
      'Dry run with these columns and this day: every row gets its verdict, the people to be taken in their tiers, nothing is taken in',
    guard: guardImport,
    params: importParams,
    body: z.object({
      columns: z
        .array(z.object({ index: z.number().int().min(0).max(299), field: LedgerFieldName.nullable() }))
        .max(300),
      asOf: DayText.nullable(),
    }),
    reply: ImportInfo,
  }),
  route({
    id: 'import.accept',
    method: 'POST',
    path: '/ledger/imports/:id/accept',
    summary: 'Take in what the dry run found; perhaps-twice rows go to the review queue',
    guard: guardImport,
    params: importParams,
    reply: ImportInfo,
  }),
  route({
    id: 'import.cancel',
    method: 'POST',
    path: '/ledger/imports/:id/cancel',
    summary: 'Cancel an import; what was taken in so far is taken back',
    guard: guardImport,
    params: importParams,
    reply: ImportInfo,
  }),
  route({
    id: 'import.take-back',
    method: 'POST',
    path: '/ledger/imports/:id/take-back',
    summary: 'Take a whole accepted import back while nothing was built on it',
    guard: guardImport,
    params: importParams,
    reply: ImportInfo,
  }),
  route({
    id: 'import.rows',
    method: 'GET',
    path: '/ledger/imports/:id/rows',
    summary: 'Rows of an import with verdict and findings',
    guard: guardImport,
    params: importParams,
    query: z.object({
      verdict: Verdict.optional(),
      findings: z.enum(['any', 'some']).default('any'),
      cursor: Cursor,
      limit: Limit,
    }),
    reply: page(
      z.object({
        row: z.number().int(),
        verdict: Verdict,
        name: z.string().nullable(),
        place: z.string().nullable(),
        twin: z.number().int().nullable(),
        /** Who on the ledger the row was taken in as, or is compared with; null where that is nobody (yet). */
        person: z.object({ id: Id, name: z.string() }).nullable(),
        findings: z.array(Finding),
      }),
    ),
  }),
  route({
    id: 'import.file',
    method: 'GET',
    path: '/ledger/imports/:id/file',
    summary: 'The uploaded rows with verdict and findings beside each, as XLSX or CSV',
    guard: guardImport,
    params: importParams,
    query: z.object({
      ...fileQuery,
    }),
    stream: 'file',
  }),
  route({
    id: 'doubtful.list',
    method: 'GET',
    path: '/ledger/doubtful',
    summary: 'Perhaps-twice pairs waiting for a person',
    guard: { kind: 'may', action: 'ledger.review', target: 'county' },
    query: z.object({ county: County, cursor: Cursor, limit: Limit }),
    reply: page(
      z.object({
        id: Id,
        importId: Id.nullable(),
        /** The file that the row stands in; null of who moves here, and where the import is not the reader's to see. */
        fileName: z.string().nullable(),
        /** The row, or who moves here. */
        left: PairSide,
        /** Who is known, or an earlier row of the file. */
        right: PairSide,
        why: z.string(),
        /** Fields in which both say something else: what stands unless somebody chooses, and what both together say. */
        choices: z.array(z.object({ field: z.enum(mergeFields), usual: MergeSide, joined: z.string().nullable() })),
      }),
    ),
  }),
  route({
    id: 'doubtful.decide',
    method: 'POST',
    path: '/ledger/doubtful/:id',
    summary: 'The same person, or two people',
    guard: { kind: 'may', action: 'ledger.review', target: 'import' },
    params: z.object({ id: Id }),
    body: z.object({
      decision: z.enum(['same', 'different']),
      /** Of the same person: which side each differing field is taken from; what is not named is as usual. */
      take: z
        .array(z.object({ field: z.enum(mergeFields), side: MergeSide }))
        .max(mergeFields.length)
        .default([]),
    }),
    reply: z.object({ outcome: z.enum(['recorded', 'already-recorded']) }),
  }),
] as const
