import { whoseNumbers } from '@lianfang/domain/care'
import { z } from 'zod'
import { DangerSignName } from './alarms.js'
import { CommandId, Id, InstantText } from './common.js'
import { route } from './route.js'

/** The secret of a personal link: county and 128 random bits. It travels in the body and stands behind # in the address. */
export const HomeToken = z.string().regex(/^\d{6}\.[\w-]{22}$/)

export const SendHomeReading = z.object({
  token: HomeToken,
  id: CommandId,
  at: InstantText,
  spo2Percent: z.number().int().min(50).max(100).nullable().default(null),
  temperatureC: z.number().min(34).max(43).multipleOf(0.1).nullable().default(null),
  breathsPerMinute: z.number().int().min(4).max(120).nullable().default(null),
  symptoms: z.enum(['none', 'same', 'worse']).nullable().default(null),
  signs: z.array(DangerSignName).max(20).default([]),
})
export type SendHomeReading = z.output<typeof SendHomeReading>

/** What is answered at once. Nothing of the person, of the ledger or of earlier readings. */
export const HomeAdvice = z.object({
  /** `callNotKept`: low for anybody, and not taken, for the link has ended or was used too often; nobody was told. */
  advice: z.enum(['thanks', 'callNow', 'callNotKept']),
  /** Whom to call beside 120, each number once: that of the link, the family doctor's, the 24-hour desk's, as far as they are there. */
  phones: z.array(z.object({ number: z.string(), whose: z.enum(whoseNumbers) })),
})
export type HomeAdvice = z.output<typeof HomeAdvice>

export const homeRoutes = [
  route({
    id: 'home.send',
    method: 'POST',
    path: '/home-readings',
    summary: 'Send a reading from home over a personal link; writes only, shows nothing of the person',
    guard: { kind: 'public' },
    body: SendHomeReading,
    reply: HomeAdvice,
  }),
  route({
    id: 'home.check',
    method: 'POST',
    path: '/home-readings/link',
    summary: 'Whether a personal link is in force, before anything is measured for it; yes or no and nothing else',
    guard: { kind: 'public' },
    body: z.object({ token: HomeToken }),
    reply: z.object({ inForce: z.boolean() }),
  }),
  route({
    id: 'home.link',
    method: 'POST',
    path: '/people/:id/home-links',
    summary: 'Make a personal link for readings from home; the one before it ends',
    guard: { kind: 'may', action: 'followup.record', target: 'person' },
    params: z.object({ id: Id }),
    body: z.object({
      id: CommandId,
      /** Digits of the number to call beside 120 when a value is low; empty: none but those of the desk. */
      phone: z.string().regex(/^(\+?\d{3,15})?$/),
    }),
    reply: z.object({ token: HomeToken, address: z.string(), qrSvg: z.string(), until: InstantText }),
  }),
  route({
    id: 'home.withdraw',
    method: 'POST',
    path: '/people/:id/home-links/withdraw',
    summary: "End a person's link for readings from home",
    guard: { kind: 'may', action: 'followup.record', target: 'person' },
    params: z.object({ id: Id }),
  }),
] as const
