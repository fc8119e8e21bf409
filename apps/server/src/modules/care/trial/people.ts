import { type Language, messagesOf, type TrialPerson } from '@lianfang/contract'
import { ageToday } from '@lianfang/domain/care'
import type { Tier } from '@lianfang/domain/policy'
import { type Day, dayIn, instantOf, townshipOf } from '@lianfang/domain/shared'
import { sql } from 'kysely'
import { writeAudit } from '../../../kernel/audit/index.js'
import { inTransaction, type Tx } from '../../../kernel/db/index.js'
import type { Call } from '../../../kernel/http/index.js'
import { placesByCode } from '../../../kernel/org/index.js'
import { askedBy, proposalById } from '../../../kernel/policy/index.js'
import { problem } from '../../../kernel/problems/index.js'
import { workOf } from '../../../kernel/work/index.js'
import type { CareNeeds } from '../needs.js'
import { openFields } from '../people/secrets.js'
import { newestTrial } from './sql.js'

type Row = {
  readonly id: string
  readonly rank: number
  readonly from_tier: Tier
  readonly to_tier: Tier
  readonly township: string
  readonly village: string | null
  readonly team_name: string | null
  readonly birth_day: Day | null
  readonly birth_year: number | null
}

type After = { readonly rank: number; readonly id: string }
const begin: After = { rank: -1, id: '00000000-0000-0000-0000-000000000000' }

/** The last row before a page; throws `cursor.stale` for what nobody was given. */
const afterOf = (cursor: string | undefined): After => {
  if (cursor === undefined) return begin
  const found = /^([0-3])~([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(cursor)
  if (found?.[1] === undefined || found[2] === undefined) throw problem('cursor.stale')
  return { rank: Number(found[1]), id: found[2] }
}

type Asked = {
  readonly home: string
  readonly trial: string
  readonly place: string
  readonly after: After
  readonly limit: number
}

const changedPeople = (tx: Tx, { home, trial, place, after, limit }: Asked): Promise<Row[]> =>
  tx.rows(sql<Row>`
    select c.person as id, c.rank, c.from_tier, c.to_tier, p.township, p.village, t.name as team_name, p.birth_day, p.birth_year
    from care.trial_person c join care.person p on p.home = c.home and p.id = c.person
      left join care.team t on t.home = p.home and t.id = p.team
    where c.home = ${home} and c.trial = ${trial}
      and (length(${place}) < 9 or p.township = left(${place}, 9)) and (length(${place}) < 12 or p.village = ${place})
      and (c.rank, c.person) > (${after.rank}::smallint, ${after.id}::uuid)
    order by c.rank, c.person limit ${limit}`)

type Reading = Call<'trial.people'> | Call<'trial.export'>

/** The trial whose list is asked for: of a value of the caller's county, seen by those who see its proposal. */
const trialOf = async (tx: Tx, { params, query, scope, require }: Reading): Promise<string> => {
  const row = await proposalById(tx, params.id)
  if (row === undefined) throw problem('not-found')
  require({ place: askedBy(row).place })
  require({ place: query.place })
  if (query.place.length >= 6 && !query.place.startsWith(scope.county)) throw problem('place.outside')
  const trial = await newestTrial(tx, row.id)
  // Cut off or still running its list would read as the whole one.
  const work = trial === undefined ? undefined : await workOf(tx, trial.id)
  if (trial === undefined || work?.state !== 'done') throw problem('not-found')
  return trial.id
}

const named = async (needs: CareNeeds, tx: Tx, home: string, rows: readonly Row[]): Promise<TrialPerson[]> => {
  const secrets = await openFields(needs, tx, { home, people: rows.map(({ id }) => id), fields: ['name'] })
  const names = await placesByCode(
    tx,
    rows.flatMap((r) => (r.village === null ? [r.township] : [r.township, r.village])),
  )
  const today = dayIn(instantOf(needs.now()), needs.zone)
  return rows.map((r) => ({
    id: r.id,
    name: secrets.get(r.id)?.get('name') ?? '',
    age: ageToday({ day: r.birth_day, year: r.birth_year }, today),
    place: [names.get(r.township)?.name ?? r.township, r.village === null ? '' : (names.get(r.village)?.name ?? '')]
      .join(' ')
      .trim(),
    teamName: r.team_name,
    from: r.from_tier,
    to: r.to_tier,
  }))
}

/** Whose tier the value would change, higher tiers first; names are opened for whoever may see the people (X2, X3). */
export const trialPeople = (needs: CareNeeds, call: Call<'trial.people'>) =>
  inTransaction(
    needs.db.app,
    call.scope,
    async (tx) => {
      const { query, scope, actor } = call
      const trial = await trialOf(tx, call)
      const after = afterOf(query.cursor)
      const asked = { home: scope.county, trial, place: query.place, after, limit: query.limit + 1 }
      const rows = await changedPeople(tx, asked)
      const shown = rows.slice(0, query.limit)
      const last = shown.at(-1)
      await writeAudit(tx, actor, {
        ...{ action: 'trial.people', subject: call.params.id, place: query.place, count: shown.length },
      })
      return {
        rows: await named(needs, tx, scope.county, shown),
        next: rows.length > query.limit && last !== undefined ? `${last.rank}~${last.id}` : null,
      }
    },
    { noted: true },
  )

const headings: Readonly<Record<Language, readonly string[]>> = {
  'zh-CN': ['姓名', '年龄', '乡镇、村', '团队', '现标识', '新标识'],
  en: ['name', 'age', 'township, village', 'grid team', 'tier now', 'tier by the new value'],
}

const batch = 500

async function* changedRows(needs: CareNeeds, call: Call<'trial.export'>, trial: string) {
  const { tiers } = messagesOf(call.query.language)
  const { scope, query } = call
  for (let after = begin; ; ) {
    const from = after
    const page = await inTransaction(
      needs.db.app,
      scope,
      async (tx) => {
        const asked = { home: scope.county, trial, place: query.place, after: from, limit: batch }
        const rows = await changedPeople(tx, asked)
        return { rows, people: await named(needs, tx, scope.county, rows) }
      },
      { readOnly: true },
    )
    for (const p of page.people) yield [p.name, p.age, p.place, p.teamName ?? '', tiers[p.from], tiers[p.to]]
    const last = page.rows.at(-1)
    if (last === undefined || page.rows.length < batch) return
    after = { rank: last.rank, id: last.id }
  }
}

/** The same as a file, written down with its criteria. */
export const exportTrialPeople = async (needs: CareNeeds, call: Call<'trial.export'>): Promise<undefined> => {
  const { query, scope, actor, reply } = call
  const trial = await inTransaction(needs.db.app, scope, async (tx) => {
    const id = await trialOf(tx, call)
    await writeAudit(tx, actor, { action: 'trial.export', subject: call.params.id, place: query.place })
    return id
  })
  await needs.sendTable(reply, {
    format: query.format,
    name: `trial-${townshipOf(query.place)}`,
    headings: headings[query.language],
    rows: changedRows(needs, call, trial),
  })
}
