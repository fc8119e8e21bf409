import { makePlaceIndex } from '@lianfang/domain/care'
import { dayIn, instantOf } from '@lianfang/domain/shared'
import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import { writeAudit } from '../../../kernel/audit/index.js'
import { inTransaction } from '../../../kernel/db/index.js'
import type { Call } from '../../../kernel/http/index.js'
import { oldCodesInto, placesOfCounty } from '../../../kernel/org/index.js'
import { problem } from '../../../kernel/problems/index.js'
import { leaveDeltas } from '../../../kernel/settle/index.js'
import type { CareNeeds } from '../needs.js'

type Line = {
  readonly row: number
  readonly village: string
  readonly residents: number
  readonly over65: number | null
}
type Wrong = { row: number; code: string; value: string }

// 村代码 names no village, and 65岁以上人口 is not the number of residents: each heading is one thing.
const columnsOf = (cells: readonly string[]) => {
  const headings = cells.map((c) => c.replace(/\s/g, ''))
  const find = (pattern: RegExp, not?: RegExp): number =>
    headings.findIndex((c) => pattern.test(c) && not?.test(c) !== true)
  const code = /代码|code/i
  const at = {
    code: find(code),
    township: find(/乡镇|街道|township/i, code),
    village: find(/村|社区|village/i, code),
    residents: find(/人口|总人数|登记|residents|population/i, /65|六十五/),
    over65: find(/65|六十五/),
  }
  return at.residents >= 0 && (at.code >= 0 || at.village >= 0) ? at : null
}

const numberIn = (text: string | undefined): number | null => {
  const digits = (text ?? '').normalize('NFKC').replace(/[,\s人]/g, '')
  return /^\d{1,7}$/.test(digits) ? Number(digits) : null
}

/** Loads the population register: residents (and of 65 and over) by village; the denominator of coverage (K6). */
export const importRegister = async (
  needs: CareNeeds,
  { scope, query, actor, request, require }: Call<'register.import'>,
) => {
  require({ place: query.county })
  if (query.county !== scope.county) throw problem('place.outside')
  const home = scope.county
  const today = dayIn(instantOf(needs.now()), needs.zone)
  const { places, renamed } = await inTransaction(
    needs.db.app,
    scope,
    async (tx) => ({ places: await placesOfCounty(tx, home), renamed: await oldCodesInto(tx, home, today) }),
    { readOnly: true },
  )
  const index = makePlaceIndex(places)
  const codes = new Set(places.filter((p) => p.level === 'village').map((p) => p.code as string)) // compared with text
  const source = await needs.openUpload({ stream: request.raw })
  const lines = new Map<string, Line>()
  const wrong: Wrong[] = []
  let columns: ReturnType<typeof columnsOf> = null
  let rows = 0
  try {
    for await (const { number, cells } of source.rows) {
      if (columns === null) {
        columns = columnsOf(cells)
        continue
      }
      rows += 1
      const text = cells[columns.village] || cells[columns.code] || ''
      if (/合计|总计|小计/.test(cells.join(''))) continue
      const written = cells[columns.code]?.trim() ?? ''
      const code = renamed.get(written) ?? written
      const match = codes.has(code) ? null : index.match(cells[columns.township] ?? '', cells[columns.village] ?? '')
      const village = match === null ? code : match.state === 'sure' ? match.village : null
      const residents = numberIn(cells[columns.residents])
      if (village === null) wrong.push({ row: number, code: 'noPlace', value: text.slice(0, 40) })
      else if (residents === null) wrong.push({ row: number, code: 'notANumber', value: text.slice(0, 40) })
      else lines.set(village, { row: number, village, residents, over65: numberIn(cells[columns.over65]) })
    }
  } finally {
    await source.close()
  }
  if (columns === null) throw problem('file.no-header')
  await saveRegister(needs, { scope, home, lines: [...lines.values()], actor })
  return { rows, taken: lines.size, wrong: wrong.slice(0, 1_000) }
}

type Save = Pick<Call<'register.import'>, 'scope' | 'actor'> & {
  readonly home: string
  readonly lines: readonly Line[]
}

const saveRegister = (needs: CareNeeds, { scope, home, lines, actor }: Save): Promise<void> =>
  inTransaction(
    needs.db.app,
    scope,
    async (tx) => {
      const known = new Map(
        (
          await tx.rows(sql<{ village: string; residents: number; over65: number | null }>`
            select village, residents, over65 from care.register where home = ${home} for update`)
        ).map((r) => [r.village, r]),
      )
      const today = dayIn(instantOf(needs.now()), needs.zone)
      await tx.run(sql`
        insert into care.register (home, village, township, residents, over65, as_of)
        select ${home}, v, left(v, 9), r, o, ${today}::date
        from unnest(${lines.map((l) => l.village)}::text[], ${lines.map((l) => l.residents)}::int[],
          ${lines.map((l) => l.over65)}::int[]) as n (v, r, o)
        on conflict (home, village) do update set residents = excluded.residents, over65 = excluded.over65, as_of = excluded.as_of`)
      const fact = uuidv7()
      const delta = (place: string, metric: string, n: number) => ({
        fact,
        county: home,
        place,
        team: null,
        metric,
        bucket: 0,
        n,
      })
      await leaveDeltas(
        tx,
        lines.flatMap((l) => [
          delta(l.village, 'registered', l.residents - (known.get(l.village)?.residents ?? 0)),
          delta(l.village, 'registered65', (l.over65 ?? 0) - (known.get(l.village)?.over65 ?? 0)),
        ]),
      )
      await writeAudit(tx, actor, { action: 'register.import', place: home, count: lines.length })
    },
    { longMs: 10_000 },
  )
