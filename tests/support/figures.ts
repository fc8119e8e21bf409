import { HOUR_MS } from '@lianfang/domain/shared'
import {
  listBehind,
  overdueOfTeam,
  type PeopleFigure,
  peopleFigures,
  peopleOfTeam,
} from '../../apps/web/src/features/board/list-behind.js'
import { dayAt } from './days.js'
import type { Caller, Reply, World } from './world.js'

type Listed = Reply<'person.list'>['body']['rows'][number]

/** Everybody on a list, turned to its last page; the length that the list says of itself must be that. */
export const listed = async (caller: Caller, query: Readonly<Record<string, string>>): Promise<Listed[]> => {
  const rows: Listed[] = []
  let said: number | undefined
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page: Reply<'person.list'> = await caller.call('person.list', {
      query: { ...query, ...(cursor === '' ? { limit: 2 } : { limit: 200, cursor }) },
    })
    if (page.status !== 200) throw new Error(`people ${JSON.stringify(query)}: ${page.status} ${page.text}`)
    rows.push(...page.body.rows)
    cursor = page.body.next
    said ??= page.body.inAll?.n
  }
  if (said !== rows.length) throw new Error(`people ${JSON.stringify(query)}: ${said} in all, ${rows.length} listed`)
  return rows
}

type Done = Reply<'followup.done'>['body']['rows'][number]

/** All follow-ups of a list, turned to its last page, with the total that it says. */
export const doneListed = async (
  caller: Caller,
  query: Readonly<Record<string, string>>,
  limit = 200,
): Promise<{ readonly rows: readonly Done[]; readonly total: number }> => {
  const rows: Done[] = []
  let total = 0
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page: Reply<'followup.done'> = await caller.call('followup.done', {
      query: { ...query, limit, ...(cursor === '' ? {} : { cursor }) },
    })
    if (page.status !== 200) throw new Error(`done ${JSON.stringify(query)}: ${page.status} ${page.text}`)
    rows.push(...page.body.rows)
    total = page.body.total
    cursor = page.body.next
  }
  return { rows, total }
}

/** The follow-ups of a board, of seven days and of each day of its trend, against their lists. */
const doneDifferences = async (caller: Caller, board: Reply<'board.read'>['body']): Promise<Difference[]> => {
  const found: Difference[] = []
  const compare = async (place: string, shown: number | null, day?: string): Promise<void> => {
    const { rows, total } = await doneListed(caller, { place, ...(day === undefined ? {} : { day }) })
    const figure = `done ${day ?? ''}`
    if (rows.length !== shown) found.push({ place, figure, shown, list: rows.length })
    if (total !== shown) found.push({ place, figure: `${figure} total`, shown, list: total })
  }
  const { code } = board.place
  await compare(code, board.total.followups7d)
  for (const row of board.rows.filter(({ followups7d }) => followups7d !== 0))
    await compare(row.place.code, row.followups7d)
  for (const { day, followups } of board.trend.filter((one) => one.followups !== 0)) await compare(code, followups, day)
  return found
}

/** Where a figure differs from the length of the list that the page opens behind it: nowhere, when all is well. */
export type Difference = {
  readonly place: string
  readonly figure: string
  readonly shown: number | null
  readonly list: number
}

/** Compares every figure of a board (its own, and those of the rows below) with its list. */
export const differences = async (caller: Caller, place: string): Promise<Difference[]> => {
  const { body, status, text } = await caller.call('board.read', { params: { place } })
  if (status !== 200) throw new Error(`board of ${place}: ${status} ${text}`)
  const found: Difference[] = []
  for (const row of [body.total, ...body.rows]) {
    // Where nobody is, one list is asked and not eight.
    const figures: readonly PeopleFigure[] = peopleFigures.some((f) => row[f] !== 0) ? peopleFigures : ['onLedger']
    for (const figure of figures) {
      const list = (await listed(caller, { ...listBehind(figure, row.place.code) })).length
      if (list !== row[figure]) found.push({ place: row.place.code, figure, shown: row[figure], list })
    }
  }
  for (const team of body.teams) {
    const lists = [
      ['overdue', team.overdue, overdueOfTeam(place, team.id)],
      ['people', team.people, peopleOfTeam(place, team.id)],
      ['red', team.red, peopleOfTeam(place, team.id, 'red')],
    ] as const
    for (const [figure, shown, behind] of lists) {
      const list = (await listed(caller, { ...behind })).length
      if (list !== shown) found.push({ place: `team ${team.name}`, figure, shown, list })
    }
  }
  return [...found, ...(await doneDifferences(caller, body))]
}

/** Compares the figures of somebody's day with the day's list, the list of who is overdue, and the facts of the day. */
export const dayDifferences = async (w: World, caller: Caller, place: string): Promise<Difference[]> => {
  const rows: Listed[] = []
  let figures = { overdue: 0, dueToday: 0, doneToday: 0 }
  for (let cursor: string | null = ''; cursor !== null; ) {
    const { body, status, text }: Reply<'followup.today'> = await caller.call('followup.today', {
      query: { limit: 200, ...(cursor === '' ? {} : { cursor }) },
    })
    if (status !== 200) throw new Error(`today: ${status} ${text}`)
    rows.push(...body.rows)
    figures = body
    cursor = body.next
  }
  const hour = Math.floor(w.house.now() / HOUR_MS) * HOUR_MS
  const day = dayAt(w.house.now())
  const late = rows.filter((r) => Date.parse(r.due.dueAt ?? '') < hour).length
  const pairs = [
    { figure: 'overdue', shown: figures.overdue, list: late },
    {
      figure: 'overdue people',
      shown: figures.overdue,
      list: (await listed(caller, { place, state: 'overdue' })).length,
    },
    { figure: 'dueToday', shown: figures.dueToday, list: rows.length - late },
    { figure: 'doneToday', shown: figures.doneToday, list: await doneToday(w, caller) },
    {
      figure: 'doneToday list',
      shown: figures.doneToday,
      list: (await doneListed(caller, { place, day })).rows.length,
    },
  ]
  return pairs.filter((p) => p.shown !== p.list).map((p) => ({ place: `today ${place}`, ...p }))
}

/** Two-way follow-ups of the day that nobody corrected, of the caller's place or team at that time. */
const doneToday = async (w: World, caller: Caller): Promise<number> => {
  const session = (await caller.call('session.read')).body
  if (session === null) throw new Error('nobody is signed in')
  const { rows } = await w.admin.query<{ n: number }>(
    `select count(*)::int as n from care.followup f
     where (f.at at time zone 'Asia/Shanghai')::date = (to_timestamp($1 / 1000.0) at time zone 'Asia/Shanghai')::date
       and f.outcome = 'reached' and not exists (select from care.followup c where c.corrects = f.id)
       and starts_with(coalesce(f.village, f.township), $2) and ($3::uuid is null or f.team = $3::uuid)`,
    [w.house.now(), session.acting.place.code, session.acting.team?.id ?? null],
  )
  return rows[0]?.n ?? 0
}
