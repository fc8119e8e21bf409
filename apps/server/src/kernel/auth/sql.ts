import { byName } from '@lianfang/domain/shared'
import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../db/index.js'

export type AccountRow = {
  readonly id: string
  readonly login: string
  readonly name: string
  readonly language: 'zh-CN' | 'en'
  /** Its owner chose it; else it is that of whoever made the account. */
  readonly language_chosen: boolean
  readonly place: string
  /** null: its owner has not set one yet. */
  readonly password_hash: string | null
  readonly must_change: boolean
  readonly totp_sealed: Buffer | null
  readonly totp_confirmed: boolean
  readonly totp_step: number
}

export const accountByLogin = (tx: Tx, login: string): Promise<AccountRow | undefined> =>
  tx.row(sql<AccountRow>`
    select a.id, a.login, a.name, a.language, a.language_chosen, a.place, c.password_hash, c.must_change, c.totp_sealed, c.totp_confirmed, c.totp_step
    from kernel.account a join kernel.credential c on c.account = a.id
    where lower(a.login) = lower(${login}) and a.state = 'active'`)

export const accountById = (tx: Tx, id: string): Promise<AccountRow | undefined> =>
  tx.row(sql<AccountRow>`
    select a.id, a.login, a.name, a.language, a.language_chosen, a.place, c.password_hash, c.must_change, c.totp_sealed, c.totp_confirmed, c.totp_step
    from kernel.account a join kernel.credential c on c.account = a.id
    where a.id = ${id} and a.state = 'active'`)

export type GrantRow = { readonly id: string; readonly role: string; readonly place: string }

export const grantsOf = (tx: Tx, account: string): Promise<GrantRow[]> =>
  tx.rows(sql<GrantRow>`
    select id, role, place from kernel.account_grant
    where account = ${account} and withdrawn_at is null order by length(place), place, role`)

export type TeamRow = { readonly id: string; readonly name: string; readonly township: string }

/** The teams that an account works for at a moment: its own, and those in which it stands in for somebody. */
export const teamsOf = async (tx: Tx, account: string, now: number): Promise<TeamRow[]> =>
  byName(
    await tx.rows(sql<TeamRow>`
    select t.id, t.name, t.township from care.team t
    where exists (select from care.team_member m
        where m.home = t.home and m.team = t.id and m.account = ${account} and m.until_at is null)
      or exists (select from care.substitute s where s.home = t.home and s.team = t.id and s.substitute = ${account}
        and ${inForce(now)})`),
  )

/** A substitution `s` that has begun, has not run out, and was not ended. */
const inForce = (now: number): RawBuilder<unknown> =>
  sql`s.ended_at is null and s.from_at <= ${new Date(now)} and s.until_at > ${new Date(now)}`

export type SessionRow = {
  readonly id: string
  readonly account: string
  readonly acting_grant: string
  readonly acting_team: string | null
  readonly role: string
  readonly place: string
  readonly expires_at: number
  readonly member: boolean
  readonly totp_confirmed: boolean
  readonly must_change: boolean
  readonly by_provider: boolean
  readonly provider_factor: boolean
  /** The account's last emergency access; whether it is open, and for the role acted in, is decided after. */
  readonly emergency: {
    person: string
    county: string
    until: number
    ended: boolean
    role: string
    place: string
  } | null
}

/** The live session of a token hash; `member` says whether the acting team is still one of the account's. */
export const sessionByToken = (tx: Tx, tokenHash: Buffer, now: number): Promise<SessionRow | undefined> =>
  tx.row(sql<SessionRow>`
    select s.id, s.account, s.acting_grant, s.acting_team, g.role, g.place, s.expires_at,
      (exists (select from care.team_member m where m.team = s.acting_team and m.account = s.account and m.until_at is null)
        or exists (select from care.substitute x where x.team = s.acting_team and x.substitute = s.account
          and x.ended_at is null and x.from_at <= ${new Date(now)} and x.until_at > ${new Date(now)})) as member,
      c.totp_confirmed, c.must_change, s.by_provider, s.provider_factor,
      (select jsonb_build_object('person', e.person, 'county', e.home, 'ended', e.ended_at is not null,
          'until', floor(extract(epoch from e.until_at) * 1000), 'role', e.role, 'place', e.place)
        from care.emergency_access e where e.account = s.account
        order by e.opened_at desc, e.id desc limit 1) as emergency
    from kernel.session s
    join kernel.account a on a.id = s.account and a.state = 'active'
    join kernel.credential c on c.account = a.id
    join kernel.account_grant g on g.id = s.acting_grant and g.withdrawn_at is null
    where s.token_hash = ${tokenHash} and s.withdrawn_at is null`)

