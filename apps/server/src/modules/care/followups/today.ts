import { dayBucket } from '@lianfang/domain/care'
import type { Actor } from '@lianfang/domain/org'
import { addDays, dayIn, HOUR_MS, instantOf, startOfDay } from '@lianfang/domain/shared'
import { sql } from 'kysely'
import { writeAudit } from '../../../kernel/audit/index.js'
import { authSql } from '../../../kernel/auth/index.js'
import { inTransaction, noScope, type Scope, type Tx } from '../../../kernel/db/index.js'
import type { Call } from '../../../kernel/http/index.js'
import { overdueRows } from '../../../kernel/settle/index.js'
import type { CareNeeds } from '../needs.js'
import { freshOf } from '../people/fresh.js'
import { openRows } from '../people/rows.js'
import { dayRows, readDayCursor, type Whose, writeDayCursor } from './day-order.js'
import { handoversOf, noHandovers } from './handovers.js'

/** Whose day it is: the acting team's, else the village or township that the scope is narrowed to, else the county's. */
const whoseDay =
  (scope: Scope, team: string | undefined): Whose =>
  (alias) => {
    const column = (name: 'team' | 'township' | 'village') => sql.ref(`${alias}.${name}`)
    if (scope.team !== '') return sql`${column('team')} = ${scope.team}::uuid`
    if (team !== undefined) return sql`${column('team')} = ${team}::uuid`
    if (scope.village !== '')
      return sql`${column('township')} = ${scope.township} and ${column('village')} = ${scope.village}`
    return scope.township === '' ? sql`true` : sql`${column('township')} = ${scope.township}`
  }

type Figures = { readonly overdue: number; readonly due: number; readonly done: number }

type At = {
  readonly scope: Scope
  readonly team: string | undefined
  readonly hour: number
  readonly endHour: number
  readonly day: number
}

/** What the caller's other teams have overdue or due today: whoever works for two reads of the other here. */
const othersOf = async (needs: CareNeeds, tx: Tx, { actor, at }: { readonly actor: Actor; readonly at: At }) => {
  if (actor.teamId === null || at.scope.team === '') return []
  // Which teams these are is the account's own affair, and beyond what the acting team's scope may see.
  const teams = await inTransaction(needs.db.auth, noScope, (auth) =>
    authSql.teamsOf(auth, actor.accountId, needs.now()),
  )
  const others = teams.filter(({ id, township }) => id !== actor.teamId && township.startsWith(at.scope.county))
  return Promise.all(
    others.map(async ({ id, name }) => {
      const { overdue, due } = await figures(tx, { ...at, scope: { ...at.scope, team: '' }, team: id })
      return { id, name, due: Math.max(0, overdue) + Math.max(0, due) }
    }),
  )
}

/** The three figures of a day, from the counters: no list is counted. */
const figures = async (tx: Tx, { scope, team, hour, endHour, day }: At): Promise<Figures> => {
  const of = scope.team === '' ? team : scope.team
  const [table, whose] =
    of === undefined
      ? [sql`kernel.counter`, sql`c.place = ${scope.village || scope.township || scope.county}`]
      : [sql`kernel.team_counter`, sql`c.county = ${scope.county} and c.team = ${of}::uuid`]
  const row = await tx.row(sql<Figures>`
    select coalesce(sum(n) filter (where metric = 'past'), 0)::bigint as overdue,
      coalesce(sum(n) filter (where metric = 'due'), 0)::bigint as due,
      coalesce(sum(n) filter (where metric = 'done'), 0)::bigint as done
    from (
      select 'past' as metric, counted as n from ${overdueRows({ table, whose, hour })}
      union all select metric, n from ${table} c where ${whose} and metric = 'due' and bucket >= ${hour} and bucket < ${endHour}
      union all select metric, n from ${table} c where ${whose} and metric = 'done' and bucket = ${day}) f`)
  return row ?? { overdue: 0, due: 0, done: 0 }
}

/** A team's day: who is due by the end of today, alarms and daily monitoring first, then by risk, never reached and lateness, with why (K3, K5). */
export const todayList = async (needs: CareNeeds, { scope, query, actor }: Call<'followup.today'>) => {
  const now = instantOf(needs.now())
  const today = dayIn(now, needs.zone)
  const end = new Date(startOfDay(addDays(today, 1), needs.zone))
  const home = scope.county
  const read = async (tx: Tx) => {
    const whose = whoseDay(scope, query.team)
    const day = {
      ...{ home, whose, before: end, cursor: readDayCursor(query.cursor), limit: query.limit + 1 },
      wide: scope.team === '' && query.team === undefined && scope.township === '',
    }
    const at = {
      scope,
      team: query.team,
      hour: Math.floor(now / HOUR_MS),
      endHour: Math.ceil(end.getTime() / HOUR_MS),
      day: dayBucket(today),
    }
    const asked = { home, actor, team: scope.team || query.team, now: new Date(now) }
    const [counts, newPeople, otherTeams, handovers, rows] = await Promise.all([
      figures(tx, at),
      freshOf(tx, { home, whose: whose('d'), from: end }),
      othersOf(needs, tx, { actor, at }),
      query.cursor === undefined ? handoversOf(needs, tx, { ...asked, whose: whose('d') }) : noHandovers,
      dayRows(tx, day),
    ])
    const shown = rows.slice(0, query.limit)
    const [{ people, secrets }] = await Promise.all([
      openRows(needs, tx, { rows: shown, home, fields: ['name', 'phones'] }),
      writeAudit(tx, actor, { action: 'followup.today', count: shown.length }),
    ])
    const last = shown.at(-1)
    return {
      rows: people.map((p) => ({
        ...p,
        phones: (secrets.get(p.id)?.get('phones') ?? '').split('\n').filter((x) => x),
      })),
      next: rows.length > query.limit && last !== undefined ? writeDayCursor(last) : null,
      overdue: counts.overdue,
      dueToday: counts.due,
      doneToday: counts.done,
      newPeople,
      otherTeams,
      asOf: new Date(now).toISOString(),
      handovers,
    }
  }
  return inTransaction(needs.db.app, scope, read, { noted: true })
}
