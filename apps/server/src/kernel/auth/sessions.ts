import { createHash, randomBytes } from 'node:crypto'
import { type Actor, actingFor, isRole, roleSpecs } from '@lianfang/domain/org'
import type { PlaceCode } from '@lianfang/domain/shared'
import { v7 as uuidv7 } from 'uuid'
import { type Database, inTransaction, noScope } from '../db/index.js'
import type { SignedIn } from './sign-in.js'
import { addSession, type SessionRow, sessionByToken, touchSession } from './sql.js'

export type SecondFactor = 'not-asked' | 'set-up' | 'by-provider' | 'missing'

/** Where a session stands with the second factor; the provider's counts for the session that it opened. */
export const factorOf = (f: { asked: boolean; confirmed: boolean; byProvider: boolean }): SecondFactor => {
  if (f.confirmed) return 'set-up'
  if (!f.asked) return 'not-asked'
  return f.byProvider ? 'by-provider' : 'missing'
}

/** A session as a request meets it. */
export type LiveSession = {
  readonly id: string
  readonly actor: Actor
  readonly grantId: string
  readonly expiresAt: number
  /** `missing`: the role asks for a second factor and none is set up yet; only the caller's own routes are open. */
  readonly secondFactor: SecondFactor
  /** The password is a first one that somebody else knows. */
  readonly mustChange: boolean
  /** When the actor's emergency access closes by itself; null without one. */
  readonly emergencyUntil: number | null
}

export type SessionLookup =
  | { readonly state: 'live'; readonly session: LiveSession }
  | { readonly state: 'none' }
  | { readonly state: 'expired' }

const sessionDays = 14
// A withdrawn session ends at once in the process that withdrew it, and within this time in every other.
const cacheMs = 5_000
const cacheMost = 20_000

const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest()

// Only the last one counts, in the role it was opened in: whoever acts as somebody else meanwhile has none.
const openEmergency = ({ emergency, role, place }: SessionRow, now: number): SessionRow['emergency'] =>
  emergency === null ||
  emergency.ended ||
  emergency.until <= now ||
  emergency.role !== role ||
  emergency.place !== place
    ? null
    : emergency

/** A remembered session as it is now: its end and that of an emergency access are exact, however long it was kept. */
const asOf = (found: SessionLookup, now: number): SessionLookup => {
  if (found.state !== 'live') return found
  const { session } = found
  if (session.expiresAt <= now) return { state: 'expired' }
  if (session.emergencyUntil === null || session.emergencyUntil > now) return found
  return { state: 'live', session: { ...session, actor: actingFor(session.actor, null), emergencyUntil: null } }
}

type OpenedSession = {
  readonly account: string
  readonly grant: string
  readonly team: string | null
  readonly device: string
  readonly by: SignedIn['by']
}

export type Sessions = ReturnType<typeof makeSessions>

/** Opens, finds and forgets sessions. The token leaves the program once, in a cookie; the database keeps its hash. */
export const makeSessions = (db: Database, now: () => number) => {
  const cache = new Map<string, { readonly at: number; readonly found: SessionLookup }>()
  const told = new Set<() => void>()
  let era = 0

  const read = async (token: string): Promise<SessionLookup> =>
    inTransaction(db.auth, noScope, async (tx) => {
      const row = await sessionByToken(tx, hashOf(token), now())
      if (row === undefined || !isRole(row.role)) return { state: 'none' }
      if (row.expires_at <= now()) return { state: 'expired' }
      await touchSession(tx, row.id)
      const emergency = openEmergency(row, now())
      const actor: Actor = {
        accountId: row.account,
        role: row.role,
        place: row.place as PlaceCode, // stored from a checked code
        teamId: row.member ? row.acting_team : null,
        ...(emergency === null
          ? {}
          : { emergency: { personId: emergency.person, county: emergency.county as PlaceCode } }), // as stored
      }
      const asked = roleSpecs[row.role].secondFactor
      const secondFactor = factorOf({ asked, confirmed: row.totp_confirmed, byProvider: row.provider_factor })
      return {
        state: 'live',
        session: {
          id: row.id,
          actor,
          grantId: row.acting_grant,
          expiresAt: row.expires_at,
          secondFactor,
          // A first password that was not used to get in does not hold up whoever the provider vouched for.
          mustChange: row.must_change && !row.by_provider,
          emergencyUntil: emergency?.until ?? null,
        },
      }
    })

  const find = async (token: string): Promise<SessionLookup> => {
    const known = cache.get(token)
    if (known !== undefined && now() - known.at < cacheMs) return asOf(known.found, now())
    const began = era
    const found = await read(token)
    if (cache.size >= cacheMost) cache.clear()
    // What was read before something changed is answered once, and not remembered as still so.
    if (found.state === 'live' && began === era) cache.set(token, { at: now(), found })
    else cache.delete(token)
    return found
  }

  return {
    find,
    /** Whether a session is live and still acts in this role, at this place, for this team. */
    acts: async (token: string, actor: Actor): Promise<boolean> => {
      const found = await find(token)
      if (found.state !== 'live') return false
      const now = found.session.actor
      return now.role === actor.role && now.place === actor.place && now.teamId === actor.teamId
    },
    open: async (s: OpenedSession): Promise<string> => {
      const token = randomBytes(32).toString('base64url')
      await inTransaction(db.auth, noScope, (tx) =>
        addSession(tx, {
          id: uuidv7(),
          tokenHash: hashOf(token),
          account: s.account,
          grant: s.grant,
          team: s.team,
          expiresAt: new Date(now() + sessionDays * 86_400_000),
          device: s.device.slice(0, 200),
          byProvider: s.by !== 'password',
          providerFactor: s.by === 'provider-with-factor',
        }),
      )
      return token
    },
    /** Forgets what is remembered, after a session, grant or team changed. */
    forget: (): void => {
      era += 1
      cache.clear()
      for (const tell of told) tell()
    },
    /** Tells when what is remembered was forgotten: whoever keeps something open for a session looks again. */
    onForget: (tell: () => void): void => {
      told.add(tell)
    },
  }
}
