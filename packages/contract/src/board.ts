import { z } from 'zod'
import { DayText, fileQuery, Id, InstantText, NewPeople, Place, PlaceInfo } from './common.js'
import { route } from './route.js'

/** Null = hidden, because it counts fewer than the least cell above the county (X2), or would betray one that does. */
const Count = z.number().int().nullable()

export const BoardRow = z.object({
  place: PlaceInfo,
  registered: Count,
  onLedger: Count,
  red: Count,
  yellow: Count,
  green: Count,
  provisional: Count,
  overdue: Count,
  neverReached: Count,
  withoutTeam: Count,
  followups7d: Count,
  /** Alarms that are open (K5). */
  alarms: Count,
})
export type BoardRow = z.output<typeof BoardRow>

export const Board = z.object({
  place: PlaceInfo,
  chain: z.array(PlaceInfo),
  asOf: InstantText,
  total: BoardRow,
  rows: z.array(BoardRow),
  teams: z.array(
    z.object({
      id: Id,
      name: z.string(),
      people: z.number().int(),
      red: z.number().int(),
      overdue: z.number().int(),
      hasMedic: z.boolean(),
    }),
  ),
  trend: z.array(
    z.object({ day: DayText, onLedger: Count, red: Count, yellow: Count, overdue: Count, followups: Count }),
  ),
  /** Of the never reached, those who are new: their first contact is not due yet. Null where people are not the reader's to see. */
  newPeople: NewPeople.nullable(),
  /** Overdue follow-ups that the township, and the county, answers for. */
  late: z.object({ township: Count, county: Count }),
  suppressed: z.boolean(),
  minimumCell: z.number().int(),
})
export type Board = z.output<typeof Board>

export const boardRoutes = [
  route({
    id: 'board.read',
    method: 'GET',
    path: '/board/:place',
    summary: 'The board of a place: figures, children, teams, two-week trend',
    guard: { kind: 'may', action: 'board.read', target: 'place' },
    params: z.object({ place: Place }),
    reply: Board,
  }),
  route({
    id: 'board.export',
    method: 'GET',
    path: '/board/:place/export',
    summary: "The board's rows as XLSX or CSV",
    guard: { kind: 'may', action: 'board.read', target: 'place' },
    params: z.object({ place: Place }),
    query: z.object({
      ...fileQuery,
    }),
    stream: 'file',
  }),
  route({
    id: 'live.follow',
    method: 'GET',
    path: '/live',
    summary: 'Server-sent events: which places changed, at most a few times a second; ids only',
    guard: { kind: 'may', action: 'live.follow', target: 'actor' },
    stream: 'events',
  }),
] as const

/** One pulse on the live stream: places whose counters or facts changed. */
export const Pulse = z.object({
  /** Codes of changed places within the reader's place, nearest level the reader may see. */
  places: z.array(z.string()),
  /** Teams with new facts, for field screens. */
  teams: z.array(Id),
  /** Whether alarms were raised, answered or closed: only then is their list read anew, for each reading is written down. */
  alarms: z.boolean(),
  at: InstantText,
})
export type Pulse = z.output<typeof Pulse>
