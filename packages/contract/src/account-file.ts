import { accountFaults, accountFields } from '@lianfang/domain/org'
import { z } from 'zod'
import { County, Id, InstantText, Lang, PlaceInfo, RoleName } from './common.js'
import { route } from './route.js'

const Fault = z.object({ field: z.enum(accountFields), code: z.enum(accountFaults), value: z.string() })

/** One row of a list of staff: to be made (or made), there already, or wrong with its fields. */
const StaffRow = z.object({
  row: z.number().int(),
  outcome: z.enum(['new', 'exists', 'wrong']),
  /** The account; null while it is not made. */
  id: Id.nullable(),
  name: z.string(),
  login: z.string().nullable(),
  role: RoleName.nullable(),
  place: PlaceInfo.nullable(),
  faults: z.array(Fault),
})

const SignInCard = z.object({
  id: Id,
  name: z.string(),
  login: z.string(),
  role: RoleName,
  place: PlaceInfo,
  /** The township of a village. */
  township: PlaceInfo.nullable(),
  address: z.string(),
  qrSvg: z.string(),
})

/** Most cards in one answer: codes are drawn while others wait. */
export const mostCards = 50

export const accountFileRoutes = [
  route({
    id: 'account.import',
    method: 'POST',
    path: '/accounts/import',
    summary:
      'A list of staff of a county (XLSX, CSV in UTF-8 or GB18030): a dry run, or the accounts are made. They have no password; sign-in cards are printed after. At most 2,000 rows',
    guard: { kind: 'may', action: 'account.manage', target: 'county' },
    query: z.object({
      county: County,
      mode: z.enum(['check', 'take']),
      /** The language that the new accounts begin with. */
      language: Lang.default('zh-CN'),
    }),
    upload: true,
    reply: z.object({
      county: PlaceInfo,
      sheet: z.string().nullable(),
      encoding: z.string().nullable(),
      /** Whether there is a column of teams: it is not read, teams are made up on their own page. */
      teams: z.boolean(),
      counts: z.object({
        rows: z.number().int(),
        new: z.number().int(),
        exists: z.number().int(),
        wrong: z.number().int(),
      }),
      rows: z.array(StaffRow),
    }),
  }),
  route({
    id: 'account.cards',
    method: 'POST',
    path: '/accounts/cards',
    summary:
      'Sign-in cards with a QR code for accounts whose owner has not set a password: shown this once, older cards stop working',
    guard: { kind: 'may', action: 'account.manage', target: 'account' },
    body: z.object({ ids: z.array(Id).min(1).max(mostCards) }),
    reply: z.object({
      until: InstantText,
      cards: z.array(SignInCard),
      /** How many have set a password already, are closed or have no role: they get no card. */
      skipped: z.number().int(),
    }),
  }),
] as const
