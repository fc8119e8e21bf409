import type { PersonFields } from '@lianfang/domain/care'
import { sql } from 'kysely'
import { writeAudit } from '../../../kernel/audit/index.js'
import { countUpTo, inAllOf, inTransaction, type Tx } from '../../../kernel/db/index.js'
import { type Call, idCursor } from '../../../kernel/http/index.js'
import { placesByCode } from '../../../kernel/org/index.js'
import { problem } from '../../../kernel/problems/index.js'
import type { CareNeeds } from '../needs.js'
import { loadPeople } from '../people/load-people.js'
import { choicesOf, type SideField, sideOf } from './sides.js'
import { importById } from './sql.js'
import { fileNameOf } from './view.js'

type Side = { personId: string | null; row: number | null; fields: SideField[] }

export type PairRow = {
  readonly id: string
  /** Null where somebody moves here from another county. */
  readonly import_id: string | null
  readonly row_number: number | null
  readonly move: string | null
  readonly township: string
  readonly other_person: string | null
  readonly other_row: number | null
  readonly why: string
  readonly decision: string | null
  readonly key_id: string
  readonly wrapped: Buffer
  readonly row_sealed: Buffer
  readonly other_sealed: Buffer | null
  readonly trial: boolean
}

export const pairColumns = sql`id, import_id, row_number, move, township, other_person, other_row, why, decision, key_id, wrapped, row_sealed,
  other_sealed, trial`

/** Opens one side of a pair as it was read; null where there is none. */
export const openSide = (needs: CareNeeds, home: string, pair: PairRow, side: 'row' | 'other'): PersonFields | null => {
  const sealed = side === 'row' ? pair.row_sealed : pair.other_sealed
  if (sealed === null) return null
  const key = { keyId: pair.key_id, wrapped: pair.wrapped }
  const text = needs.keys.open({ key, at: { county: home, person: pair.id, field: side }, sealed })
  return { ...blank, ...(JSON.parse(text) as Partial<PersonFields>) } as PersonFields // sealed by the pass
}

/** What an earlier row was compared by is less than a person has. */
const blank = {
  address: '',
  disease: { class: 'unknown', names: [] },
  vaccination: { class: 'unknown', raw: '' },
  living: 'unknown',
  kinds: [],
  remark: '',
} as const

/** Perhaps-twice pairs that wait for a person, side by side. */
export const listDoubtful = async (needs: CareNeeds, { scope, query, require, actor }: Call<'doubtful.list'>) => {
  require({ place: actor.role === 'townshipManager' ? actor.place : query.county })
  if (query.county !== scope.county) throw problem('place.outside')
  const home = scope.county
  return inTransaction(
    needs.db.app,
    scope,
    async (tx) => {
      const after = idCursor(query.cursor)
      const pairs = await tx.rows(sql<PairRow>`
        select ${pairColumns} from care.doubtful_pair
        where home = ${home} and decision is null and (${after}::uuid is null or id > ${after}::uuid)
        order by id limit ${query.limit + 1}`)
      const shown = pairs.slice(0, query.limit)
      const rows = []
      for (const pair of shown) rows.push(await openPair(needs, tx, home, pair))
      await writeAudit(tx, actor, { action: 'doubtful.list', place: home, count: rows.length })
      const inAll = await inAllOf({ cursor: query.cursor, read: pairs.length, limit: query.limit }, () =>
        countUpTo(tx, sql`care.doubtful_pair where home = ${home} and decision is null`),
      )
      return { rows, next: pairs.length > query.limit ? (shown.at(-1)?.id ?? null) : null, inAll }
    },
    { longMs: 10_000 },
  )
}

const fileNameOfPair = async (needs: CareNeeds, tx: Tx, home: string, pair: PairRow): Promise<string | null> => {
  const entry = pair.import_id === null ? undefined : await importById(tx, home, pair.import_id)
  // A county's import is not a township's to see; the pair of its own person is.
  return entry === undefined ? null : fileNameOf(needs, entry)
}

const openPair = async (needs: CareNeeds, tx: Tx, home: string, pair: PairRow) => {
  const left = openSide(needs, home, pair, 'row')
  const known =
    pair.other_person === null
      ? undefined
      : (await loadPeople(needs, tx, { home, people: [pair.other_person] })).get(pair.other_person)
  const other = known?.fields ?? openSide(needs, home, pair, 'other')
  const codes = [left, other].flatMap((f) => (f === null ? [] : [f.township, f.village ?? f.township]))
  const names = await placesByCode(tx, codes)
  const side = (fields: PersonFields | null, at: Omit<Side, 'fields'>): Side => ({
    ...at,
    fields: fields === null ? [] : sideOf(fields, names),
  })
  return {
    id: pair.id,
    importId: pair.import_id,
    fileName: await fileNameOfPair(needs, tx, home, pair),
    // Who moves here becomes one record by the rule of moves, without a choice.
    choices: known === undefined || left === null || pair.move !== null ? [] : choicesOf(known.fields, left),
    left: side(left, { personId: null, row: pair.row_number }),
    right: side(other, { personId: pair.other_person, row: pair.other_row }),
    why: pair.why,
  }
}