export type NewSession = {
  readonly id: string
  readonly tokenHash: Buffer
  readonly account: string
  readonly grant: string
  readonly team: string | null
  readonly expiresAt: Date
  readonly device: string
  readonly byProvider: boolean
  readonly providerFactor: boolean
}

export const addSession = (tx: Tx, s: NewSession): Promise<number> =>
  tx.run(sql`
    with first as (
      update kernel.account set first_signed_in_at = now() where id = ${s.account} and first_signed_in_at is null)
    insert into kernel.session (id, token_hash, account, acting_grant, acting_team, expires_at, device,
      by_provider, provider_factor)
    values (${s.id}, ${s.tokenHash}, ${s.account}, ${s.grant}, ${s.team}, ${s.expiresAt}, ${s.device},
      ${s.byProvider}, ${s.providerFactor})`)

export const touchSession = (tx: Tx, id: string): Promise<number> =>
  tx.run(sql`update kernel.session set seen_at = now() where id = ${id} and seen_at < now() - interval '1 minute'`)

export const withdrawSession = (tx: Tx, id: string, account: string): Promise<number> =>
  tx.run(sql`
    update kernel.session set withdrawn_at = now() where id = ${id} and account = ${account} and withdrawn_at is null`)

export const withdrawOthers = (tx: Tx, account: string, keep: string | null): Promise<number> =>
  tx.run(sql`
    update kernel.session set withdrawn_at = now()
    where account = ${account} and withdrawn_at is null and id is distinct from ${keep}::uuid`)

export type SessionListRow = {
  readonly id: string
  readonly created_at: number
  readonly seen_at: number
  readonly device: string
}

export const listSessions = (tx: Tx, account: string): Promise<SessionListRow[]> =>
  tx.rows(sql<SessionListRow>`
    select id, created_at, seen_at, device from kernel.session
    where account = ${account} and withdrawn_at is null and expires_at > now() order by seen_at desc limit 100`)

export const actAs = (tx: Tx, s: { readonly id: string; readonly grant: string; readonly team: string | null }) =>
  tx.run(sql`update kernel.session set acting_grant = ${s.grant}, acting_team = ${s.team} where id = ${s.id}`)

export const setPassword = (tx: Tx, account: string, hash: string): Promise<number> =>
  tx.run(sql`update kernel.credential set password_hash = ${hash}, must_change = false where account = ${account}`)

export const setLanguage = (tx: Tx, account: string, language: string): Promise<number> =>
  tx.run(sql`update kernel.account set language = ${language}, language_chosen = true where id = ${account}`)

export const setTotp = (tx: Tx, account: string, sealed: Buffer | null, confirmed: boolean): Promise<number> =>
  tx.run(sql`
    update kernel.credential set totp_sealed = ${sealed}, totp_confirmed = ${confirmed}, totp_step = 0
    where account = ${account}`)

/** Accepts a TOTP step once: answers 0 when that step or a later one was used before. */
export const useTotpStep = (tx: Tx, account: string, step: number): Promise<number> =>
  tx.run(sql`update kernel.credential set totp_step = ${step} where account = ${account} and totp_step < ${step}`)

export const confirmTotp = (tx: Tx, account: string): Promise<number> =>
  tx.run(sql`update kernel.credential set totp_confirmed = true where account = ${account}`)

/** How many seconds this key must wait: doubling after five failures, a quarter of an hour at most. */
export const waitOf = async (tx: Tx, key: string): Promise<number> => {
  const row = await tx.row(sql<{ wait: number }>`
    select greatest(0, ceil(least(900, power(2, failures - 5)) - extract(epoch from now() - last_at)))::int as wait
    from kernel.sign_in_failure where key = ${key} and failures >= 5`)
  return row?.wait ?? 0
}

export const countFailure = (tx: Tx, key: string): Promise<number> =>
  tx.run(sql`
    insert into kernel.sign_in_failure as f (key, failures, last_at) values (${key}, 1, now())
    on conflict (key) do update set last_at = now(),
      failures = case when f.last_at < now() - interval '1 hour' then 1 else f.failures + 1 end`)

export const clearFailures = (tx: Tx, key: string): Promise<number> =>
  tx.run(sql`delete from kernel.sign_in_failure where key = ${key}`)
