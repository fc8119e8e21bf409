import { dayIn, instantOf, parseDay } from '@lianfang/domain/shared'
import { actionOf, writeAudit } from '../../../kernel/audit/index.js'
import { inTransaction, overCounty, type Scope, type Tx } from '../../../kernel/db/index.js'
import type { Call } from '../../../kernel/http/index.js'
import { knownPlaces } from '../../../kernel/org/index.js'
import { problem } from '../../../kernel/problems/index.js'
import type { CareNeeds } from '../needs.js'
import { teamOf } from '../teams/serving.js'
import {
  addChange,
  addHome,
  type CareHomeRow,
  changeHomeRow,
  closeHomeRow,
  facilityHere,
  facilityTaken,
  type HomeFields,
  homeById,
  lockHome,
} from './sql.js'
import { countResidents } from './sql-roster.js'
import { targetOf } from './tell.js'

type Checked = { readonly scope: Scope; readonly id: string; readonly body: Body }
type Body = Omit<Call<'careHome.change'>['body'], 'version'>
type Saved = { readonly outcome: 'recorded' | 'already-recorded'; readonly id: string; readonly version: number }

/** What the body says, checked against the places and institutions there are. */
const check = async (needs: CareNeeds, tx: Tx, { scope, id, body }: Checked): Promise<HomeFields> => {
  const home = scope.county
  if (!body.village.startsWith(home)) throw problem('place.outside')
  if (!(await knownPlaces(tx, [body.village])).has(body.village)) throw problem('place.unknown')
  for (const institution of [body.facility, body.hospital]) {
    if (institution !== null && !(await facilityHere(tx, home, institution))) throw problem('careHome.institution')
  }
  const { facility } = body
  // Also by a home of another township, which this caller does not see.
  if (facility !== null && (await overCounty(tx, scope, () => facilityTaken(tx, { home, id, facility }))))
    throw problem('careHome.taken')
  const agreed = body.greenChannelOn === null ? null : parseDay(body.greenChannelOn)
  const today = dayIn(instantOf(needs.now()), needs.zone)
  if (body.greenChannelOn !== null && (agreed === null || agreed > today))
    throw problem('request.invalid', { greenChannelOn: body.greenChannelOn })
  return { ...body, township: body.village.slice(0, 9), greenChannelOn: agreed }
}

const fieldsOf = (row: CareHomeRow): HomeFields => ({
  kind: row.kind,
  name: row.name,
  township: row.township,
  village: row.village,
  facility: row.facility,
  phone: row.phone,
  capacity: row.capacity,
  hospital: row.hospital,
  liaison: row.liaison,
  liaisonPhone: row.liaison_phone,
  greenChannelOn: row.green_channel_on,
})

const same = (a: HomeFields, b: HomeFields): boolean =>
  JSON.stringify(Object.entries(a).sort()) === JSON.stringify(Object.entries(b).sort())

type Kept = { readonly id: string; readonly version: number; readonly fields: object }

const note = async (needs: CareNeeds, tx: Tx, call: Keeping, { id, version, fields }: Kept): Promise<void> => {
  const { scope, actor } = call
  const at = new Date(needs.now())
  await addChange(tx, { home: scope.county, id, version, at, account: actor.accountId, fields })
  await writeAudit(tx, actor, { action: actionOf(call.route.id), subject: id, place: actor.place, detail: { version } })
}

type Keeping = Call<'careHome.register'> | Call<'careHome.change'> | Call<'careHome.close'>

/** Registers a home (K21). The same id with the same content is answered as before. */
export const registerHome = async (needs: CareNeeds, call: Call<'careHome.register'>): Promise<Saved> => {
  const { scope, body, require } = call
  const home = scope.county
  return inTransaction(needs.db.app, scope, async (tx) => {
    require({ place: body.village, teamId: await teamOf(tx, home, body.village) })
    const { id, ...rest } = body
    const fields = await check(needs, tx, { scope, id, body: rest })
    if ((await addHome(tx, { ...fields, home, id })) === 0) {
      const row = await homeById(tx, home, id)
      if (row === undefined || !same(fieldsOf(row), fields)) throw problem('command.other-body', { id })
      return { outcome: 'already-recorded', id, version: row.version }
    }
    await note(needs, tx, call, { id, version: 1, fields })
    return { outcome: 'recorded', id, version: 1 }
  })
}

type Standing = Saved | { readonly outcome: 'stale'; readonly version: number }

/** A home that the caller may keep, locked to the end of the transaction. */
const held = async (tx: Tx, call: Call<'careHome.change'> | Call<'careHome.close'>): Promise<CareHomeRow> => {
  const home = call.scope.county
  await lockHome(tx, home, call.params.id)
  const row = await homeById(tx, home, call.params.id)
  if (row === undefined) throw problem('not-found')
  call.require(targetOf(row))
  return row
}

/** Changes what is known of a home; an edit of an older version is answered with the present one's number. */
export const changeHome = async (needs: CareNeeds, call: Call<'careHome.change'>): Promise<Standing> => {
  const { scope, params, body, require } = call
  const home = scope.county
  return inTransaction(needs.db.app, scope, async (tx) => {
    const row = await held(tx, call)
    const { version, ...rest } = body
    require({ place: rest.village, teamId: await teamOf(tx, home, rest.village) })
    if (row.version !== version) return { outcome: 'stale', version: row.version }
    const fields = await check(needs, tx, { scope, id: params.id, body: rest })
    // The residents belong to the village: a home with residents that moves would leave them all behind.
    if (fields.village !== row.village && (await countResidents(tx, home, params.id)) > 0)
      throw problem('careHome.residents')
    const next = version + 1
    if ((await changeHomeRow(tx, { ...fields, home, id: params.id, version })) === 0) throw problem('forbidden')
    await note(needs, tx, call, { id: params.id, version: next, fields })
    return { outcome: 'recorded', id: params.id, version: next }
  })
}

/** Closes a home on a day, or opens one again that was closed by mistake. It is never deleted. */
export const closeHome = async (needs: CareNeeds, call: Call<'careHome.close'>): Promise<Standing> => {
  const { scope, params, body } = call
  const home = scope.county
  const closedOn = body.closedOn === null ? null : parseDay(body.closedOn)
  const today = dayIn(instantOf(needs.now()), needs.zone)
  if (body.closedOn !== null && (closedOn === null || closedOn > today)) throw problem('request.invalid')
  return inTransaction(needs.db.app, scope, async (tx) => {
    const row = await held(tx, call)
    if (row.version !== body.version) return { outcome: 'stale', version: row.version }
    if (closedOn !== null && (await countResidents(tx, home, params.id)) > 0) throw problem('careHome.residents')
    const next = row.version + 1
    const changed = await closeHomeRow(tx, { home, id: params.id, version: row.version, closedOn })
    if (changed === 0) throw problem('forbidden')
    await note(needs, tx, call, { id: params.id, version: next, fields: { ...fieldsOf(row), closedOn } })
    return { outcome: 'recorded', id: params.id, version: next }
  })
}
