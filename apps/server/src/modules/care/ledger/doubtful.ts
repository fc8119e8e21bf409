import type { LedgerFieldName } from '@lianfang/contract'
import { dueOf, filledIn, heldFlags, type PersonFields, standingAfter } from '@lianfang/domain/care'
import { dayIn, instantOf, type PlaceCode } from '@lianfang/domain/shared'
import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import type { z } from 'zod'
import { writeAudit } from '../../../kernel/audit/index.js'
import { inTransaction, type Tx } from '../../../kernel/db/index.js'
import { type Call, idCursor } from '../../../kernel/http/index.js'
import { type PlaceName, placesByCode } from '../../../kernel/org/index.js'
import { openGate } from '../../../kernel/policy/index.js'
import { problem } from '../../../kernel/problems/index.js'
import { settleArrival } from '../life/between-counties/arrive.js'
import { askCarrying } from '../life/between-counties/ask.js'
import type { CareNeeds } from '../needs.js'
import { changePerson } from '../people/change-person.js'
import { loadPeople } from '../people/load-people.js'
import { birthColumns } from '../people/record.js'
import { savePeople } from '../people/save-people.js'
import { teamOf } from '../teams/serving.js'

type Field = z.output<typeof LedgerFieldName>
type Side = { personId: string | null; row: number | null; fields: { field: Field; value: string }[] }

type PairRow = {
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

const pairColumns = sql`id, import_id, row_number, move, township, other_person, other_row, why, decision, key_id, wrapped, row_sealed,
  other_sealed, trial`

const sideOf = (fields: PersonFields, names: ReadonlyMap<string, PlaceName>): Side['fields'] => {
  const place = (code: string | null): string => (code === null ? '' : (names.get(code)?.name ?? code))
  const birth = birthColumns(fields.birth)
  const list: [Field, string][] = [
    ['name', fields.name],
    ['sex', fields.sex],
    ['idNumber', fields.idNumber ?? fields.idNumberRaw ?? ''],
    ['birthDate', birth.day ?? (birth.year === null ? '' : String(birth.year))],
    ['phone', fields.phones.join('、')],
    ['township', place(fields.township)],
    ['village', place(fields.village)],
    ['disease', fields.disease.names.join('、')],
    ['vaccination', fields.vaccination.class],
    ['living', fields.living],
    ['remark', fields.remark],
  ]
  return list.map(([field, value]) => ({ field, value }))
}

/** Opens one side of a pair as it was read; null where there is none. */
const openSide = (needs: CareNeeds, home: string, pair: PairRow, side: 'row' | 'other'): PersonFields | null => {
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
      return { rows, next: pairs.length > query.limit ? (shown.at(-1)?.id ?? null) : null }
    },
    { longMs: 10_000 },
  )
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
    left: side(left, { personId: null, row: pair.row_number }),
    right: side(other, { personId: pair.other_person, row: pair.other_row }),
    why: pair.why,
  }
}

/** Settles a pair: the same person (blanks are filled in) or two people (the row is taken in). Once. */
export const decideDoubtful = async (
  needs: CareNeeds,
  { scope, params, body, actor, require }: Call<'doubtful.decide'>,
) => {
  const home = scope.county
  return inTransaction(
    needs.db.app,
    scope,
    async (tx) => {
      const pair = await tx.row(sql<PairRow>`
        select ${pairColumns} from care.doubtful_pair
        where home = ${home} and id = ${params.id} for update`)
      if (pair === undefined) throw problem('not-found')
      require({ place: pair.township as PlaceCode }) // stored from a checked code
      if (pair.decision !== null) return { outcome: 'already-recorded' as const }
      const fields = openSide(needs, home, pair, 'row')
      if (fields === null) throw problem('not-found')
      const as = body.decision === 'same' ? pair.other_person : null
      const person = await settle(needs, tx, { home, pair, fields, as, account: actor.accountId })
      await tx.run(sql`
        update care.doubtful_pair set decision = ${body.decision}, decided_by = ${actor.accountId}, decided_at = now(),
          person = ${person}::uuid where home = ${home} and id = ${pair.id}`)
      await writeAudit(tx, actor, {
        action: 'doubtful.decide',
        subject: pair.id,
        place: pair.township,
        detail: { decision: body.decision },
      })
      return { outcome: 'recorded' as const }
    },
    { longMs: 10_000 },
  )
}

type Settle = Take & { readonly as: string | null }

const settle = async (needs: CareNeeds, tx: Tx, { as, ...taken }: Settle): Promise<string | null> => {
  const { home, pair, fields, account } = taken
  if (pair.move !== null) return settleMove(needs, tx, { home, id: pair.move, as, account })
  return as === null ? takeIn(needs, tx, taken) : mergeInto(needs, tx, { home, person: as, fields, account })
}

/** Who moves here is taken in as they were carried; the dead are not raised by it. */
const settleMove = async (needs: CareNeeds, tx: Tx, settling: Parameters<typeof settleArrival>[2]) => {
  const { home, id, as } = settling
  const known = as === null ? undefined : (await loadPeople(needs, tx, { home, people: [as] })).get(as)
  if (known?.life.status === 'dead') throw problem('doubtful.dead')
  const person = await settleArrival(needs, tx, settling)
  await askCarrying(tx, { home, id, township: '', account: settling.account })
  return person
}

type Merge = { readonly home: string; readonly person: string; readonly fields: PersonFields; readonly account: string }

const valuesNow = async (needs: CareNeeds, home: string) => {
  const now = instantOf(needs.now())
  const care = await needs.policy.care(home as PlaceCode, dayIn(now, needs.zone)) // a county's code
  return { now, values: { tier: openGate(care.tier), due: openGate(care.due) } }
}

const mergeInto = async (needs: CareNeeds, tx: Tx, m: Merge): Promise<string> => {
  const before = (await loadPeople(needs, tx, { home: m.home, people: [m.person], lock: true })).get(m.person)
  if (before === undefined) throw problem('not-found')
  const fields = filledIn(before.fields, m.fields)
  const { now, values } = await valuesNow(needs, m.home)
  await changePerson(needs, tx, {
    home: m.home,
    before,
    fields,
    team: before.team,
    cause: 'ledger',
    account: m.account,
    now,
    zone: needs.zone,
    values,
  })
  return m.person
}

type Take = {
  readonly home: string
  readonly pair: PairRow
  readonly fields: PersonFields
  readonly account: string
}

const takeIn = async (needs: CareNeeds, tx: Tx, { home, pair, fields, account }: Take): Promise<string> => {
  const id = uuidv7()
  const { now, values } = await valuesNow(needs, home)
  const team = await teamOf(tx, home, fields.village)
  const basis = {
    birth: birthColumns(fields.birth),
    disease: fields.disease.class,
    vaccination: fields.vaccination.class,
  }
  const standing = standingAfter({ basis, current: null, values: values.tier, now, zone: needs.zone, cause: 'ledger' })
  const state = { twoWayAt: [], attemptsAt: [] }
  const due = dueOf({
    standing,
    takenInAt: now,
    flags: heldFlags(fields, { since: now, episodeSince: null }),
    state,
    values: values.due,
    zone: needs.zone,
  })
  const person = {
    id,
    fields,
    team,
    standing,
    due,
    takenInAt: now,
    importId: pair.import_id,
    trial: pair.trial,
  }
  await savePeople(needs, tx, { home, cause: 'ledger', account, people: [person] })
  return id
}
