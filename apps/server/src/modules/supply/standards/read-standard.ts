import type { StandardPage } from '@lianfang/contract'
import type { Day } from '@lianfang/domain/shared'
import { standardLines, standardNeed } from '@lianfang/domain/supply'
import { inTransaction, type Tx } from '../../../kernel/db/index.js'
import type { Call } from '../../../kernel/http/index.js'
import { placesByCode } from '../../../kernel/org/index.js'
import { bookRules, type SupplyNeeds } from '../needs.js'
import { availableAt } from '../totals/read-totals.js'
import { type InstitutionRow, institutionSums, institutionsOf } from './sql.js'

const kindsWithStandard = [...new Set(standardLines.map(({ of }) => of))]
const mostInstitutions = 200

/** What one institution should have of a kind; null where that hangs on beds nobody entered. */
const quantityOf = (row: InstitutionRow, kind: string): number | null => {
  const [need] = standardNeed(
    [
      {
        ...{ kind: row.kind, grade: row.grade, count: 1, withoutBeds: row.critical_beds === null ? 1 : 0 },
        ...{ beds: row.beds ?? 0, criticalBeds: row.critical_beds ?? 0 },
      },
    ],
    standardLines.filter((line) => line.kind === kind),
  )
  return need === undefined || need.terms.some(({ unknown }) => unknown > 0) ? null : need.quantity
}

const behind = async (tx: Tx, { place, kind }: Call<'standard.read'>['query'], today: Day) => {
  const of = standardLines.filter((line) => line.kind === kind).map(({ of: own, grade }) => ({ kind: own, grade }))
  if (kind === undefined || of.length === 0) return { institutions: [], institutionsInAll: 0 }
  const distinct = [...new Map(of.map((one) => [JSON.stringify(one), one])).values()]
  const rows = await institutionsOf(tx, { place, of: distinct, supply: kind, today, limit: mostInstitutions })
  const names = await placesByCode(
    tx,
    rows.map((row) => row.place),
  )
  const institutions: StandardPage['institutions'] = rows.map((row) => ({
    ...{ facility: row.id, name: row.name, nameEn: row.name_en, of: row.kind, grade: row.grade },
    place: names.get(row.place) ?? { code: row.place, name: row.place, level: 'nation' as const },
    ...{ beds: row.beds, criticalBeds: row.critical_beds, available: row.available },
    quantity: quantityOf(row, kind),
  }))
  return { institutions, institutionsInAll: rows[0]?.in_all ?? 0 }
}

/** Need against the standard configuration (E2): by kind of supplies with its terms, and what stores of the place have. */
export const readStandard = async (needs: SupplyNeeds, { scope, actor, query, require }: Call<'standard.read'>) => {
  require({ place: query.place })
  const { today } = await bookRules(needs, actor.place)
  const read = async (tx: Tx): Promise<StandardPage> => {
    const sums = await institutionSums(tx, { place: query.place, kinds: kindsWithStandard })
    const available = await availableAt(tx, query.place, today)
    const names = await placesByCode(tx, [query.place])
    return {
      place: names.get(query.place) ?? { code: query.place, name: query.place, level: 'nation' },
      day: today,
      rows: standardNeed(sums).map(({ kind, quantity, terms }) => ({
        ...{ kind, quantity, available: available.get(kind) ?? 0 },
        terms: terms.map(({ kind: _kind, ...term }) => term),
      })),
      ...(await behind(tx, query, today)),
    }
  }
  return inTransaction(needs.db.app, scope, read, { readOnly: true })
}
