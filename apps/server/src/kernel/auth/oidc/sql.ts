import { sql } from 'kysely'
import type { Tx } from '../../db/index.js'

export type Flow = {
  readonly state: string
  readonly nonce: string
  readonly verifier: string
  readonly linking: string | null
  readonly account: string | null
  readonly expires_at: number
}

export type NewFlow = Pick<Flow, 'state' | 'nonce' | 'verifier' | 'linking'> & {
  readonly tokenHash: Buffer
  readonly expiresAt: Date
}

/** Notes a sign-in on its way, and clears away those that nobody came back from. */
export const addFlow = async (tx: Tx, f: NewFlow, now: Date): Promise<void> => {
  await tx.run(sql`delete from kernel.oidc_flow where expires_at < ${now}`)
  await tx.run(sql`
    insert into kernel.oidc_flow (token_hash, state, nonce, verifier, linking, expires_at)
    values (${f.tokenHash}, ${f.state}, ${f.nonce}, ${f.verifier}, ${f.linking}::uuid, ${f.expiresAt})`)
}

/** Takes a sign-in on its way out of the table: it is good once, whatever comes of it. */
export const takeFlow = (tx: Tx, tokenHash: Buffer): Promise<Flow | undefined> =>
  tx.row(sql<Flow>`
    delete from kernel.oidc_flow where token_hash = ${tokenHash} and account is null
    returning state, nonce, verifier, linking, account, expires_at`)

/** Keeps an arrived sign-in for the code of its second factor. */
export const keepForCode = (tx: Tx, tokenHash: Buffer, account: string, expiresAt: Date): Promise<number> =>
  tx.run(sql`
    insert into kernel.oidc_flow (token_hash, state, nonce, verifier, account, expires_at)
    values (${tokenHash}, '', '', '', ${account}::uuid, ${expiresAt})`)

export const flowForCode = (tx: Tx, tokenHash: Buffer): Promise<Flow | undefined> =>
  tx.row(sql<Flow>`
    select state, nonce, verifier, linking, account, expires_at from kernel.oidc_flow
    where token_hash = ${tokenHash} and account is not null`)

export const dropFlow = (tx: Tx, tokenHash: Buffer): Promise<number> =>
  tx.run(sql`delete from kernel.oidc_flow where token_hash = ${tokenHash}`)

export type Link = { readonly issuer: string; readonly subject: string }

/** The account of a subject, closed ones included: who is linked to a closed account is told so. */
export const accountOfSubject = (tx: Tx, at: Link): Promise<{ id: string; state: string } | undefined> =>
  tx.row(sql<{ id: string; state: string }>`
    select a.id, a.state from kernel.oidc_link l join kernel.account a on a.id = l.account
    where l.issuer = ${at.issuer} and l.subject = ${at.subject}`)

export const linkOf = (tx: Tx, account: string, issuer: string): Promise<{ linked_at: number } | undefined> =>
  tx.row(sql<{ linked_at: number }>`
    select linked_at from kernel.oidc_link where account = ${account} and issuer = ${issuer}`)

/** Answers 0 when the account or the subject is linked already. */
export const addLink = (tx: Tx, l: Link & { readonly account: string; readonly by: string }): Promise<number> =>
  tx.run(sql`
    insert into kernel.oidc_link (account, issuer, subject, linked_by)
    values (${l.account}, ${l.issuer}, ${l.subject}, ${l.by}::uuid) on conflict do nothing`)

export const removeLink = (tx: Tx, account: string, issuer: string): Promise<number> =>
  tx.run(sql`delete from kernel.oidc_link where account = ${account} and issuer = ${issuer}`)
