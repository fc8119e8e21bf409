import type { FacilityInfo } from '@lianfang/contract'
import { closingFault, readCreditCode } from '@lianfang/domain/org'
import {
  countyOf,
  type Day,
  dayIn,
  instantOf,
  type PlaceCode,
  parseDay,
  townshipOf,
  within,
} from '@lianfang/domain/shared'
import { writeAudit } from '../../audit/index.js'
import { type Database, inTransaction, type Tx } from '../../db/index.js'
import { type Call, idCursor, type SendTable } from '../../http/index.js'
import { problem } from '../../problems/index.js'
import { holdTrees, organisationById } from '../organisations/sql.js'
import { knownPlaces, type PlaceName, placesByCode } from '../places.js'
import {
  addFacility,
  changeFacilityRow,
  closeFacilityRow,
  type FacilityFields,
  type FacilityPage,
  type FacilityRow,
  facilitiesIn,
  facilityById,
} from './sql.js'

export type FacilityNeeds = {
  readonly db: Database
  readonly now: () => number
  readonly zone: string
  readonly sendTable: SendTable
}

const info = (row: FacilityRow, names: ReadonlyMap<string, PlaceName>): FacilityInfo => {
  const named = (code: PlaceCode): PlaceName => names.get(code) ?? { code, name: code, level: 'village' }
  return {
    id: row.id,
    kind: row.kind,
    name: row.name,
    nameEn: row.name_en,
    place: named(row.place),
    township: row.place.length > 9 ? named(townshipOf(row.place)) : null,
    grade: row.grade,
    phone: row.phone,
    aroundTheClock: row.around_the_clock,
    creditCode: row.credit_code,
    organisation:
      row.organisation === null
        ? null
        : { id: row.organisation, name: row.organisation_name ?? '', nameEn: row.organisation_name_en },
    openFrom: row.open_from,
    closedOn: row.closed_on,
    version: row.version,
  }
}

export const facilityInfos = async (tx: Tx, rows: readonly FacilityRow[]): Promise<FacilityInfo[]> => {
  const names = await placesByCode(
    tx,
    rows.flatMap((r) => [r.place, townshipOf(r.place)]),
  )
  return rows.map((row) => info(row, names))
}

const readOne = async (tx: Tx, id: string): Promise<{ readonly row: FacilityRow; readonly shown: FacilityInfo }> => {
  const row = await facilityById(tx, id)
  const [shown] = row === undefined ? [] : await facilityInfos(tx, [row])
  if (row === undefined || shown === undefined) throw problem('not-found')
  return { row, shown }
}

/** What the query asks for, as the statement takes it. */
export const filterOf = (
  query: Omit<Call<'facility.list'>['query'], 'cursor' | 'limit'>,
): Omit<FacilityPage, 'after' | 'limit'> => ({
  place: query.place,
  state: query.state,
  order: query.order,
  kind: query.kind ?? null,
  organisation: query.organisation ?? null,
  text: query.text === undefined || query.text === '' ? null : query.text,
})

/** Facilities of a place and of all places in it, a page at a time (X1). */
export const listFacilities = (needs: FacilityNeeds, { scope, query, require }: Call<'facility.list'>) => {
  require({ place: query.place })
  const after = idCursor(query.cursor)
  const { limit } = query
  return inTransaction(
    needs.db.app,
    scope,
    async (tx) => {
      // Rows are never deleted: an id that is not seen is another place's, and nothing would come after it.
      if (after !== null && (await facilityById(tx, after)) === undefined) throw problem('cursor.stale')
      const rows = await facilitiesIn(tx, { ...filterOf(query), after, limit: limit + 1 })
      const shown = await facilityInfos(tx, rows.slice(0, limit))
      return { rows: shown, next: rows.length > limit ? (shown.at(-1)?.id ?? null) : null }
    },
    { readOnly: true },
  )
}

export const readFacility = (needs: FacilityNeeds, { scope, params, require }: Call<'facility.read'>) =>
  inTransaction(
    needs.db.app,
    scope,
    async (tx) => {
      const { row, shown } = await readOne(tx, params.id)
      require({ place: row.place })
      return shown
    },
    { readOnly: true },
  )

type Body = Omit<Call<'facility.change'>['body'], 'version'>

