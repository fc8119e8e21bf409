import type { PersonKind, Tier } from '@lianfang/domain/policy'
import type { Keys, WrappedKey } from '../../../../kernel/keys/index.js'

/** What the receiving desk is told of somebody who is not theirs: without it nobody can answer. */
export type ToldThere = {
  readonly name: string
  readonly birthYear: number | null
  readonly tier: Tier
  readonly kinds: readonly PersonKind[]
  readonly note: string | null
  readonly askedBy: string
  /** What came along with the record, once it was taken in. */
  readonly came?: Came
}

export type Came = {
  readonly alarms: number
  readonly episode: { readonly kind: 'infection' | 'worsening'; readonly since: string } | null
}

/** What the asking county is told of the answer. */
export type ToldHere = { readonly decidedBy: string }

/** A row of the receiving county, with a key of its own: the person is not on its ledger yet. */
type TakingRow = {
  readonly home: string
  readonly id: string
  readonly key: WrappedKey
}

type Field = 'told' | 'reason' | 'record'

type Sealing = { readonly row: TakingRow; readonly field: Field; readonly text: string }

export const sealThere = (keys: Keys, { row, field, text }: Sealing): Buffer =>
  keys.seal({ key: row.key, at: { county: row.home, person: row.id, field }, text })

type Opening = { readonly row: TakingRow; readonly field: Field; readonly sealed: Buffer | null }

export const openThere = (keys: Keys, { row, field, sealed }: Opening): string | null =>
  sealed === null ? null : keys.open({ key: row.key, at: { county: row.home, person: row.id, field }, sealed })

type Keyed = { readonly id: string; readonly key_id: string | null; readonly wrapped: Buffer | null }

/** The row as its seals are bound to it. */
export const takingRow = (home: string, { id, key_id, wrapped }: Keyed): TakingRow => {
  if (key_id === null || wrapped === null) throw new Error('a receiving row has a key of its own')
  return { home, id, key: { keyId: key_id, wrapped } }
}

/** Reads what the receiving row tells. */
export const toldThere = (keys: Keys, row: TakingRow, sealed: Buffer | null): ToldThere | null => {
  const text = openThere(keys, { row, field: 'told', sealed })
  return text === null ? null : (JSON.parse(text) as ToldThere) // our own, sealed
}

/** Field names under which the asking county seals what concerns a move with the person's key. */
export const fieldHere = {
  told: (id: string) => `move-told:${id}`,
  record: (id: string) => `move-record:${id}`,
}
