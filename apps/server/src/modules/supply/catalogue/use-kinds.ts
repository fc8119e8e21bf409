import type { KindInfo } from '@lianfang/contract'
import { NATION, parseDay } from '@lianfang/domain/shared'
import { writeAudit } from '../../../kernel/audit/index.js'
import { inTransaction, type Tx } from '../../../kernel/db/index.js'
import type { Call } from '../../../kernel/http/index.js'
import { placesByCode } from '../../../kernel/org/index.js'
import { problem } from '../../../kernel/problems/index.js'
import type { SupplyNeeds } from '../needs.js'
import {
  addKind,
  changeKindRow,
  demandsOf,
  isReported,
  type KindFields,
  type KindLiaisonRow,
  type KindRow,
  kindLiaisons,
  kindOf,
  kindsOf,
} from './sql.js'

type LiaisonInfo = KindInfo['liaisons'][number]

/** Namings as they are answered, with the names of their places. */
export const tellLiaisons = async (tx: Tx, rows: readonly KindLiaisonRow[]): Promise<LiaisonInfo[]> => {
  const places = await placesByCode(
    tx,
    rows.map((row) => row.place),
  )
  return rows.map((row) => ({
    id: row.id,
    place: places.get(row.place) ?? { code: row.place, name: row.place, level: 'nation' },
    accountId: row.account,
    name: row.name,
    phone: row.phone,
    from: new Date(row.from_at).toISOString(),
  }))
}

const tellKinds = async (tx: Tx, rows: readonly KindRow[]): Promise<KindInfo[]> => {
  const demands = await demandsOf(tx)
  const named = await kindLiaisons(tx)
  const liaisons = await tellLiaisons(tx, named)
  return rows.map((row) => ({
    code: row.code,
    class: row.class,
    name: row.name,
    nameEn: row.name_en,
    unit: row.unit,
    keeping: row.keeping,
    risk: row.risk,
    evidence: row.evidence,
    closedOn: row.closed_on,
    version: row.version,
    demands: demands
      .filter((demand) => demand.kind === row.code)
      .map(({ kind: _kind, ...demand }) => ({
        ...demand,
        papers: [...demand.papers],
        standards: [...demand.standards],
      })),
    liaisons: liaisons.filter((_, i) => named[i]?.kind === row.code),
  }))
}

/** The catalogue (E1): the same for everybody; who is named for a kind is seen by desks and by the named. */
export const listKinds = (needs: SupplyNeeds, { scope }: Call<'kind.list'>) =>
  inTransaction(needs.db.app, scope, async (tx) => ({ rows: await tellKinds(tx, await kindsOf(tx)) }), {
    readOnly: true,
  })

const readOne = async (tx: Tx, code: string): Promise<{ readonly row: KindRow; readonly shown: KindInfo }> => {
  const row = await kindOf(tx, code)
  const [shown] = row === undefined ? [] : await tellKinds(tx, [row])
  if (row === undefined || shown === undefined) throw problem('not-found')
  return { row, shown }
}

const sameFields = (row: KindRow, f: KindFields): boolean =>
  JSON.stringify([row.class, row.name, row.name_en, row.unit, row.keeping, row.risk]) ===
  JSON.stringify([f.class, f.name, f.nameEn, f.unit, f.keeping, f.risk])

/** Adds a kind to the nation's catalogue. Its code is its id: the same again with the same content is a repeat. */
export const createKind = (needs: SupplyNeeds, { scope, actor, body, require }: Call<'kind.create'>) => {
  require({ place: NATION })
  return inTransaction(needs.db.app, scope, async (tx) => {
    const made = await addKind(tx, { ...body, evidence: 'official' })
    const { row, shown } = await readOne(tx, body.code)
    if (made === 0) {
      if (!sameFields(row, body)) throw problem('supply.code-taken', { code: body.code })
      return { outcome: 'already-recorded' as const, result: shown }
    }
    await writeAudit(tx, actor, { action: 'kind.create', place: NATION, detail: { kind: body.code } })
    return { outcome: 'recorded' as const, result: shown }
  })
}

/** Changes or closes a kind. The unit of one that has products stays: their figures were counted in it. */
export const changeKind = (needs: SupplyNeeds, { scope, actor, params, body, require }: Call<'kind.change'>) => {
  require({ place: NATION })
  const closedOn = body.closedOn === null ? null : parseDay(body.closedOn)
  if (body.closedOn !== null && closedOn === null) throw problem('request.invalid')
  return inTransaction(needs.db.app, scope, async (tx) => {
    const { row, shown } = await readOne(tx, params.code)
    if (row.version !== body.version) return { outcome: 'stale' as const, current: shown }
    if (row.unit !== body.unit && (await isReported(tx, row.code)))
      return { outcome: 'refused' as const, reason: 'unit-in-use' }
    const changed = await changeKindRow(tx, { ...body, code: row.code, closedOn })
    const now = await readOne(tx, row.code)
    if (changed === 0) return { outcome: 'stale' as const, current: now.shown }
    await writeAudit(tx, actor, { action: 'kind.change', place: NATION, detail: { kind: row.code } })
    return { outcome: 'recorded' as const, result: now.shown }
  })
}
