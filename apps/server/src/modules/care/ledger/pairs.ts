import { createHmac } from 'node:crypto'
import type { PersonFields, ReadPerson } from '@lianfang/domain/care'
import { v7 as uuidv7 } from 'uuid'
import type { CareNeeds } from '../needs.js'
import { fieldsOf, type Judgement } from './judge.js'
import type { PassContext } from './pass-state.js'
import type { NewPair } from './sql.js'

type Pass = { readonly needs: CareNeeds; readonly ctx: PassContext }

/** Keyed hash of a doubt's two sides, so that the same doubt is asked once. */
export const pairHash = (needs: CareNeeds, print: string, other: string): Buffer =>
  createHmac('sha256', needs.keys.purposeKey('sync')).update(`pair\0${print}\0${other}`).digest().subarray(0, 16)

export type Pairing = {
  readonly row: number
  readonly person: ReadPerson
  readonly print: Buffer
  readonly judgement: Extract<Judgement, { verdict: 'doubtful' }>
  /** The earlier row of the file as it was read; null when the other side is known on the ledger only. */
  readonly other: PersonFields | null
}

/** A doubt as it is queued: both sides as they were read, sealed under a key of the pair's own. */
export const pairOf = (pass: Pass, { row, person, print, judgement, other }: Pairing): NewPair => {
  const { needs, ctx } = pass
  const id = uuidv7()
  const key = needs.keys.newPersonKey()
  const seal = (field: 'row' | 'other', value: unknown): Buffer =>
    needs.keys.seal({ key, at: { county: ctx.entry.home, person: id, field }, text: JSON.stringify(value) })
  return {
    id,
    keyId: key.keyId,
    wrapped: key.wrapped,
    rowSealed: seal('row', fieldsOf(person)),
    otherSealed: other === null ? null : seal('other', other),
    trial: ctx.entry.trial,
    row,
    township: person.township,
    village: person.village,
    otherPerson: judgement.otherId,
    otherRow: judgement.otherRow,
    why: judgement.why,
    hash: pairHash(
      needs,
      print.toString('latin1'),
      judgement.otherId ?? `row:${ctx.entry.id}:${judgement.otherRow ?? ''}`,
    ),
  }
}
