import type { GrassrootsPage, GrassrootsRow, Language } from '@lianfang/contract'
import type { GrassrootsItem } from '@lianfang/domain/supply'
import { writeAudit } from '../../../kernel/audit/index.js'
import { inTransaction, type Tx } from '../../../kernel/db/index.js'
import { type Call, idCursor } from '../../../kernel/http/index.js'
import { problem } from '../../../kernel/problems/index.js'
import { type GrassRules, grassRules, hashOf, type SupplyNeeds } from '../needs.js'
import { type Judged, judgeClinics, tellClinics, verdictOf } from './judge-clinics.js'
import { addServed, type ClinicFilter, type ClinicRow, clinicById, clinicsIn, servedBefore } from './sql.js'

type Query = Pick<Call<'grassroots.list'>['query'], 'place' | 'kind' | 'text' | 'verdict' | 'item'>
const filterOf = (query: Query): ClinicFilter => ({
  ...{ place: query.place, kind: query.kind ?? null },
  text: query.text === undefined || query.text === '' ? null : query.text,
})

/** Whether an institution stands as is asked, of one item or of all. */
const standsAs =
  ({ verdict, item }: Query) =>
  ({ tests }: Judged): boolean =>
    verdict === undefined || verdictOf(tests, item ?? null) === verdict

/** Institutions that are judged for one answer at most: where few stand as is asked, an answer is short and goes on. */
const judgedAtMost = 600
const judgedAtOnce = 100

type Found = { readonly judged: readonly Judged[]; readonly next: string | null }

/** Institutions that stand as is asked. The verdict is reckoned and stands in no table, so others are read past. */
const findClinics = async (
  tx: Tx,
  query: Query,
  { after, limit, rules }: { readonly after: string | null; readonly limit: number; readonly rules: GrassRules },
): Promise<Found> => {
  const stands = standsAs(query)
  const judged: Judged[] = []
  let last = after
  for (let read = 0; read < judgedAtMost; read += judgedAtOnce) {
    const rows = await clinicsIn(tx, { ...filterOf(query), after: last, limit: judgedAtOnce })
    for (const one of await judgeClinics(tx, rows, rules)) {
      if (!stands(one)) continue
      if (judged.length === limit) return { judged, next: judged.at(-1)?.clinic.id ?? null }
      judged.push(one)
    }
    if (rows.length < judgedAtOnce) return { judged, next: null }
    last = rows.at(-1)?.id ?? null
  }
  return { judged, next: last }
}

/** Health centres and clinics of a place with both tests of each item, a page at a time (K9). */
export const listClinics = async (needs: SupplyNeeds, { scope, actor, query, require }: Call<'grassroots.list'>) => {
  require({ place: query.place })
  const rules = await grassRules(needs, actor.place)
  const after = idCursor(query.cursor)
  return inTransaction(
    needs.db.app,
    scope,
    async (tx) => {
      if (after !== null && (await clinicById(tx, after)) === undefined) throw problem('cursor.stale')
      const { judged, next } = await findClinics(tx, query, { after, limit: query.limit, rules })
      return { rows: await tellClinics(tx, judged, rules), next, today: rules.today }
    },
    { readOnly: true },
  )
}

const tellPage = async (tx: Tx, row: ClinicRow, rules: GrassRules): Promise<GrassrootsPage> => {
  const [judged] = await judgeClinics(tx, [row], rules)
  if (judged === undefined) throw problem('supply.grass-clinic')
  const [shown] = await tellClinics(tx, [judged], rules)
  if (shown === undefined) throw problem('supply.grass-clinic')
  return {
    ...shown,
    today: rules.today,
    kinds: rules.values.kinds.map(({ item, kind, unitsPerCourse }) => ({
      item: item as GrassrootsItem, // read by the reader of SUP-GRASS-4
      ...{ kind, unitsPerCourse, available: judged.units.get(kind) ?? 0 },
    })),
  }
}

const mustReach = async (tx: Tx, id: string, require: Call<'grassroots.one'>['require']): Promise<ClinicRow> => {
  const row = await clinicById(tx, id)
  if (row === undefined) throw problem('supply.grass-clinic')
  require({ place: row.place })
  return row
}

/** One institution, with what its breaches propose to order. */
export const readClinic = async (needs: SupplyNeeds, { scope, actor, params, require }: Call<'grassroots.one'>) => {
  const rules = await grassRules(needs, actor.place)
  return inTransaction(
    needs.db.app,
    scope,
    async (tx) => tellPage(tx, await mustReach(tx, params.id, require), rules),
    { readOnly: true },
  )
}

const MOST_PEOPLE = 10_000_000

