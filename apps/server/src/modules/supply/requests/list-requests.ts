import type { Language, RequestRow } from '@lianfang/contract'
import { type Gated, gates, isRepeated, overstatedSince, type RequestState } from '@lianfang/domain/supply'
import { writeAudit } from '../../../kernel/audit/index.js'
import { countUpTo, inAllOf, inTransaction } from '../../../kernel/db/index.js'
import { type Call, idCursor } from '../../../kernel/http/index.js'
import { problem } from '../../../kernel/problems/index.js'
import { tellHospitals } from '../hospitals/use-hospitals.js'
import { dealRules, type SupplyNeeds } from '../needs.js'
import { kindNames } from '../stock/export-stock.js'
import { tellRequests } from './read-request.js'
import { overstatersIn, type RequestFilter, requestById, requestsIn, requestsListed } from './sql.js'

type Query = Omit<Call<'request.mine'>['query'], 'cursor' | 'limit'>

const filterOf = (query: Query, of: RequestFilter['of']): RequestFilter => ({
  of,
  kind: query.kind ?? null,
  state: query.state ?? null,
  open: query.open ?? false,
  unmet: query.unmet ?? false,
  text: query.text === undefined || query.text === '' ? null : query.text,
  sort: query.sort,
})

const listOf = async (
  needs: SupplyNeeds,
  { scope, actor, query }: Call<'request.mine'> | Call<'request.list'>,
  of: RequestFilter['of'],
) => {
  const after = idCursor(query.cursor)
  const { limit } = query
  const wanted = filterOf(query, of)
  const rules = await dealRules(needs, actor.place)
  return inTransaction(
    needs.db.app,
    scope,
    async (tx) => {
      if (after !== null && (await requestById(tx, after)) === undefined) throw problem('cursor.stale')
      const rows = await requestsIn(tx, { ...wanted, after, limit: limit + 1 })
      const shown = await tellRequests(tx, rows.slice(0, limit), rules)
      const first = { cursor: query.cursor, read: rows.length, limit }
      return {
        rows: shown,
        inAll: await inAllOf(first, () => countUpTo(tx, requestsListed(wanted))),
        next: rows.length > limit ? (shown.at(-1)?.id ?? null) : null,
      }
    },
    { readOnly: true },
  )
}

/** Requests at the desk of a place, the most urgent first (E3). */
export const listRequests = (needs: SupplyNeeds, call: Call<'request.list'>) => {
  call.require({ place: call.query.place })
  return listOf(needs, call, { place: call.query.place })
}

/** Requests of the institutions that one is named for. */
export const listMyRequests = (needs: SupplyNeeds, call: Call<'request.mine'>) => {
  call.require({ place: call.actor.place })
  return listOf(needs, call, { account: call.actor.accountId })
}

/** Hospitals of a place that repeatedly asked for more than they need (SUP-REQ-7 to -9). */
export const listOverstated = async (needs: SupplyNeeds, call: Call<'request.overstated'>) => {
  const { scope, actor, query, require } = call
  require({ place: query.place })
  const { today, requests } = await dealRules(needs, actor.place)
  const since = overstatedSince(today, requests)
  return inTransaction(
    needs.db.app,
    scope,
    async (tx) => {
      const rows = (await overstatersIn(tx, { place: query.place, since, times: requests.overstatedRequests })).filter(
        ({ times }) => isRepeated(times, requests),
      )
      const hospitals = await tellHospitals(
        tx,
        rows.map((row) => ({ ...row, id: row.facility })),
      )
      return {
        since,
        times: requests.overstatedRequests,
        rows: rows.flatMap((row, i) => {
          const hospital = hospitals[i]
          if (hospital === undefined) return []
          const { times, requested, computed } = row
          const lastAt = new Date(row.last_at).toISOString()
          return { hospital, place: hospital.place, times, requested, computed, lastAt }
        }),
      }
    },
    { readOnly: true },
  )
}

type Words = {
  readonly headings: readonly string[]
  readonly states: Readonly<Record<RequestState, string>>
  readonly gates: Readonly<Record<Gated, string>>
}
const wordsIn: Readonly<Record<Language, Words>> = {
  'zh-CN': {
    headings: [
      ...['机构', '县', '地区代码', '品类', '品类编码', '状态', '申请数', '核实需求', '差额', '已分配', '待分配'],
      ...['无设备可用的危重症患者', '占用率%', '未确认条件', '虚报', '提交时间', '批准时间', '编号'],
    ],
    states: {
      ...{ draft: '草稿', submitted: '待院内审批', returned: '院内退回', approved: '待核实', verified: '已核实' },
      ...{ refused: '已驳回', withdrawn: '已撤回', closed: '已办结' },
    },
    gates: { operators: '人员', oxygen: '氧气', power: '电力', consumables: '耗材' },
  },
  en: {
    headings: [
      ...['institution', 'county', 'place code', 'kind', 'kind code', 'state', 'requested', 'verified need', 'gap'],
      ...['assigned', 'to assign', 'critical patients without a unit', 'in use %', 'not confirmed', 'overstated'],
      ...['created', 'approved', 'id'],
    ],
    states: {
      ...{ draft: 'draft', submitted: 'waits inside', returned: 'returned inside', approved: 'to be verified' },
      ...{ verified: 'verified', refused: 'refused', withdrawn: 'withdrawn', closed: 'closed' },
    },
    gates: { operators: 'operators', oxygen: 'oxygen', power: 'power', consumables: 'consumables' },
  },
}
const pageRows = 500

/** The requests of a list as a file. */
export const exportRequests = async (needs: SupplyNeeds, call: Call<'request.export'>): Promise<undefined> => {
  const { scope, actor, query, require, reply } = call
  require({ place: query.place })
  const { format, language } = query
  const words = wordsIn[language]
  const wanted = filterOf(query, { place: query.place })
  const rules = await dealRules(needs, actor.place)
  const kinds = await inTransaction(needs.db.app, scope, async (tx) => {
    await writeAudit(tx, actor, { action: 'request.export', place: query.place })
    return kindNames(tx, language)
  })
  async function* rows() {
    for (let after: string | null = null; ; ) {
      const from: string | null = after
      const shown: RequestRow[] = await inTransaction(
        needs.db.app,
        scope,
        async (tx) => tellRequests(tx, await requestsIn(tx, { ...wanted, after: from, limit: pageRows }), rules),
        { readOnly: true },
      )
      for (const r of shown) {
        const { hospital } = r
        const name = language === 'en' && hospital.nameEn !== null ? hospital.nameEn : hospital.name
        const missing = gates.filter((gate) => r.missingGates.includes(gate)).map((gate) => words.gates[gate])
        yield [
          ...[
            name,
            hospital.county.name,
            hospital.place.code,
            kinds.get(r.kind) ?? r.kind,
            r.kind,
            words.states[r.state],
          ],
          ...[r.requested, r.verified, r.gap, r.assigned, r.left, r.uncovered, r.busyPercent, missing.join('; ')],
          ...[r.overstated ? 1 : 0, r.createdAt, r.approvedAt, r.id],
        ]
      }
      if (shown.length < pageRows) return
      after = shown.at(-1)?.id ?? null
    }
  }
  const name = `requests-${query.place === '' ? 'nation' : query.place}`
  await needs.sendTable(reply, { format, name, headings: words.headings, rows: rows() })
}
