import { mergeFields } from '@lianfang/domain/care'
import { z } from 'zod'
import { County, Cursor, countedPage, DayText, fileQuery, Id, Limit, Place, page } from './common.js'
import { Finding, ImportInfo, LedgerFieldName, PlaceWriting, Verdict } from './ledger-info.js'
import { route } from './route.js'

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
    query: z.object({
      county: County,
      fileName: z.string().min(1).max(200),
      /** Of a workbook: which sheet; remembered for the next workbook of the same sheets. */
      sheet: z.string().max(100).optional(),
      /** Not the sheet that was chosen last: of a workbook with several, the answer is 'file.choose-sheet'. */
      ask: z.literal('yes').optional(),
    }),
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
    id: 'import.places',
    method: 'GET',
    path: '/ledger/imports/:id/places',
    summary: 'The villages that can be chosen for what an import writes: of its county, or of its township',
    guard: guardImport,
    params: importParams,
    reply: z.object({ villages: z.array(z.object({ code: Place, name: z.string(), township: z.string() })) }),
  }),
  route({
    id: 'import.villages',
    method: 'POST',
    path: '/ledger/imports/:id/villages',
    summary:
      'Choose the village that a writing means, for this file and the next ones, or that rows without one belong to, for this file alone. Checked: the check is run anew; accepted: its people who were not changed since go there',
    guard: guardImport,
    params: importParams,
    body: z.object({
      id: Id,
      choices: z
        .array(
          z.union([
            z.object({ writing: PlaceWriting, village: Place }),
            /** One row that writes no village. */
            z.object({ row: z.number().int().positive(), village: Place }),
          ]),
        )
        .min(1)
        .max(500),
    }),
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
      /** 'untold': without a village that was written or chosen. */
      findings: z.enum(['any', 'some', 'untold']).default('any'),
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
        /** No village is written, and nobody has said which it is. */
        untold: z.boolean(),
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
    reply: countedPage(
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
