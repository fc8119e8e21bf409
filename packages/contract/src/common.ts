import { roles } from '@lianfang/domain/org'
import type { PlaceCode } from '@lianfang/domain/shared'
import { z } from 'zod'

/** Statistical code of a division: 2, 4, 6, 9 or 12 digits; 'nation' in URLs stands for the whole tree. */
export const Place = z
  .string()
  .regex(/^(nation|\d{2}|\d{4}|\d{6}|\d{9}|\d{12})$/)
  .transform((code) => (code === 'nation' ? '' : code) as PlaceCode) // a checked code is the brand's one origin at the edge
export const County = z
  .string()
  .regex(/^\d{6}$/)
  .transform((code) => code as PlaceCode) // checked just above
export const Township = z
  .string()
  .regex(/^\d{9}$/)
  .transform((code) => code as PlaceCode) // checked just above
export const Village = z
  .string()
  .regex(/^\d{12}$/)
  .transform((code) => code as PlaceCode) // checked just above

export const Id = z.uuid()
/** Command ids are UUIDv7 made on the client: their time orders a phone's outbox. */
export const CommandId = z.uuid()
export const DayText = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)
export const InstantText = z.iso.datetime({ offset: true })
/** People who are new: never talked to, their first contact owed after today. `more`: there are more than were counted. */
export const NewPeople = z.object({ count: z.number().int(), more: z.boolean(), firstDue: InstantText.nullable() })

export const Cursor = z.string().max(400).optional()
export const Limit = z.coerce.number().int().min(1).max(200).default(50)
export const RoleName = z.enum(roles as [(typeof roles)[number], ...typeof roles]) // the list is never empty
export const TierName = z.enum(['red', 'yellow', 'green'])
export const Lang = z.enum(['zh-CN', 'en'])

/** How a list goes out as a file: its format, and the language of its headings. */
export const fileQuery = {
  format: z.enum(['xlsx', 'csv']).default('xlsx'),
  language: Lang.default('zh-CN'),
}

/** A named place with the names of all above it, nearest last. */
export const PlaceInfo = z.object({
  code: z.string(),
  name: z.string(),
  level: z.enum(['nation', 'province', 'prefecture', 'county', 'township', 'village']),
})

/** What a command answers, online and in sync alike. */
export const commandAnswer = <R extends z.ZodType, S extends z.ZodType>(recorded: R, current: S) =>
  z.discriminatedUnion('outcome', [
    z.object({ outcome: z.literal('recorded'), result: recorded }),
    z.object({ outcome: z.literal('already-recorded'), result: recorded }),
    z.object({ outcome: z.literal('refused'), reason: z.string() }),
    z.object({ outcome: z.literal('stale'), current }),
  ])

/** Long work that reports how far it is, survives a restart and can be cancelled (X6). */
export const WorkState = z.object({
  id: Id,
  kind: z.string(),
  state: z.enum(['waiting', 'running', 'done', 'failed', 'cancelled']),
  done: z.number().int(),
  total: z.number().int().nullable(),
  startedAt: InstantText.nullable(),
  problem: z.string().nullable(),
})

export const page = <T extends z.ZodType>(item: T) => z.object({ rows: z.array(item), next: z.string().nullable() })

/** How many rows a list has in all under its filters; `more`: that many were counted, and there are more. */
export const InAll = z.object({ n: z.number().int(), more: z.boolean() })

/** A page of a list that says with its first page how long it is; null on the pages after it. */
export const countedPage = <T extends z.ZodType>(item: T) => page(item).extend({ inAll: InAll.nullable() })
