import type { CareHomeRow } from '@lianfang/contract'
import { addHours, dayIn, instantOf, parseInstant } from '@lianfang/domain/shared'
import { actionOf, writeAudit } from '../../../kernel/audit/index.js'
import { inTransaction, type Tx } from '../../../kernel/db/index.js'
import type { Call } from '../../../kernel/http/index.js'
import { placesByCode } from '../../../kernel/org/index.js'
import { problem } from '../../../kernel/problems/index.js'
import type { CareNeeds } from '../needs.js'
import { countsBelow, homesOf } from './sql.js'
import { byLateness, fullHour, iso, roundValues, tellHomes } from './tell.js'

type Listing = Call<'careHome.list'> | Call<'careHome.export'>

const listed = async (needs: CareNeeds, call: Listing, closed: boolean): Promise<CareHomeRow[]> => {
  const { scope, query, actor, require } = call
  require({ place: query.place })
  const home = scope.county
  if (query.place.length >= 6 && !query.place.startsWith(home)) throw problem('place.outside')
  const now = instantOf(needs.now())
  const values = await roundValues(needs, actor.place)
  const read = async (tx: Tx) => {
    const rows = await homesOf(tx, { home, place: query.place, closed, hour: fullHour(now) })
    await writeAudit(tx, actor, { action: actionOf(call.route.id), place: query.place, count: rows.length })
    return (await tellHomes(tx, rows, { now, values })).sort(byLateness)
  }
  return inTransaction(needs.db.app, scope, read, { noted: true })
}

/** Homes of a place, those whose round is late on top (K21). */
export const listHomes = async (needs: CareNeeds, call: Call<'careHome.list'>) => {
  const rows = await listed(needs, call, call.query.closed === 'yes')
  const shown = call.query.round === 'late' ? rows.filter(({ round }) => round.state === 'late') : rows
  return { rows: shown, asOf: iso(instantOf(needs.now())) }
}

const headings = {
  'zh-CN': [
    ...['机构', '类别', '乡镇', '村', '值班电话', '床位', '在住', '红', '黄', '绿', '住院', '逾期', '未关闭报警'],
    ...['查房', '逾期起', '上次查房', '定点医院', '绿色通道'],
  ],
  en: [
    ...['home', 'kind', 'township', 'village', 'phone', 'beds', 'residents', 'red', 'yellow', 'green', 'in hospital'],
    ...['overdue', 'open alarms', 'round', 'late since', 'last round', 'named hospital', 'green channel since'],
  ],
} as const

const words = {
  'zh-CN': {
    careHome: '养老机构',
    welfareInstitution: '福利机构',
    nobody: '无在住',
    inTime: '按时',
    township: '逾期',
    county: '逾期已报县',
  },
  en: {
    careHome: 'care home',
    welfareInstitution: 'welfare institution',
    nobody: 'no residents',
    inTime: 'in time',
    township: 'late',
    county: 'late, with the county',
  },
} as const

/** The list as a file: numbers, nobody's name. */
export const exportHomes = async (needs: CareNeeds, call: Call<'careHome.export'>): Promise<undefined> => {
  const { query, reply } = call
  const rows = await listed(needs, call, false)
  const said = words[query.language]
  const dayOf = (at: string | null): string => {
    const moment = at === null ? null : parseInstant(at)
    return moment === null ? '' : dayIn(moment, needs.zone)
  }
  async function* lines() {
    for (const r of rows) {
      const { numbers: n, round } = r
      const late = round.state === 'late'
      yield [
        ...[r.name, said[r.kind], r.township, r.place.name, r.phone ?? '', r.capacity],
        ...[n.residents, n.red, n.yellow, n.green, n.inHospital, n.overdue, n.alarms],
        ...[said[late ? round.level : round.state], dayOf(late ? round.since : null), dayOf(r.lastRoundAt)],
        ...[r.hospital?.name ?? '', r.greenChannelOn ?? ''],
      ]
    }
  }
  const table = { format: query.format, name: `care-homes-${query.place}`, headings: headings[query.language] }
  await needs.sendTable(reply, { ...table, rows: lines() })
  return undefined
}

const nextDigits: Readonly<Record<number, number>> = { 0: 2, 2: 4, 4: 6, 6: 9, 9: 12 }

/** Counts for those who are shown nobody: homes, beds, late rounds, and what is missing, by the places below (X2). */
export const countHomes = async (needs: CareNeeds, { scope, query, actor, require }: Call<'careHome.counts'>) => {
  require({ place: query.place })
  if (scope.county !== '' && query.place.length >= 6 && !query.place.startsWith(scope.county))
    throw problem('place.outside')
  const { gapHours } = await roundValues(needs, actor.place)
  const lateBefore = new Date(addHours(instantOf(needs.now()), -gapHours))
  const digits = nextDigits[query.place.length] ?? 12
  const read = async (tx: Tx) => {
    const rows = await countsBelow(tx, { place: query.place, digits, lateBefore })
    const places = await placesByCode(
      tx,
      rows.map((r) => r.code),
    )
    return {
      rows: rows.map((r) => ({
        code: r.code,
        name: places.get(r.code)?.name ?? r.code,
        homes: r.homes,
        beds: r.beds,
        late: r.late,
        withoutHospital: r.without_hospital,
        withoutGreenChannel: r.without_green_channel,
      })),
    }
  }
  return inTransaction(needs.db.app, scope, read, { readOnly: true })
}
