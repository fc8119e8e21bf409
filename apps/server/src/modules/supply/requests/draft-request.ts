import { basisOf, doubtOfRequest, faultOfFacts, perPatientOf, requestAfter, urgencyOf } from '@lianfang/domain/supply'
import { writeAudit } from '../../../kernel/audit/index.js'
import { inTransaction, type Tx } from '../../../kernel/db/index.js'
import type { Call } from '../../../kernel/http/index.js'
import { problem } from '../../../kernel/problems/index.js'
import type { KindRow } from '../catalogue/sql.js'
import { namedAs } from '../hospitals/sql.js'
import { mustKnowHospital } from '../hospitals/use-hospitals.js'
import { type DealRules, dealRules, hashOf, type SupplyNeeds } from '../needs.js'
import { mustKnowKind, readUnits } from '../read-units.js'
import { addStep, lockDeals, wasDone } from '../steps.js'
import { mustReachRequest, pageAfter } from './read-request.js'
import { earlierOf, requestById } from './sql.js'
import { addRequest, changeRequest, type RequestSaid } from './sql-save.js'

type Body = Omit<Call<'request.draft'>['body'], 'id' | 'hospital' | 'kind'>
type About = { readonly home: string; readonly facility: string; readonly id: string; readonly kind: KindRow }

// As many earlier requests as say what is usual.
const usualOf = 5

/** The mean of the last requests of a hospital for a kind; null where there is none (SUP-REQ-10). */
export const usualAsked = async (
  tx: Tx,
  of: Omit<Parameters<typeof earlierOf>[1], 'limit'>,
): Promise<number | null> => {
  const earlier = await earlierOf(tx, { ...of, limit: usualOf })
  return earlier.length === 0 ? null : earlier.reduce((sum, one) => sum + one.requested, 0) / earlier.length
}

/** What a hospital asks for, read: whole units, facts that fit the kind, and no size that nobody looked at twice. */
const readSaid = async (tx: Tx, body: Body, about: About, rules: DealRules): Promise<RequestSaid> => {
  const { kind } = about
  const basis = basisOf(kind.keeping)
  const requested = await readUnits(tx, body, kind, rules)
  const fault = faultOfFacts(body.facts, basis, rules.requests)
  if (fault !== null) throw problem('supply.request-facts', { ...fault })
  const of = { home: about.home, facility: about.facility, kind: kind.code }
  const usual = await usualAsked(tx, { ...of, not: about.id })
  const perPatient = perPatientOf(kind.code, rules.requests)
  const against = doubtOfRequest({ requested, facts: body.facts, perPatient }, usual, rules.requests)
  if (against !== null && !body.sure) throw problem('supply.request-doubtful', { requested, against })
  const { quantity, unit, product, facts, note } = body
  const urgency = urgencyOf(basis, facts, rules.requests.coverDays)
  return { ...{ quantity, unit, product, requested, facts, note, doubted: against !== null }, ...urgency }
}

/** Drafts a request (E3) for an institution that one is named for as its requester. */
export const draftRequest = async (needs: SupplyNeeds, { scope, actor, body, require }: Call<'request.draft'>) => {
  const rules = await dealRules(needs, actor.place)
  const hash = hashOf('request', body)
  return inTransaction(needs.db.app, scope, async (tx) => {
    const hospital = await mustKnowHospital(tx, body.hospital)
    const { home, id: facility, place } = hospital
    require({ place, named: await namedAs(tx, { home, facility, part: 'requester' }) })
    await lockDeals(tx, [body.id])
    const before = await requestById(tx, body.id)
    if (before !== undefined) {
      if (!before.body_hash.equals(hash)) throw problem('command.other-body', { id: body.id })
      return { outcome: 'already-recorded' as const, result: await pageAfter(tx, before.id, { actor, rules }) }
    }
    const kind = await mustKnowKind(tx, body.kind)
    const said = await readSaid(tx, body, { home, facility, id: body.id, kind }, rules)
    const by = { account: actor.accountId, at: new Date(rules.at), hash }
    const about = { home, id: body.id, facility, place, name: hospital.name, nameEn: hospital.name_en }
    const made = await addRequest(tx, { ...about, ...said, ...by, kind: kind.code, basis: basisOf(kind.keeping) })
    if (made === 0) throw problem('command.other-body', { id: body.id })
    const detail = { requested: said.requested, doubted: said.doubted }
    await addStep(tx, { ...by, home, id: body.id, subject: body.id, what: 'draft', detail })
    await writeAudit(tx, actor, {
      action: 'request.draft',
      subject: body.id,
      place,
      detail: { kind: kind.code, ...detail },
    })
    return { outcome: 'recorded' as const, result: await pageAfter(tx, body.id, { actor, rules }) }
  })
}

/** Changes a draft or a returned request; who did not see its newest version is answered with it. */
export const changeDraft = async (needs: SupplyNeeds, call: Call<'request.change'>) => {
  const { scope, actor, params, body, require } = call
  const rules = await dealRules(needs, actor.place)
  const hash = hashOf(params.id, body)
  return inTransaction(needs.db.app, scope, async (tx) => {
    const known = await mustReachRequest(tx, params.id, { require, act: 'change' })
    await lockDeals(tx, [known.id])
    const row = (await requestById(tx, known.id)) ?? known
    const command = { home: row.home, id: body.id, subject: row.id, hash }
    const reading = { actor, rules }
    if (await wasDone(tx, command)) {
      return { outcome: 'already-recorded' as const, result: await pageAfter(tx, row.id, reading) }
    }
    if (requestAfter(row.state, 'change') === null) throw problem('supply.request-state', { state: row.state })
    if (row.version !== body.version)
      return { outcome: 'stale' as const, current: await pageAfter(tx, row.id, reading) }
    const kind = await mustKnowKind(tx, row.kind)
    const said = await readSaid(tx, body, { home: row.home, facility: row.facility, id: row.id, kind }, rules)
    await changeRequest(tx, row, said)
    const detail = { requested: said.requested, doubted: said.doubted }
    await addStep(tx, { ...command, what: 'change', at: new Date(rules.at), account: actor.accountId, detail })
    await writeAudit(tx, actor, { action: 'request.change', subject: row.id, place: row.place, detail })
    return { outcome: 'recorded' as const, result: await pageAfter(tx, row.id, reading) }
  })
}