/** Says how many people an institution serves. Facts; the newest counts. */
export const serve = async (needs: SupplyNeeds, { scope, actor, params, body, require }: Call<'grassroots.serve'>) => {
  const rules = await grassRules(needs, actor.place)
  const hash = hashOf(`serve ${params.id}`, body)
  return inTransaction(needs.db.app, scope, async (tx) => {
    const row = await mustReach(tx, params.id, require)
    const { population, source } = body
    const before = await servedBefore(tx, row.home, body.id)
    if (before !== undefined) {
      if (!before.body_hash.equals(hash)) throw problem('command.other-body', { id: body.id })
      return { outcome: 'already-recorded' as const, result: await tellPage(tx, row, rules) }
    }
    const possible = Number.isSafeInteger(population) && population >= 1 && population <= MOST_PEOPLE
    if (!possible) throw problem('supply.grass-population', { most: MOST_PEOPLE })
    const { home, place } = row
    const by = { account: actor.accountId, at: new Date(rules.at), day: rules.today, hash }
    const made = await addServed(tx, { home, place, id: body.id, facility: row.id, population, source, ...by })
    if (made === 0) throw problem('command.other-body', { id: body.id })
    await writeAudit(tx, actor, { action: 'grassroots.serve', subject: row.id, place, detail: { population } })
    const result = await tellPage(tx, await mustReach(tx, params.id, require), rules)
    return { outcome: 'recorded' as const, result }
  })
}

type Words = {
  readonly headings: readonly string[]
  readonly items: Readonly<Record<GrassrootsItem, string>>
  readonly verdicts: Readonly<Record<GrassrootsRow['verdict'], string>>
  readonly basis: Readonly<Record<'use' | 'forecast', string>>
}
const wordsIn: Readonly<Record<Language, Words>> = {
  'zh-CN': {
    headings: [
      ...['机构', '地区', '地区代码', '服务人口', '类别', '现有人份', '人口标准下限', '人口标准', '日需要量', '取自'],
      ...['应备人份', '可用天数', '天数标准', '在途人份', '结论'],
    ],
    items: { chinesePatent: '中成药', antipyretic: '解热药', coughMedicine: '止咳药', antigenTest: '抗原检测试剂' },
    verdicts: { enough: '够', short: '不足', unknown: '不明' },
    basis: { use: '实际用量', forecast: '预测' },
  },
  en: {
    headings: [
      ...['institution', 'place', 'place code', 'population served', 'item', 'courses', 'courses by population'],
      ...[
        'by population',
        'need a day',
        'taken from',
        'courses by days',
        'days on hand',
        'by days',
        'coming',
        'verdict',
      ],
    ],
    items: {
      ...{ chinesePatent: 'Chinese patent medicine', antipyretic: 'antipyretic' },
      ...{ coughMedicine: 'cough medicine', antigenTest: 'antigen test' },
    },
    verdicts: { enough: 'enough', short: 'short', unknown: 'not known' },
    basis: { use: 'real use', forecast: 'forecast' },
  },
}

const linesOf = (row: GrassrootsRow, words: Words, language: Language) =>
  row.items.map((i) => [
    ...[language === 'en' && row.nameEn !== null ? row.nameEn : row.name, row.place.name, row.place.code],
    ...[row.served?.population ?? null, words.items[i.item], i.courses, i.population.lower],
    ...[words.verdicts[i.population.verdict], i.days.perDay, i.days.basis === null ? null : words.basis[i.days.basis]],
    ...[i.days.wanted, i.days.days, words.verdicts[i.days.verdict], i.coming, words.verdicts[i.verdict]],
  ])

const pageRows = 200

/** The same list as a file, a line an item of an institution. */
export const exportClinics = async (needs: SupplyNeeds, call: Call<'grassroots.export'>): Promise<undefined> => {
  const { scope, actor, query, require, reply } = call
  require({ place: query.place })
  const rules = await grassRules(needs, actor.place)
  const words = wordsIn[query.language]
  await inTransaction(needs.db.app, scope, (tx) =>
    writeAudit(tx, actor, { action: 'grassroots.export', place: query.place }),
  )
  async function* rows() {
    for (let after: string | null = null; ; ) {
      const from: string | null = after
      const shown = await inTransaction(
        needs.db.app,
        scope,
        async (tx) => {
          const { judged, next } = await findClinics(tx, query, { after: from, limit: pageRows, rules })
          return { rows: await tellClinics(tx, judged, rules), next }
        },
        { readOnly: true },
      )
      for (const row of shown.rows) {
        const items = row.items.filter(({ item }) => query.item === undefined || item === query.item)
        yield* linesOf({ ...row, items }, words, query.language)
      }
      if (shown.next === null) return
      after = shown.next
    }
  }
  const name = `grassroots-${query.place === '' ? 'nation' : query.place}`
  await needs.sendTable(reply, { format: query.format, name, headings: words.headings, rows: rows() })
}
