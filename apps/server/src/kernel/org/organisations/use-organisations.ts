import type { OrganisationInfo } from '@lianfang/contract'
import { attachFault, closingFault, type OrganisationNode } from '@lianfang/domain/org'
import { ancestorsOf, dayIn, instantOf, parseDay } from '@lianfang/domain/shared'
import { writeAudit } from '../../audit/index.js'
import { type Database, inTransaction, type Tx } from '../../db/index.js'
import type { Call } from '../../http/index.js'
import { problem } from '../../problems/index.js'
import { knownPlaces, type PlaceName, placesByCode } from '../places.js'
import {
  addOrganisation,
  changeOrganisationRow,
  closeOrganisationRow,
  facilitiesOutside,
  holdTrees,
  nodesAround,
  type OrganisationFields,
  type OrganisationRow,
  organisationById,
  organisationsIn,
} from './sql.js'

export type OrganisationNeeds = { readonly db: Database; readonly now: () => number; readonly zone: string }

const most = 2_000

const info = (row: OrganisationRow, names: ReadonlyMap<string, PlaceName>): OrganisationInfo => ({
  id: row.id,
  tree: row.tree,
  parent: row.parent,
  name: row.name,
  nameEn: row.name_en,
  code: row.code,
  place: names.get(row.place) ?? { code: row.place, name: row.place, level: 'village' },
  closedOn: row.closed_on,
  version: row.version,
  depth: row.depth,
  children: row.children,
  facilities: row.facilities,
})

const infos = async (tx: Tx, rows: readonly OrganisationRow[]): Promise<OrganisationInfo[]> => {
  const names = await placesByCode(
    tx,
    rows.map((r) => r.place),
  )
  return rows.map((row) => info(row, names))
}

const readOne = async (tx: Tx, id: string) => {
  const row = await organisationById(tx, id)
  const [shown] = row === undefined ? [] : await infos(tx, [row])
  if (row === undefined || shown === undefined) throw problem('not-found')
  return { row, shown }
}

/** Trees beside the divisions, as far as they concern a place: within it, and above it (X1). */
export const listOrganisations = (
  needs: OrganisationNeeds,
  call: Pick<Call<'organisation.list'>, 'scope' | 'query' | 'require'>,
) => {
  const { scope, query, require } = call
  require({ place: query.place })
  const wanted = { place: query.place, above: ancestorsOf(query.place), tree: query.tree ?? null, limit: most + 1 }
  return inTransaction(
    needs.db.app,
    scope,
    async (tx) => {
      const rows = await organisationsIn(tx, wanted)
      return { rows: await infos(tx, rows.slice(0, most)), more: rows.length > most }
    },
    { readOnly: true },
  )
}

const placed = async (tx: Tx, place: string): Promise<void> => {
  if (place !== '' && !(await knownPlaces(tx, [place])).has(place)) throw problem('place.unknown')
}

/** Refuses what would leave the tree without its shape; what else is written to trees waits until the transaction ends. */
const attach = async (tx: Tx, node: OrganisationNode): Promise<void> => {
  const nodes = await nodesAround(tx, node)
  const fault = attachFault(new Map(nodes.map((each) => [each.id, each])), node)
  if (fault !== null) throw problem(`organisation.${fault}`)
}

const sameFields = (row: OrganisationRow, o: OrganisationFields & { readonly tree: string }): boolean =>
  JSON.stringify([row.tree, row.parent, row.name, row.name_en, row.code, row.place]) ===
  JSON.stringify([o.tree, o.parent, o.name, o.nameEn, o.code, o.place])

/** Adds an organisation (X1). The same id with the same content is answered as before. */
export const createOrganisation = (needs: OrganisationNeeds, call: Call<'organisation.create'>) => {
  const { scope, actor, body, require } = call
  require({ place: body.place })
  return inTransaction(needs.db.app, scope, async (tx) => {
    await placed(tx, body.place)
    await holdTrees(tx, 'alone')
    await attach(tx, { id: body.id, parent: body.parent, tree: body.tree, place: body.place, closed: false })
    const made = await addOrganisation(tx, body)
    const { row, shown } = await readOne(tx, body.id)
    if (made === 0) {
      if (!sameFields(row, body)) throw problem('command.other-body', { id: body.id })
      return { outcome: 'already-recorded' as const, result: shown }
    }
    await writeAudit(tx, actor, { action: 'organisation.create', subject: body.id, place: body.place })
    return { outcome: 'recorded' as const, result: shown }
  })
}

/** As of facilities: done, overtaken by another, or not allowed by the database. */
const after = async (tx: Tx, at: { readonly id: string; readonly version: number; readonly changed: number }) => {
  const { row, shown } = await readOne(tx, at.id)
  if (at.changed > 0) return { outcome: 'recorded' as const, result: shown }
  if (row.version === at.version) throw problem('forbidden')
  return { outcome: 'stale' as const, current: shown }
}

/** Changes name, code, place or parent; the kind of tree stays. */
export const changeOrganisation = (needs: OrganisationNeeds, call: Call<'organisation.change'>) => {
  const { scope, actor, params, body, require } = call
  return inTransaction(needs.db.app, scope, async (tx) => {
    await holdTrees(tx, 'alone')
    const { row, shown } = await readOne(tx, params.id)
    require({ place: row.place })
    require({ place: body.place })
    if (row.version !== body.version) return { outcome: 'stale' as const, current: shown }
    if (row.closed_on !== null) throw problem('organisation.closed')
    await placed(tx, body.place)
    await attach(tx, { id: params.id, parent: body.parent, tree: row.tree, place: body.place, closed: false })
    if ((await facilitiesOutside(tx, params.id, body.place)) > 0) throw problem('organisation.leaves-facilities')
    const changed = await changeOrganisationRow(tx, { ...body, id: params.id })
    if (changed > 0)
      await writeAudit(tx, actor, { action: 'organisation.change', subject: params.id, place: body.place })
    return after(tx, { id: params.id, version: body.version, changed })
  })
}

/** Closes an organisation in which nothing is open any more, or opens one again that was closed by mistake. */
export const closeOrganisation = (needs: OrganisationNeeds, call: Call<'organisation.close'>) => {
  const { scope, actor, params, body, require } = call
  const day = body.closedOn === null ? null : parseDay(body.closedOn)
  if (body.closedOn !== null && day === null) throw problem('request.invalid')
  const today = dayIn(instantOf(needs.now()), needs.zone)
  if (day !== null && closingFault(day, { openFrom: null, today }) !== null) throw problem('facility.closing-day')
  return inTransaction(needs.db.app, scope, async (tx) => {
    await holdTrees(tx, 'alone')
    const { row, shown } = await readOne(tx, params.id)
    require({ place: row.place })
    if (row.version !== body.version) return { outcome: 'stale' as const, current: shown }
    if (day !== null && row.children + row.facilities > 0) {
      throw problem('organisation.in-use', { children: row.children, facilities: row.facilities })
    }
    if (day === null) await attach(tx, { ...row, closed: false })
    const changed = await closeOrganisationRow(tx, { id: params.id, version: body.version, closedOn: day })
    const action = day === null ? 'organisation.reopen' : 'organisation.close'
    if (changed > 0) await writeAudit(tx, actor, { action, subject: params.id, place: row.place })
    return after(tx, { id: params.id, version: body.version, changed })
  })
}