/** What the body says, checked against the places and organisations there are. */
const check = async (tx: Tx, body: Body): Promise<FacilityFields> => {
  if (body.place.length < 6) throw problem('facility.place-level')
  if (!(await knownPlaces(tx, [body.place])).has(body.place)) throw problem('place.unknown')
  const creditCode = body.creditCode === null ? null : readCreditCode(body.creditCode)
  if (body.creditCode !== null && creditCode === null) throw problem('facility.credit-code')
  const openFrom = body.openFrom === null ? null : parseDay(body.openFrom)
  if (body.openFrom !== null && openFrom === null) throw problem('request.invalid')
  if (body.organisation !== null) {
    // So that it is not closed or moved away at this moment.
    await holdTrees(tx, 'shared')
    const organisation = await organisationById(tx, body.organisation)
    const fits = organisation !== undefined && organisation.closed_on === null
    if (!fits || !within(organisation.place, body.place)) throw problem('facility.organisation')
  }
  return { ...body, creditCode, openFrom }
}

const sameFields = (row: FacilityRow, f: FacilityFields): boolean =>
  JSON.stringify([row.kind, row.name, row.name_en, row.place, row.grade, row.phone, row.around_the_clock]) ===
    JSON.stringify([f.kind, f.name, f.nameEn, f.place, f.grade, f.phone, f.aroundTheClock]) &&
  JSON.stringify([row.credit_code, row.organisation, row.open_from]) ===
    JSON.stringify([f.creditCode, f.organisation, f.openFrom])

/** Adds a facility (X1). The same id with the same content is answered as before. */
export const createFacility = (needs: FacilityNeeds, { scope, actor, body, require }: Call<'facility.create'>) => {
  require({ place: body.place })
  return inTransaction(needs.db.app, scope, async (tx) => {
    const fields = await check(tx, body)
    const made = await addFacility(tx, { ...fields, id: body.id, home: countyOf(body.place) })
    const { row, shown } = await readOne(tx, body.id)
    if (made === 0) {
      if (!sameFields(row, fields)) throw problem('command.other-body', { id: body.id })
      return { outcome: 'already-recorded' as const, result: shown }
    }
    await writeAudit(tx, actor, { action: 'facility.create', subject: body.id, place: body.place })
    return { outcome: 'recorded' as const, result: shown }
  })
}

/** What stands after a write that touched `changed` rows: done, overtaken by another, or not allowed by the database. */
const after = async (tx: Tx, at: { readonly id: string; readonly version: number; readonly changed: number }) => {
  const { row, shown } = await readOne(tx, at.id)
  if (at.changed > 0) return { outcome: 'recorded' as const, result: shown }
  if (row.version === at.version) throw problem('forbidden')
  return { outcome: 'stale' as const, current: shown }
}

/** Changes a facility; an edit of an older version is answered with the present one. A closed one is opened first. */
export const changeFacility = (
  needs: FacilityNeeds,
  { scope, actor, params, body, require }: Call<'facility.change'>,
) =>
  inTransaction(needs.db.app, scope, async (tx) => {
    const { row, shown } = await readOne(tx, params.id)
    require({ place: row.place })
    require({ place: body.place })
    if (row.version !== body.version) return { outcome: 'stale' as const, current: shown }
    if (row.closed_on !== null) throw problem('facility.closed')
    const fields = await check(tx, body)
    if (countyOf(body.place) !== row.home) throw problem('facility.other-county')
    const at = { home: row.home, id: params.id, version: body.version }
    const changed = await changeFacilityRow(tx, { ...fields, ...at })
    if (changed > 0) await writeAudit(tx, actor, { action: 'facility.change', subject: params.id, place: body.place })
    return after(tx, { ...at, changed })
  })

const closingDay = (needs: FacilityNeeds, row: FacilityRow, text: string): Day => {
  const day = parseDay(text)
  if (day === null) throw problem('request.invalid')
  const today = dayIn(instantOf(needs.now()), needs.zone)
  const fault = closingFault(day, { openFrom: row.open_from, today })
  if (fault !== null) throw problem('facility.closing-day', { fault })
  return day
}

/** Closes a facility on a day, or opens again one that was closed by mistake. It is never deleted. */
export const closeFacility = (needs: FacilityNeeds, { scope, actor, params, body, require }: Call<'facility.close'>) =>
  inTransaction(needs.db.app, scope, async (tx) => {
    const { row, shown } = await readOne(tx, params.id)
    require({ place: row.place })
    if (row.version !== body.version) return { outcome: 'stale' as const, current: shown }
    const closedOn = body.closedOn === null ? null : closingDay(needs, row, body.closedOn)
    const at = { home: row.home, id: params.id, version: body.version }
    const changed = await closeFacilityRow(tx, { ...at, closedOn })
    const action = closedOn === null ? 'facility.reopen' : 'facility.close'
    if (changed > 0) await writeAudit(tx, actor, { action, subject: params.id, place: row.place })
    return after(tx, { ...at, changed })
  })
