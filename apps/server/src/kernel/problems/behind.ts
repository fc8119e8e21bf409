import type { ProblemCode } from '@lianfang/contract'
import { isProblem } from './problem.js'

// PostgreSQL's words for "try again": cancelled by a time-out, lock not available, too many connections, shutting down.
const busy = new Set(['57014', '55P03', '53300', '57P01', '57P03', '25P03', '25P04', '40001', '40P01'])
// Text that no database takes: a NUL, half a surrogate pair.
const unstorable = new Set(['22021', '22P05'])
const diskFull = new Set(['53100', 'ENOSPC'])

/** What the machine or the database could not do for the moment, or not with this text; null for everything else. */
export const problemBehind = (error: unknown): ProblemCode | null => {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (busy.has(code)) return 'database.busy'
  if (diskFull.has(code)) return 'disk.full'
  return unstorable.has(code) ? 'request.invalid' : null
}

/** The word for what ended a piece of work; 'internal' for a bug, which is logged where it is caught. */
export const wordFor = (error: unknown): ProblemCode =>
  isProblem(error) ? error.problem : (problemBehind(error) ?? 'internal')
