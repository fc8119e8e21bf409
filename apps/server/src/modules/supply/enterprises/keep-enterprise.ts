import { closingFault, readCreditCode } from '@lianfang/domain/org'
import { countyOf, type Day, parseDay } from '@lianfang/domain/shared'
import { writeAudit } from '../../../kernel/audit/index.js'
import { inTransaction, type Tx } from '../../../kernel/db/index.js'
import type { Call } from '../../../kernel/http/index.js'
import { knownPlaces } from '../../../kernel/org/index.js'
import { problem } from '../../../kernel/problems/index.js'
import { reportRules, type SupplyNeeds } from '../needs.js'
import { mustReach, pageAfter, type Rules } from './read-enterprise.js'
import {
  addEnterprise,
  changeEnterpriseRow,
  creditTaken,
  type EnterpriseFields,
  type EnterpriseListRow,
  enterpriseById,
  lockEnterprise,
} from './sql.js'

type Body = Omit<Call<'enterprise.create'>['body'], 'id'>

/** What the body says, checked against the places there are and the codes in use. */
const check = async (tx: Tx, body: Body, id: string): Promise<EnterpriseFields> => {
  if (body.place.length < 6) throw problem('supply.place-level')
  if (!(await knownPlaces(tx, [body.place])).has(body.place)) throw problem('place.unknown')
  const creditCode = body.creditCode === null ? null : readCreditCode(body.creditCode)
  if (body.creditCode !== null && creditCode === null) throw problem('supply.credit-code')
  if (creditCode !== null && (await creditTaken(tx, { home: countyOf(body.place), id, code: creditCode }))) {
    throw problem('supply.credit-taken')
  }
  const { name, nameEn, place, phone } = body
  return { name, nameEn, place, creditCode, phone }
}

const sameFields = (row: EnterpriseListRow, f: EnterpriseFields): boolean =>
  JSON.stringify([row.name, row.name_en, row.place, row.credit_code, row.phone]) ===
  JSON.stringify([f.name, f.nameEn, f.place, f.creditCode, f.phone])

/** Enters an enterprise (E1); it owes reports from today on. */
export const createEnterprise = async (
  needs: SupplyNeeds,
  { scope, actor, body, require }: Call<'enterprise.create'>,
) => {
  require({ place: body.place })
  const rules = await reportRules(needs, actor.place)
  return inTransaction(needs.db.app, scope, async (tx) => {
    const fields = await check(tx, body, body.id)
    const made = await addEnterprise(tx, { ...fields, id: body.id, home: countyOf(body.place), since: rules.today })
    const row = await enterpriseById(tx, body.id)
    if (row === undefined) throw problem('command.other-body', { id: body.id })
    const result = await pageAfter(tx, body.id, { needs, actor, rules })
    if (made === 0) {
      if (!sameFields(row, fields)) throw problem('command.other-body', { id: body.id })
      return { outcome: 'already-recorded' as const, result }
    }
    await writeAudit(tx, actor, { action: 'enterprise.create', subject: body.id, place: body.place })
    return { outcome: 'recorded' as const, result }
  })
}

/** The day something is closed on: it has come, and does not lie before the beginning. Null: it is open. */
export const closingDay = (text: string | null, { today }: Rules, openFrom: Day | null): Day | null => {
  if (text === null) return null
  const day = parseDay(text)
  if (day === null) throw problem('request.invalid')
  const fault = closingFault(day, { openFrom, today })
  if (fault !== null) throw problem('facility.closing-day', { fault })
  return day
}

/** Changes, closes or opens an enterprise again; an edit of an older version is answered with the present one. */
export const changeEnterprise = async (needs: SupplyNeeds, call: Call<'enterprise.change'>) => {
  const { scope, actor, params, body, require } = call
  const rules = await reportRules(needs, actor.place)
  return inTransaction(needs.db.app, scope, async (tx) => {
    const known = await mustReach(tx, params.id, { require })
    await lockEnterprise(tx, known.home, known.id)
    const row = (await enterpriseById(tx, params.id)) ?? known
    require({ place: body.place })
    const reading = { needs, actor, rules }
    if (row.version !== body.version)
      return { outcome: 'stale' as const, current: await pageAfter(tx, row.id, reading) }
    if (countyOf(body.place) !== row.home) throw problem('supply.other-county')
    const fields = await check(tx, body, row.id)
    const closedOn = closingDay(body.closedOn, rules, row.since)
    if (row.closed_on !== null && closedOn !== null && !sameFields(row, fields)) throw problem('supply.closed')
    await changeEnterpriseRow(tx, { ...fields, home: row.home, id: row.id, version: body.version, closedOn })
    const action =
      closedOn === row.closed_on ? 'enterprise.change' : closedOn === null ? 'enterprise.reopen' : 'enterprise.close'
    await writeAudit(tx, actor, { action, subject: row.id, place: body.place })
    return { outcome: 'recorded' as const, result: await pageAfter(tx, row.id, reading) }
  })
}
