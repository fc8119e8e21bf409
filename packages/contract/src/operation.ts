import { z } from 'zod'
import { DayText } from './common.js'
import { route } from './route.js'

const whole = z.number().int()

/** Where the demonstration of the operation stands: its day, and what happened on it as numbers. */
export const OperationInfo = z.object({
  day: DayText,
  first: DayText,
  last: DayText,
  told: z.object({
    reports: whole,
    asked: whole,
    left: whole,
    arrived: whole,
    /** Units that arrived from outside on the day, and all until its end. */
    units: whole,
    inAll: whole,
  }),
  /** The day that is being played, how far it is, and what held it up; null: nothing is under way. */
  next: z
    .object({
      day: DayText,
      state: z.enum(['waiting', 'running', 'failed']),
      done: whole,
      total: whole.nullable(),
    })
    .nullable(),
})
export type OperationInfo = z.output<typeof OperationInfo>

const guard = { kind: 'may', action: 'operation.play', target: 'actor' } as const

export const operationRoutes = [
  route({
    id: 'operation.read',
    method: 'GET',
    path: '/operation',
    summary: 'Where the demonstration of the operation stands; not found in any other database',
    guard,
    reply: OperationInfo,
  }),
  route({
    id: 'operation.next',
    method: 'POST',
    path: '/operation/next',
    summary: 'Play the day after the one that is named; asked twice it is played once',
    guard,
    body: z.object({ after: DayText }),
    reply: OperationInfo,
  }),
] as const
