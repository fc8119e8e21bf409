import { freshnesses, obstacleKinds, reportFields } from '@lianfang/domain/supply'
import { z } from 'zod'
import { CommandId, Cursor, commandAnswer, DayText, Id, InstantText, Limit, page } from './common.js'
import { ProductInfo } from './enterprises.js'
import { route } from './route.js'

// Not bounded here: what is impossible is told with its product and the largest number allowed (SUP-REP-5).
const Figure = z.number().nullable()
const Text = z
  .string()
  .trim()
  .max(200)
  .nullable()
  .transform((text) => text || null)

export const ReportObstacle = z.object({ kind: z.enum(obstacleKinds), text: Text })
export const ReportDoubtInfo = z.object({
  why: z.enum(['overCapacity', 'jump', 'stockFromNowhere', 'sameAgain']),
  field: z.enum(reportFields),
  /** What the figure was compared with: capacity, mean, most that can be there, reports running. */
  against: z.number(),
})

const Figures = {
  made: z.number().int().nullable(),
  inStock: z.number().int().nullable(),
  onOrder: z.number().int().nullable(),
}
const part = z.enum(['reporter', 'liaison', 'kindLiaison'])

export const ReportInfo = z.object({
  id: Id,
  day: DayText,
  at: InstantText,
  by: z.string(),
  part,
  /** Whom the liaison spoke to at the works. */
  toldBy: z.string().nullable(),
  lines: z.array(z.object({ product: Id, ...Figures, doubts: z.array(ReportDoubtInfo) })),
  workforceBack: z.number().int().nullable(),
  workforceOf: z.number().int().nullable(),
  obstacles: z.array(ReportObstacle),
  corrects: Id.nullable(),
  superseded: z.boolean(),
  cleared: z.object({ at: InstantText, by: z.string(), reason: z.string() }).nullable(),
})
export type ReportInfo = z.output<typeof ReportInfo>

const Answer = commandAnswer(ReportInfo, ReportInfo)

export const reportRoutes = [
  route({
    id: 'report.mine',
    method: 'GET',
    path: '/reports/mine',
    summary: 'The enterprises one is named for, with the day that is owed',
    guard: { kind: 'may', action: 'report.mine', target: 'actor' },
    reply: z.object({
      owedDay: DayText,
      today: DayText,
      rows: z.array(
        z.object({
          id: Id,
          name: z.string(),
          nameEn: z.string().nullable(),
          place: z.string(),
          phone: z.string().nullable(),
          part,
          freshness: z.enum(freshnesses),
          lastDay: DayText.nullable(),
          openDoubts: z.number().int(),
          liaison: z.object({ name: z.string(), phone: z.string().nullable() }).nullable(),
        }),
      ),
    }),
  }),
  route({
    id: 'report.form',
    method: 'GET',
    path: '/enterprises/:id/report-form',
    summary: 'What a report of a day is filled in with: products, the last reports of each, and the report that stands',
    guard: { kind: 'may', action: 'report.record', target: 'enterprise' },
    params: z.object({ id: Id }),
    query: z.object({ day: DayText.optional() }),
    reply: z.object({
      day: DayText,
      /** Days that can be reported, newest first, and whether a report of each stands. */
      days: z.array(z.object({ day: DayText, reported: z.boolean() })),
      name: z.string(),
      nameEn: z.string().nullable(),
      part,
      products: z.array(
        ProductInfo.pick({ id: true, kind: true, model: true, capacity: true }).extend({
          kindName: z.object({ zh: z.string(), en: z.string() }),
          unit: z.string(),
          earlier: z.array(z.object({ day: DayText, ...Figures })),
        }),
      ),
      workforceOf: z.number().int().nullable(),
      workforceBack: z.number().int().nullable(),
      stands: ReportInfo.nullable(),
      values: z.object({
        jumpTimes: z.number(),
        overCapacityPercent: z.number(),
        sameReports: z.number(),
        most: z.number(),
      }),
    }),
  }),
  route({
    id: 'report.record',
    method: 'POST',
    path: '/enterprises/:id/reports',
    summary:
      'Report a day: made, in stock, on order by product, people back, obstacles; or correct the report that stands',
    guard: { kind: 'may', action: 'report.record', target: 'enterprise' },
    params: z.object({ id: Id }),
    body: z.object({
      id: CommandId,
      day: DayText,
      lines: z.array(z.object({ product: Id, made: Figure, inStock: Figure, onOrder: Figure })).max(200),
      workforceBack: Figure,
      workforceOf: Figure,
      obstacles: z.array(ReportObstacle).max(5),
      toldBy: z
        .string()
        .trim()
        .max(60)
        .nullable()
        .transform((text) => text || null),
      /** The report that this one puts right; null for the first of a day. */
      corrects: Id.nullable(),
    }),
    reply: Answer,
  }),
  route({
    id: 'report.list',
    method: 'GET',
    path: '/enterprises/:id/reports',
    summary: 'Reports of an enterprise, the newest day first, with what was corrected and what is doubted',
    guard: { kind: 'may', action: 'enterprise.read', target: 'enterprise' },
    params: z.object({ id: Id }),
    query: z.object({ cursor: Cursor, limit: Limit }),
    reply: page(ReportInfo),
  }),
  route({
    id: 'report.clear',
    method: 'POST',
    path: '/enterprises/:id/reports/:report/clear',
    summary: 'Say by name that a doubted report is right, and how one knows',
    guard: { kind: 'may', action: 'report.clear', target: 'enterprise' },
    params: z.object({ id: Id, report: Id }),
    body: z.object({ id: CommandId, reason: z.string().trim().min(2).max(300) }),
    reply: Answer,
  }),
] as const
