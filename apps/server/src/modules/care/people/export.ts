import { type Language, messagesOf, type PersonRow } from '@lianfang/contract'
import { countyOf } from '@lianfang/domain/shared'
import { writeAudit } from '../../../kernel/audit/index.js'
import { inTransaction } from '../../../kernel/db/index.js'
import type { Call } from '../../../kernel/http/index.js'
import { problem } from '../../../kernel/problems/index.js'
import type { CareNeeds } from '../needs.js'
import { overdueBefore, peopleOf } from './list.js'
import { type ListCursor, type ListedRow, openRows } from './rows.js'

const batch = 500

type Words = {
  readonly headings: readonly string[]
  readonly sex: Readonly<Record<PersonRow['sex'], string>>
  readonly provisional: string
  readonly levels: readonly [string, string, string, string]
}

/** The file's own words; tiers are said as everywhere. */
const wordsIn: Readonly<Record<Language, Words>> = {
  'zh-CN': {
    headings: [
      '姓名',
      '性别',
      '年龄',
      '乡镇',
      '村',
      '标识',
      '待核实',
      '应访时间',
      '上次随访',
      '团队',
      '逾期由谁负责',
      '上次记录人',
    ],
    sex: { male: '男', female: '女', unknown: '' },
    provisional: '待核实',
    levels: ['', '全队', '乡镇', '县'],
  },
  en: {
    headings: [
      'name',
      'sex',
      'age',
      'township',
      'village',
      'tier',
      'provisional',
      'next follow-up due',
      'last reached',
      'grid team',
      'overdue with',
      'last recorded by',
    ],
    sex: { male: 'male', female: 'female', unknown: '' },
    provisional: 'provisional',
    levels: ['', 'the team', 'the township', 'the county'],
  },
}

/** A moment as the place's clock shows it, sortable in every spreadsheet: 2023-01-06 14:05. */
export const clockIn = (zone: string): ((at: string | null) => string) => {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' })
  return (at) => (at === null ? '' : format.format(new Date(at)))
}

type Batch = { readonly rows: readonly ListedRow[]; readonly people: readonly PersonRow[] }

const readBatch = (
  needs: CareNeeds,
  { scope, query }: Call<'person.export'>,
  at: { readonly after: ListCursor | null; readonly before: Date },
): Promise<Batch> =>
  inTransaction(
    needs.db.app,
    scope,
    async (tx) => {
      const rows = await peopleOf(tx, { home: scope.county, filter: query, ...at, limit: batch })
      return { rows, people: (await openRows(needs, tx, { rows, home: scope.county })).people }
    },
    { readOnly: true },
  )

async function* peopleRows(needs: CareNeeds, call: Call<'person.export'>) {
  const { tiers } = messagesOf(call.query.language)
  const words = wordsIn[call.query.language]
  const clock = clockIn(needs.zone)
  const before = await overdueBefore(needs, call.scope.county, call.query.state)
  let cursor: ListCursor | null = null
  for (;;) {
    const after: ListCursor | null = cursor
    const page = await readBatch(needs, call, { after, before })
    for (const p of page.people) {
      yield [
        p.name,
        words.sex[p.sex],
        p.age,
        p.place.split(' ')[0] ?? '',
        p.village ?? '',
        tiers[p.tier],
        p.provisional ? words.provisional : '',
        clock(p.due.dueAt),
        clock(p.lastReachedAt),
        p.teamName ?? '',
        words.levels[p.late],
        p.lastBy ?? '',
      ]
    }
    const last: ListedRow | undefined = page.rows.at(-1)
    if (last === undefined || page.rows.length < batch) return
    cursor = { rank: last.rank, due: last.due_at, id: last.id }
  }
}

/** The list of people as a file: the same place and filter, written down with its criteria and nothing personal. */
export const exportPeople = async (needs: CareNeeds, call: Call<'person.export'>): Promise<undefined> => {
  const { query, scope, actor, require, reply } = call
  require({ place: query.place })
  if (query.place.length >= 6 && countyOf(query.place) !== scope.county) throw problem('place.outside')
  await inTransaction(needs.db.app, scope, (tx) =>
    writeAudit(tx, actor, {
      action: 'person.export',
      place: query.place,
      detail: { tier: query.tier ?? null, state: query.state },
    }),
  )
  await needs.sendTable(reply, {
    format: query.format,
    name: `people-${query.place}`,
    headings: wordsIn[query.language].headings,
    rows: peopleRows(needs, call),
  })
}
