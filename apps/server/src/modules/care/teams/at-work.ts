import { type AtWork, isOverloaded, workShares } from '@lianfang/domain/care'
import { sql } from 'kysely'
import { overCounty, type Scope, type Tx } from '../../../kernel/db/index.js'
import { workingIn } from './working-in.js'

const atWorkIn = (tx: Tx, home: string, now: Date): Promise<AtWork[]> =>
  tx.rows(sql<AtWork>`select distinct w.team, w.account from ${workingIn(home, now)} w`)

export type Working = {
  /** How many people's work a team has; 0 where nobody works. */
  readonly shareOf: (team: string) => number
  /** How many people work for these teams, each counted once. */
  readonly peopleOf: (teams: readonly string[]) => number
  readonly rows: readonly AtWork[]
}

/** Over the county, whoever asks: a medic of two townships is half a person in each, and neither manager sees the other's team. */
export const workingNow = async (tx: Tx, scope: Scope, now: Date): Promise<Working> => {
  const rows = await overCounty(tx, scope, () => atWorkIn(tx, scope.county, now))
  const shares = workShares(rows)
  return {
    rows,
    shareOf: (team) => shares.get(team) ?? 0,
    peopleOf: (teams) => {
      const wanted = new Set(teams)
      return new Set(rows.filter(({ team }) => wanted.has(team)).map(({ account }) => account)).size
    },
  }
}

type Without = {
  readonly scope: Scope
  readonly now: Date
  readonly team: string
  readonly accounts: readonly string[]
  readonly joining: readonly string[]
}

/** The share a team would have without some of its people and with others, who may work for more teams. */
export const workingWithout = async (tx: Tx, { scope, now, team, accounts, joining }: Without): Promise<number> => {
  const { rows } = await workingNow(tx, scope, now)
  const stay = rows.filter((row) => row.team !== team || ![...accounts, ...joining].includes(row.account))
  return workShares([...stay, ...joining.map((account) => ({ team, account }))]).get(team) ?? 0
}

type Over = { readonly scope: Scope; readonly place: string; readonly now: Date; readonly norm: number }

/** How many teams of each township serve more people than the norm lets them (CARE-TEAM-1). */
export const teamsOver = async (tx: Tx, { scope, place, now, norm }: Over) => {
  const working = await workingNow(tx, scope, now)
  const teams = await tx.rows(sql<{ id: string; township: string; people: number }>`
    select t.id, t.township, coalesce(sum(c.n), 0)::int as people
    from care.team t join kernel.team_counter c on c.county = t.home and c.team = t.id and c.metric = 'ledger'
    where t.home = ${scope.county} and starts_with(t.township, ${place}) group by t.id, t.township`)
  const over = teams.filter(({ id, people }) => isOverloaded({ people, share: working.shareOf(id), norm }))
  const townships = [...new Set(over.map(({ township }) => township))].sort()
  return townships.map((code) => ({ code, n: over.filter(({ township }) => township === code).length }))
}
