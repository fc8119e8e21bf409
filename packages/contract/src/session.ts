import { z } from 'zod'
import { Id, InstantText, Lang, PlaceInfo, RoleName } from './common.js'
import { route } from './route.js'

const Grant = z.object({ id: Id, role: RoleName, place: PlaceInfo, chain: z.array(PlaceInfo) })
const Label = z.object({ zh: z.string(), en: z.string() })
const TeamRef = z.object({ id: Id, name: z.string() })

export const SessionInfo = z.object({
  /** `language`: null until its owner chose one; the page then keeps its own. */
  account: z.object({ id: Id, login: z.string(), name: z.string(), language: Lang.nullable() }),
  acting: Grant.extend({ team: TeamRef.nullable() }),
  grants: z.array(Grant),
  teams: z.array(TeamRef),
  /** Actions the acting role may do somewhere: the menus. */
  actions: z.array(z.string()),
  secondFactor: z.enum(['not-asked', 'set-up', 'by-provider', 'missing']),
  /** Somebody else knows the password: until it is changed only this, the change itself and signing out are answered. */
  mustChangePassword: z.boolean(),
  /** The identity provider, when one is configured, and whether this account is linked with it. */
  provider: z.object({ label: Label, linked: z.boolean() }).nullable(),
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

/** What the provider put behind the address of the page it sent somebody back to. */
const Returned = z.object({ query: z.string().min(1).max(8000) })
const Away = z.object({ url: z.url() })

const oidcRoutes = [
  route({
    id: 'oidc.begin',
    method: 'POST',
    path: '/session/oidc',
    summary: 'Leave for the identity provider to sign in: its address',
    guard: { kind: 'public' },
    reply: Away,
  }),
  route({
    id: 'oidc.arrive',
    method: 'POST',
    path: '/session/oidc/arrive',
    summary: 'Back from the identity provider: sign in the linked account, or ask for the second factor it owes',
    guard: { kind: 'public' },
    body: Returned,
    reply: SignInAnswer,
  }),
  route({
    id: 'oidc.code',
    method: 'POST',
    path: '/session/oidc/code',
    summary: 'The code of the second factor, after the identity provider',
    guard: { kind: 'public' },
    body: z.object({ code: z.string().regex(/^\d{6}$/) }),
    reply: SignInAnswer,
  }),
  route({
    id: 'oidc.link-begin',
    method: 'POST',
    path: '/session/oidc/link',
    summary: 'Leave for the identity provider to link my account',
    guard: { kind: 'own' },
    reply: Away,
  }),
  route({
    id: 'oidc.link',
    method: 'POST',
    path: '/session/oidc/link/arrive',
    summary: 'Back from the identity provider: link my account with who came back',
    guard: { kind: 'own' },
    body: Returned,
  }),
  route({
    id: 'oidc.unlink',
    method: 'DELETE',
    path: '/session/oidc/link',
    summary: 'Undo the link of my account',
    guard: { kind: 'own' },
  }),
] as const

/** 128 random bits as they stand behind `#` in the address of a card. */
const CardSecret = z.string().regex(/^[\w-]{22}$/)

const firstRoutes = [
  route({
    id: 'first.open',
    method: 'POST',
    path: '/session/first',
    summary: 'Whose sign-in card this is, so that they can set their own password; the card stays good until they do',
    guard: { kind: 'public' },
    body: z.object({ secret: CardSecret }),
    reply: z.object({ name: z.string(), login: z.string(), language: Lang }),
  }),
  route({
    id: 'first.set',
    method: 'POST',
    path: '/session/first/password',
    summary: 'Set my own password with my sign-in card, which is used up by it, and sign in',
    guard: { kind: 'public' },
    body: z.object({ secret: CardSecret, password: z.string().min(10).max(200) }),
    reply: SignInAnswer,
  }),
] as const

export const sessionRoutes = [
  ...firstRoutes,
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
      /** What the button of the identity provider says; null when none is configured. */
      provider: Label.nullable(),
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
    id: 'api.describe',
    method: 'GET',
    path: '/openapi.json',
    summary: 'This description (OpenAPI 3.1)',
    guard: { kind: 'public' },
    reply: z.record(z.string(), z.unknown()),
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
    summary: 'Who am I; null where nobody is signed in',
    guard: { kind: 'own', withFirstPassword: true, nobodyIsNull: true },
    reply: SessionInfo.nullable(),
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
  ...oidcRoutes,
] as const
