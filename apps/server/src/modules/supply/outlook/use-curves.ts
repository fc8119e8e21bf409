import type { CurveHead, CurvePage } from '@lianfang/contract'
import { type Actor, may } from '@lianfang/domain/org'
import { type Instant, parseDay, within } from '@lianfang/domain/shared'
import { readCounts } from '@lianfang/domain/supply'
import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import { writeAudit } from '../../../kernel/audit/index.js'
import { inTransaction, type Tx } from '../../../kernel/db/index.js'
import type { Call } from '../../../kernel/http/index.js'
import { knownPlaces, type PlaceName, placesByCode } from '../../../kernel/org/index.js'
import { problem } from '../../../kernel/problems/index.js'
import { askWork, dropWork, workOf } from '../../../kernel/work/index.js'
import { hashOf, type SupplyNeeds } from '../needs.js'
import { outlookWork } from './make-outlooks.js'
import {
  addCounts,
  addCurve,
  addDefinition,
  type CurveRow,
  curveById,
  curves,
  definitionsOf,
  dropCurve,
  placesOf,
  takeCurve,
  withdrawDefinition,
} from './sql.js'

const iso = (at: Instant): string => new Date(at).toISOString()

const stateOf = (row: CurveRow): CurveHead['state'] => {
  if (row.dropped_at !== null) return 'dropped'
  return row.taken_at === null ? 'checked' : 'taken'
}

/** A curve as a list shows it. */
export const tellCurve = (row: CurveRow, names: ReadonlyMap<string, PlaceName>): CurveHead => ({
  id: row.id,
  name: row.name,
  source: row.source,
  place: names.get(row.place) ?? { code: row.place, name: row.place, level: 'nation' },
  at: iso(row.at),
  by: row.by_name,
  state: stateOf(row),
  places: row.places,
  first: row.first_day,
  last: row.last_day,
  fileRows: row.file_rows,
  wrongRows: row.wrong_rows,
})

/** The newest work about a curve, as a page shows it. */
export const workShown = async (tx: Tx, curve: string) => {
  const work = await workOf(tx, curve)
  if (work === undefined) return null
  const { id, kind, state, done, total, problem: fault } = work
  return {
    id,
    kind,
    state,
    done,
    total,
    startedAt: work.started_at === null ? null : new Date(work.started_at).toISOString(),
    problem: fault,
  }
}

type Values = ReadonlyMap<string, string>

const tellPage = async (tx: Tx, row: CurveRow, actor: Actor, values: Values = new Map()): Promise<CurvePage> => {
  const definitions = await definitionsOf(tx, row.id)
  const names = await placesByCode(tx, [row.place, ...definitions.map(({ place }) => place)])
  return {
    ...tellCurve(row, names),
    wrong: row.wrong.map((one) => ({ ...one, value: values.get(`${one.row} ${one.column}`) ?? null })),
    definitions: definitions.map((one) => ({
      id: one.id,
      place: names.get(one.place) ?? { code: one.place, name: one.place, level: 'nation' as const },
      day: one.day,
      reason: one.reason,
      by: one.by_name,
      at: iso(one.at),
      withdrawn: one.withdrawn_at !== null,
    })),
    work: await workShown(tx, row.id),
    may: { manage: may(actor, 'curve.manage', { place: row.place }) },
  }
}

// Three hundred places for two years are 220,000 rows.
const mostRows = 400_000
const wrongKept = 1_000

const readFile = async (needs: SupplyNeeds, { scope, request, query }: Call<'curve.check'>) => {
  const source = await needs.openUpload({ stream: request.raw })
  const rows: { readonly number: number; readonly cells: readonly string[] }[] = []
  try {
    for await (const row of source.rows) {
      rows.push(row)
      if (rows.length > mostRows) throw problem('file.too-many-rows')
    }
  } finally {
    await source.close()
  }
  const places = await inTransaction(
    needs.db.app,
    scope,
    (tx) => tx.rows(sql<{ code: string }>`select code from kernel.division where length(code) <= 6`),
    { readOnly: true },
  )
  const read = readCounts(rows, {
    places: new Set(places.map(({ code }) => code)),
    reaches: (place) => within(query.place, place as typeof query.place), // a code of the table, or the nation
  })
  if (read === null || read.lines.length === 0) throw problem('outlook.no-counts')
  return read
}

