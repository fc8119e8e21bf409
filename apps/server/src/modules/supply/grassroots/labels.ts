import type { LabelAnswerInfo, LabelInfo } from '@lianfang/contract'
import { type Day, parseDay } from '@lianfang/domain/shared'
import { askLabel, faultOfLabel, type Label } from '@lianfang/domain/supply'
import { writeAudit } from '../../../kernel/audit/index.js'
import { inTransaction, type Tx } from '../../../kernel/db/index.js'
import type { Call } from '../../../kernel/http/index.js'
import { knownPlaces, placesByCode } from '../../../kernel/org/index.js'
import { problem } from '../../../kernel/problems/index.js'
import { grassRules, hashOf, type SupplyNeeds } from '../needs.js'
import { addLabel, endLabel, isMedicine, type LabelRow, labelsAt, labelsById } from './sql-labels.js'

const labelOf = (row: LabelRow): Label => ({
  ...{ id: row.id, kind: row.kind, source: row.source, validFrom: row.valid_from, validUntil: row.valid_until },
  ...{ withdrawn: row.withdrawn_at !== null, entries: row.entries },
})

const tellLabels = async (tx: Tx, rows: readonly LabelRow[], today: Day): Promise<LabelInfo[]> => {
  const names = await placesByCode(
    tx,
    rows.map(({ place }) => place),
  )
  return rows.map((row) => ({
    ...{ id: row.id, kind: row.kind, source: row.source, validFrom: row.valid_from, validUntil: row.valid_until },
    place: names.get(row.place) ?? { code: row.place, name: row.place, level: 'county' as const },
    ...{ by: row.by_name, at: new Date(row.at).toISOString() },
    inDate: row.withdrawn_at === null && row.valid_from <= today && today <= row.valid_until,
    withdrawn:
      row.withdrawn_at === null
        ? null
        : {
            ...{ at: new Date(row.withdrawn_at).toISOString(), by: row.withdrawn_name ?? '' },
            reason: row.withdrawn_reason ?? '',
          },
    entries: [...row.entries],
  }))
}

/** Labels that hold at a place, those out of date too. */
export const listLabels = async (needs: SupplyNeeds, { scope, actor, query, require }: Call<'label.list'>) => {
  require({ place: query.place })
  const { today } = await grassRules(needs, actor.place)
  return inTransaction(
    needs.db.app,
    scope,
    async (tx) => ({ today, rows: await tellLabels(tx, await labelsAt(tx, query.place, query.kind ?? null), today) }),
    { readOnly: true },
  )
}

const told = async (tx: Tx, id: string, today: Day): Promise<LabelInfo> => {
  const [info] = await tellLabels(tx, await labelsById(tx, id), today)
  if (info === undefined) throw problem('supply.label-unknown')
  return info
}

/** Loads a label with its source and its last day (SUP-GRASS-12). */
export const loadLabel = async (needs: SupplyNeeds, { scope, actor, body, require }: Call<'label.load'>) => {
  require({ place: body.place })
  const { at, today } = await grassRules(needs, actor.place)
  const hash = hashOf('label', body)
  const [validFrom, validUntil] = [parseDay(body.validFrom), parseDay(body.validUntil)]
  if (validFrom === null || validUntil === null) throw problem('request.invalid')
  return inTransaction(needs.db.app, scope, async (tx) => {
    const [known] = await labelsById(tx, body.id)
    if (known !== undefined) {
      if (!known.body_hash.equals(hash)) throw problem('command.other-body', { id: body.id })
      return { outcome: 'already-recorded' as const, result: await told(tx, body.id, today) }
    }
    const fault = faultOfLabel({ validFrom, validUntil, entries: body.entries })
    if (fault !== null) throw problem('supply.label-fault', { why: fault.why, line: fault.line })
    if (body.place !== '' && !(await knownPlaces(tx, [body.place])).has(body.place)) throw problem('place.unknown')
    if (!(await isMedicine(tx, body.kind))) throw problem('supply.kind-unknown')
    const { id, place, kind, source, entries } = body
    const by = { at: new Date(at), account: actor.accountId, hash }
    const made = await addLabel(tx, { id, place, kind, source, validFrom, validUntil, entries, ...by })
    if (made === 0) throw problem('command.other-body', { id: body.id })
    const detail = { kind: body.kind, statements: body.entries.length }
    await writeAudit(tx, actor, { action: 'label.load', subject: body.id, place: body.place, detail })
    return { outcome: 'recorded' as const, result: await told(tx, body.id, today) }
  })
}

/** Withdraws a label with a reason: from then on the higher hospital is asked. */
export const withdrawLabel = async (needs: SupplyNeeds, call: Call<'label.withdraw'>) => {
  const { scope, actor, params, body, require } = call
  const { at, today } = await grassRules(needs, actor.place)
  return inTransaction(needs.db.app, scope, async (tx) => {
    const [row] = await labelsById(tx, params.id)
    if (row === undefined) throw problem('supply.label-unknown')
    require({ place: row.place })
    if (row.withdraw_command === body.id) {
      return { outcome: 'already-recorded' as const, result: await told(tx, row.id, today) }
    }
    if (row.withdrawn_at !== null) return { outcome: 'stale' as const, current: await told(tx, row.id, today) }
    const { id: command, reason } = body
    await endLabel(tx, { id: row.id, at: new Date(at), account: actor.accountId, reason, command })
    await writeAudit(tx, actor, { action: 'label.withdraw', subject: row.id, place: row.place })
    return { outcome: 'recorded' as const, result: await told(tx, row.id, today) }
  })
}

/** Asks the label of a medicine (SUP-GRASS-12): its words, or "ask the higher hospital", never "none found". */
export const askOne = async (needs: SupplyNeeds, call: Call<'label.ask'>): Promise<LabelAnswerInfo> => {
  const { scope, actor, body, require } = call
  require({ place: body.place })
  const { today } = await grassRules(needs, actor.place)
  return inTransaction(
    needs.db.app,
    scope,
    async (tx) => {
      const rows = await labelsAt(tx, body.place, body.kind)
      const answer = askLabel(rows.map(labelOf), body.kind, body.question, today)
      const known = answer.label === null ? undefined : await told(tx, answer.label, today)
      if (answer.answer === 'askHigher') return { answer: answer.answer, why: answer.why, label: known ?? null }
      if (known === undefined) throw problem('supply.label-unknown')
      return { answer: answer.answer, label: known, says: [...answer.says], within: answer.within }
    },
    { readOnly: true },
  )
}
