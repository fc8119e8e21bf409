import type { BindingAnswer } from '@lianfang/contract'
import { isGone, refuseGrid } from '@lianfang/domain/care'
import type { PlaceCode } from '@lianfang/domain/shared'
import { writeAudit } from '../../../kernel/audit/index.js'
import { inTransaction, type Tx } from '../../../kernel/db/index.js'
import type { Call } from '../../../kernel/http/index.js'
import { knownPlaces, type PlaceName, placesByCode } from '../../../kernel/org/index.js'
import { problem } from '../../../kernel/problems/index.js'
import type { CareNeeds } from '../needs.js'
import { loadPeople } from '../people/load-people.js'
import { hashOf, isRepeat } from './bind.js'
import { rebind, teamsOfMoved, tellTeams } from './rebind.js'
import { holdServing } from './serving.js'
import { addChange, amongPeople } from './sql-bindings.js'
import { addGrid, type GridRow, gridById, gridsOfVillage, renameGrid, setGrid } from './sql-grids.js'

/** A village by its code, with its name where it is known. */
export const villageNamed = (names: ReadonlyMap<string, PlaceName>, code: string): PlaceName =>
  names.get(code) ?? { code: code as PlaceCode, name: code, level: 'village' } // stored from a checked code

/** Grids as lists show them. */
export const gridInfos = async (tx: Tx, rows: readonly GridRow[]) => {
  const names = await placesByCode(
    tx,
    rows.map((row) => row.village),
  )
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    village: villageNamed(names, row.village),
    people: row.people,
    team: row.team === null || row.team_name === null ? null : { id: row.team, name: row.team_name },
  }))
}

const one = async (tx: Tx, home: string, id: string) => {
  const row = await gridById(tx, home, id)
  const [grid] = await gridInfos(tx, row === undefined ? [] : [row])
  if (grid === undefined) throw problem('not-found')
  return grid
}

/** The grids of a village (K2). */
export const listGrids = (needs: CareNeeds, { scope, query, require }: Call<'grid.list'>) => {
  require({ place: query.village })
  const read = async (tx: Tx) => ({ grids: await gridInfos(tx, await gridsOfVillage(tx, scope.county, query.village)) })
  return inTransaction(needs.db.app, scope, read, { readOnly: true })
}

/** Makes a grid in a village (K2). A repeat with the same id changes nothing. */
export const createGrid = (needs: CareNeeds, { scope, body, actor, require }: Call<'grid.create'>) => {
  require({ place: body.village })
  const home = scope.county
  if (!body.village.startsWith(home)) throw problem('place.outside')
  return inTransaction(needs.db.app, scope, async (tx) => {
    if (!(await knownPlaces(tx, [body.village])).has(body.village)) throw problem('place.unknown')
    const added = await addGrid(tx, { home, ...body, by: actor.accountId, now: new Date(needs.now()) })
    const grid = await gridById(tx, home, body.id)
    if (added === 0 && (grid?.name !== body.name || grid.village !== body.village)) throw problem('grid.name-taken')
    if (added > 0) await writeAudit(tx, actor, { action: 'grid.create', subject: body.id, place: body.village })
    return one(tx, home, body.id)
  })
}

/** Renames a grid; its people and its team stay. */
export const nameGrid = (needs: CareNeeds, { scope, params, body, actor, require }: Call<'grid.rename'>) => {
  const home = scope.county
  return inTransaction(needs.db.app, scope, async (tx) => {
    const grid = await gridById(tx, home, params.id)
    if (grid === undefined) throw problem('not-found')
    require({ place: grid.village as PlaceCode }) // stored from a checked code
    if ((await renameGrid(tx, { home, id: params.id, name: body.name })) === 0) throw problem('grid.name-taken')
    await writeAudit(tx, actor, { action: 'grid.rename', subject: params.id, place: grid.village })
    return one(tx, home, params.id)
  })
}

/** Puts a person with their household into a grid of the village, or into none; the grid's team serves them from now on. */
export const assignGrid = (needs: CareNeeds, call: Call<'grid.assign'>): Promise<BindingAnswer> => {
  const { scope, params, body, actor, require } = call
  const home = scope.county
  const hash = hashOf(call)
  return inTransaction(needs.db.app, scope, async (tx): Promise<BindingAnswer> => {
    await holdServing(tx, home)
    const person = (await loadPeople(needs, tx, { home, people: [params.id], lock: true })).get(params.id)
    if (person === undefined) throw problem('not-found')
    const { village, township } = person.fields
    require({ place: village ?? township, teamId: person.team, personId: person.id })
    if (await isRepeat(tx, { home, id: body.id, hash })) return { outcome: 'already-recorded' }
    const grid = body.grid === null ? null : await gridById(tx, home, body.grid)
    if (grid === undefined) throw problem('not-found')
    const reason = refuseGrid({ person: { village, gone: isGone(person.life) }, grid })
    if (reason !== null) return { outcome: 'refused', reason }
    const now = new Date(needs.now())
    const fact = { home, id: body.id, township, what: 'grid', kind: 'person', subject: person.id, team: null } as const
    const added = await addChange(tx, { ...fact, grid: body.grid, at: now, account: actor.accountId, bodyHash: hash })
    if (added === 0) throw problem('command.other-body', { id: body.id })
    const people = await setGrid(tx, { home, person: person.id, household: person.household, grid: body.grid })
    const moved = await rebind(tx, { home, whose: amongPeople(people), fact: body.id, now })
    await tellTeams(tx, { home, township, teams: teamsOfMoved(moved) })
    await writeAudit(tx, actor, {
      action: 'grid.assign',
      subject: person.id,
      place: village ?? township,
      count: people.length,
    })
    return { outcome: 'recorded' }
  })
}