/** Reads a file of counts and keeps it; what could not be read is named row by row, and nothing is forecast yet (E2). */
export const checkCurve = async (needs: SupplyNeeds, call: Call<'curve.check'>): Promise<CurvePage> => {
  const { scope, query, actor, require } = call
  require({ place: query.place })
  if (query.place !== actor.place) throw problem('place.outside')
  const read = await readFile(needs, call)
  const id = uuidv7()
  const keep = async (tx: Tx): Promise<CurvePage> => {
    await addCurve(tx, {
      ...{
        id,
        place: query.place,
        name: query.name,
        source: 'file',
        file_rows: read.rows,
        wrong_rows: read.wrong.length,
      },
      // What stands in a wrong row is told once and not kept.
      wrong: read.wrong.slice(0, wrongKept).map(({ row, column, why }) => ({ row, column, why })),
      at: new Date(needs.now()),
      account: actor.accountId,
    })
    await addCounts(tx, id, read.lines)
    await writeAudit(tx, actor, { action: 'curve.check', subject: id, place: query.place, count: read.lines.length })
    const row = await curveById(tx, id)
    if (row === undefined) throw new Error('a curve that was just kept is gone')
    return tellPage(tx, row, actor, new Map(read.wrong.map((one) => [`${one.row} ${one.column}`, one.value])))
  }
  return inTransaction(needs.db.app, scope, keep, { longMs: 30_000 })
}

/** Curves that reach a place, the newest first. */
export const listCurves = (needs: SupplyNeeds, { scope, query, require }: Call<'curve.list'>) => {
  require({ place: query.place })
  const read = async (tx: Tx) => {
    const rows = await curves(tx)
    const names = await placesByCode(
      tx,
      rows.map(({ place }) => place),
    )
    return { rows: rows.map((row) => tellCurve(row, names)) }
  }
  return inTransaction(needs.db.app, scope, read, { readOnly: true })
}

/** One curve: its counts are public, who keeps it is the desk that loaded it. */
export const readCurvePage = (needs: SupplyNeeds, { scope, params, actor, require }: Call<'curve.read'>) => {
  require({ place: actor.place })
  const read = async (tx: Tx) => {
    const row = await curveById(tx, params.id)
    if (row === undefined) throw problem('not-found')
    return tellPage(tx, row, actor)
  }
  return inTransaction(needs.db.app, scope, read, { readOnly: true })
}

type Changing = Call<'curve.take'> | Call<'curve.drop'> | Call<'curve.define'> | Call<'curve.undefine'>

const mustKeep = async (tx: Tx, { params, require }: Pick<Changing, 'params' | 'require'>): Promise<CurveRow> => {
  const row = await curveById(tx, params.id)
  if (row === undefined) throw problem('not-found')
  require({ place: row.place })
  return row
}

const askOutlooks = async (tx: Tx, curve: string, actor: Actor): Promise<void> => {
  // One that waits would do what this one does.
  await dropWork(tx, curve)
  await askWork(tx, { kind: outlookWork, county: '', township: '', subject: curve, account: actor.accountId })
}

export const answerOf = async (tx: Tx, id: string, actor: Actor, changed: boolean) => {
  const row = await curveById(tx, id)
  if (row === undefined) throw problem('not-found')
  return {
    outcome: changed ? ('recorded' as const) : ('already-recorded' as const),
    result: await tellPage(tx, row, actor),
  }
}

