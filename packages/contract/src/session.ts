import { z } from 'zod'
import { Id, InstantText, Lang, PlaceInfo, RoleName } from './common.js'
import { route } from './route.js'

const Grant = z.object({ id: Id, role: RoleName, place: PlaceInfo, chain: z.array(PlaceInfo) })
const TeamRef = z.object({ id: Id, name: z.string() })

export const SessionInfo = z.object({
  account: z.object({ id: Id, login: z.string(), name: z.string(), language: Lang }),
  acting: Grant.extend({ team: TeamRef.nullable() }),
  grants: z.array(Grant),
  teams: z.array(TeamRef),
  /** Actions the acting role may do somewhere: the menus. */
  actions: z.array(z.string()),
  secondFactor: z.enum(['not-asked', 'set-up', 'missing']),
  /** Somebody else knows the password: until it is changed only this, the change itself and signing out are answered. */
  mustChangePassword: z.boolean(),
  demonstration: z.boolean(),
  zone: z.string(),
  serverTime: InstantText,
})
export type SessionInfo = z.output<typeof SessionInfo>

export const SignIn = z.object({
  login: z.string().min(1).max(100),
  password: z.string().min(1).max(200),
  code: z
    .string()
    .regex(/^\d{6}$/)
    .optional(),
})

export const SignInAnswer = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('signed-in'), session: SessionInfo }),
  z.object({ outcome: z.literal('code-needed') }),
])

export const sessionRoutes = [
  route({
    id: 'instance.read',
    method: 'GET',
    path: '/instance',
    summary: 'What this installation is: demonstration or not, languages, version; in a demonstration its sign-ins',
    guard: { kind: 'public' },
    reply: z.object({
      version: z.string(),
      demonstration: z.boolean(),
      divisionsReady: z.boolean(),
      signIns: z.array(
        z.object({
          login: z.string(),
          password: z.string(),
          role: RoleName,
          place: z.string(),
          team: z.string().nullable(),
        }),
      ),
    }),
  }),
  route({
    id: 'session.create',
    method: 'POST',
    path: '/session',
    summary: 'Sign in',
    guard: { kind: 'public' },
    body: SignIn,
    reply: SignInAnswer,
  }),
  route({
    id: 'session.read',
    method: 'GET',
    path: '/session',
    summary: 'Who am I',
    guard: { kind: 'own', withFirstPassword: true },
    reply: SessionInfo,
  }),
  route({
    id: 'session.end',
    method: 'DELETE',
    path: '/session',
    summary: 'Sign out',
    guard: { kind: 'own', withFirstPassword: true },
  }),
  route({
    id: 'session.act',
    method: 'POST',
    path: '/session/acting',
    summary: 'Act under another of my grants or for another of my teams',
    guard: { kind: 'own' },
    body: z.object({ grantId: Id, teamId: Id.nullable() }),
    reply: SessionInfo,
  }),
  route({
    id: 'session.list',
    method: 'GET',
    path: '/sessions',
    summary: 'My open sessions',
    guard: { kind: 'own' },
    reply: z.object({
      rows: z.array(
        z.object({ id: Id, createdAt: InstantText, seenAt: InstantText, device: z.string(), current: z.boolean() }),
      ),
    }),
  }),
  route({
    id: 'session.withdraw',
    method: 'DELETE',
    path: '/sessions/:id',
    summary: 'Withdraw one of my sessions',
    guard: { kind: 'own' },
    params: z.object({ id: Id }),
  }),
  route({
    id: 'password.change',
    method: 'POST',
    path: '/session/password',
    summary: 'Change my password; other sessions end',
    guard: { kind: 'own', withFirstPassword: true },
    body: z.object({ current: z.string().min(1).max(200), next: z.string().min(10).max(200) }),
  }),
  route({
    id: 'language.change',
    method: 'POST',
    path: '/session/language',
    summary: 'Keep my language',
    guard: { kind: 'own' },
    body: z.object({ language: Lang }),
  }),
  route({
    id: 'second-factor.begin',
    method: 'POST',
    path: '/session/second-factor',
    summary: 'Begin to set up a second factor (TOTP): the secret and its QR',
    guard: { kind: 'own' },
    reply: z.object({ uri: z.string(), secret: z.string(), qrSvg: z.string() }),
  }),
  route({
    id: 'second-factor.confirm',
    method: 'POST',
    path: '/session/second-factor/confirm',
    summary: 'Confirm the second factor with a first code',
    guard: { kind: 'own' },
    body: z.object({ code: z.string().regex(/^\d{6}$/) }),
  }),
] as const
