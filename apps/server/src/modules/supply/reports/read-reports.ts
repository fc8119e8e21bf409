import { addDays, type Day, parseDay } from '@lianfang/domain/shared'
import { owedDay } from '@lianfang/domain/supply'
import { inTransaction } from '../../../kernel/db/index.js'
import { type Call, idCursor } from '../../../kernel/http/index.js'
import { problem } from '../../../kernel/problems/index.js'
import { kindsOf } from '../catalogue/sql.js'
import { mustReach, tellRows } from '../enterprises/read-enterprise.js'
import { enterpriseById } from '../enterprises/sql.js'
import { productsOf } from '../enterprises/sql-parts.js'
import { reportRules, type SupplyNeeds } from '../needs.js'
import { earlierByProduct, reportsBack } from './record-report.js'
import { enterprisesOf, partOf, reportById, reportedDays, reportsOf, standingReport } from './sql.js'
import { tellReports } from './tell-reports.js'

/** Reports of an enterprise, the newest day first. */
export const listReports = (needs: SupplyNeeds, { scope, params, query, require }: Call<'report.list'>) => {
  const after = idCursor(query.cursor)
  const { limit } = query
  return inTransaction(
    needs.db.app,
    scope,
    async (tx) => {
      const row = await mustReach(tx, params.id, { require })
      const at = { home: row.home, enterprise: row.id }
      if (after !== null && (await reportById(tx, at, after)) === undefined) throw problem('cursor.stale')
      const rows = await reportsOf(tx, at, { after, limit: limit + 1 })
      const shown = await tellReports(tx, row.home, rows.slice(0, limit))
      return { rows: shown, next: rows.length > limit ? (shown.at(-1)?.id ?? null) : null }
    },
    { readOnly: true },
  )
}

/** The enterprises one is named for: who is late stands first, as somebody who calls them would want it. */
export const listMine = async (needs: SupplyNeeds, { scope, actor, require }: Call<'report.mine'>) => {
  require({ place: actor.place })
  const rules = await reportRules(needs, actor.place)
  return inTransaction(
    needs.db.app,
    scope,
    async (tx) => {
      const mine = await enterprisesOf(tx, actor.accountId)
      const found = await Promise.all(mine.map(({ id }) => enterpriseById(tx, id)))
      const known = found.filter((row) => row !== undefined)
      const shown = await tellRows(tx, known, { rules, zone: needs.zone })
      const parts = new Map(mine.map(({ id, part }) => [id, part]))
      const order = { silent: 0, late: 1, never: 2, fresh: 3 } as const
      return {
        owedDay: owedDay(rules.at, needs.zone, rules.values),
        today: rules.today,
        rows: shown
          .map((row) => ({
            id: row.id,
            name: row.name,
            nameEn: row.nameEn,
            place: row.place.code === row.county.code ? row.county.name : `${row.county.name} ${row.place.name}`,
            phone: row.phone,
            part: parts.get(row.id) ?? ('kindLiaison' as const),
            freshness: row.reporting.freshness,
            lastDay: row.reporting.lastDay,
            openDoubts: row.reporting.openDoubts,
            liaison: row.liaison,
          }))
          .sort((a, b) => order[a.freshness] - order[b.freshness]),
      }
    },
    { readOnly: true },
  )
}

const daysBack = (today: Day, days: number): Day[] => Array.from({ length: days + 1 }, (_, i) => addDays(today, -i))

/** What a report of a day is filled in with; without a day, the newest owed one that has no report, else the newest owed. */
export const readForm = async (needs: SupplyNeeds, { scope, actor, params, query, require }: Call<'report.form'>) => {
  const { at: now, today, values } = await reportRules(needs, actor.place)
  const asked = query.day === undefined ? null : parseDay(query.day)
  if (query.day !== undefined && asked === null) throw problem('request.invalid')
  return inTransaction(
    needs.db.app,
    scope,
    async (tx) => {
      const row = await mustReach(tx, params.id, { require })
      const at = { home: row.home, enterprise: row.id }
      const part = await partOf(tx, { ...at, account: actor.accountId })
      if (part === undefined) throw problem('forbidden')
      const reported = await reportedDays(tx, at, addDays(today, -values.backDays))
      const owed = owedDay(now, needs.zone, values)
      const day = asked ?? (reported.has(owed) ? (reported.has(addDays(today, -1)) ? today : addDays(today, -1)) : owed)
      const stands = await standingReport(tx, at, day)
      const earlier = await earlierByProduct(tx, at, { day, reports: reportsBack(values.sameReports) })
      const kinds = new Map((await kindsOf(tx)).map((kind) => [kind.code, kind]))
      const open = (await productsOf(tx, at)).filter((product) => product.closed_on === null)
      const [told] = stands === undefined ? [] : await tellReports(tx, row.home, [stands])
      return {
        day,
        days: daysBack(today, values.backDays).map((each) => ({ day: each, reported: reported.has(each) })),
        name: row.name,
        nameEn: row.name_en,
        part,
        products: open.map((product) => ({
          id: product.id,
          kind: product.kind,
          model: product.model,
          capacity: product.capacity,
          kindName: {
            zh: kinds.get(product.kind)?.name ?? product.kind,
            en: kinds.get(product.kind)?.name_en ?? product.kind,
          },
          unit: kinds.get(product.kind)?.unit ?? 'piece',
          earlier: [...(earlier.get(product.id) ?? [])],
        })),
        workforceOf: row.workforce_of,
        workforceBack: row.workforce_back,
        stands: told ?? null,
        values: {
          jumpTimes: values.jumpTimes,
          overCapacityPercent: values.overCapacityPercent,
          sameReports: values.sameReports,
          most: values.most,
        },
      }
    },
    { readOnly: true },
  )
}