/** Takes counts into use: every place of them is forecast. */
export const useCurve = (needs: SupplyNeeds, call: Call<'curve.take'>) =>
  inTransaction(needs.db.app, call.scope, async (tx) => {
    const row = await mustKeep(tx, call)
    if (row.dropped_at !== null) throw problem('outlook.wrong-state')
    const taken = await takeCurve(tx, { id: row.id, at: new Date(needs.now()), by: call.actor.accountId })
    if (taken > 0) {
      await askOutlooks(tx, row.id, call.actor)
      await writeAudit(tx, call.actor, { action: 'curve.take', subject: row.id, place: row.place })
    }
    return answerOf(tx, row.id, call.actor, taken > 0)
  })

/** Uses counts no longer. They stay, and can be looked at. */
export const disuseCurve = (needs: SupplyNeeds, call: Call<'curve.drop'>) =>
  inTransaction(needs.db.app, call.scope, async (tx) => {
    const row = await mustKeep(tx, call)
    const dropped = await dropCurve(tx, { id: row.id, at: new Date(needs.now()), by: call.actor.accountId })
    if (dropped > 0) await writeAudit(tx, call.actor, { action: 'curve.drop', subject: row.id, place: row.place })
    return answerOf(tx, row.id, call.actor, dropped > 0)
  })

const byNameOf = async (tx: Tx, account: string): Promise<string> =>
  (await tx.row(sql<{ name: string }>`select name from kernel.account where id = ${account}`))?.name ?? ''

/** Says that a definition changed on a day: what came with it is no growth, and the forecasts are made anew. */
export const defineChange = (needs: SupplyNeeds, call: Call<'curve.define'>) => {
  const { scope, actor, params, body } = call
  const hash = hashOf(params.id, body)
  const day = parseDay(body.day)
  if (day === null) throw problem('request.invalid')
  return inTransaction(needs.db.app, scope, async (tx) => {
    const row = await mustKeep(tx, call)
    const before = (await definitionsOf(tx, row.id)).find(({ id }) => id === body.id)
    if (before !== undefined && !before.body_hash.equals(hash)) throw problem('command.other-body', { id: body.id })
    if (before !== undefined) return answerOf(tx, row.id, actor, false)
    const known = (await knownPlaces(tx, [body.place])).has(body.place) || body.place === ''
    const counted =
      known && (await placesOf(tx, row.id)).some((place) => within(body.place, place as typeof body.place))
    const inTime = row.first_day !== null && row.last_day !== null && day > row.first_day && day <= row.last_day
    if (!counted || !inTime) throw problem('outlook.definition-day')
    const { id, place, reason } = body
    const said = { id, curve: row.id, place, day, reason, by_name: await byNameOf(tx, actor.accountId) }
    const added = await addDefinition(tx, {
      ...said,
      at: new Date(needs.now()),
      account: actor.accountId,
      bodyHash: hash,
    })
    if (added === 0) throw problem('command.other-body', { id })
    if (row.taken_at !== null) await askOutlooks(tx, row.id, actor)
    await writeAudit(tx, actor, { action: 'curve.define', subject: row.id, place: row.place, detail: { day } })
    return answerOf(tx, row.id, actor, true)
  })
}

/** Withdraws a change of definition that was none. */
export const undefineChange = (needs: SupplyNeeds, call: Call<'curve.undefine'>) => {
  const { scope, actor, params } = call
  return inTransaction(needs.db.app, scope, async (tx) => {
    const row = await mustKeep(tx, call)
    const known = (await definitionsOf(tx, row.id)).find(({ id }) => id === params.definition)
    if (known === undefined) throw problem('not-found')
    const at = { curve: row.id, id: known.id, at: new Date(needs.now()), by: actor.accountId }
    const gone = await withdrawDefinition(tx, at)
    if (gone > 0) {
      if (row.taken_at !== null) await askOutlooks(tx, row.id, actor)
      await writeAudit(tx, actor, {
        action: 'curve.undefine',
        subject: row.id,
        place: row.place,
        detail: { day: known.day },
      })
    }
    return answerOf(tx, row.id, actor, gone > 0)
  })
}
