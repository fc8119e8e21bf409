import { sql } from 'kysely'
import { countyScope, inTransaction, noScope } from '../../../kernel/db/index.js'
import type { CareNeeds } from '../needs.js'

/** As far ahead as a change of a team looks. */
const aheadDays = 60

export type MedicGoes = {
  readonly account: string
  /** The role that goes; null where the whole account does. */
  readonly grant: string | null
}

/** The counties in which an account would be a medic no more. */
const countiesLeft = (needs: Pick<CareNeeds, 'db'>, { account, grant }: MedicGoes): Promise<readonly string[]> =>
  inTransaction(needs.db.worker, noScope, async (tx) => {
    const rows = await tx.rows(sql<{ home: string }>`
      select distinct substr(g.place, 1, 6) as home from kernel.account_grant g
      where g.account = ${account} and g.withdrawn_at is null and g.role = 'medic' and length(g.place) >= 6
        and (${grant}::uuid is null or (g.id = ${grant}::uuid and not exists (select from kernel.account_grant o
          where o.account = g.account and o.id <> g.id and o.role = 'medic' and o.withdrawn_at is null
            and substr(o.place, 1, 6) = substr(g.place, 1, 6))))`)
    return rows.map((row) => row.home)
  })

/**
 * The teams, by name, that would have nobody medical on a day of the weeks ahead once an account or its role is gone, and have
 * somebody now (K2): the same question as when a member leaves a team, asked of who keeps accounts.
 */
export const teamsLeftWithoutMedic = async (
  needs: Pick<CareNeeds, 'db' | 'now'>,
  goes: MedicGoes,
): Promise<readonly string[]> => {
  const names: string[] = []
  const now = new Date(needs.now())
  for (const home of await countiesLeft(needs, goes)) {
    const rows = await inTransaction(needs.db.worker, countyScope(home), (tx) =>
      tx.rows(sql<{ name: string }>`
        select t.name from care.team t
        where t.home = ${home} and t.id in (
            select m.team from care.team_member m where m.home = ${home} and m.account = ${goes.account} and m.until_at is null
            union select s.team from care.substitute s
              where s.home = ${home} and s.substitute = ${goes.account} and s.ended_at is null and s.until_at > ${now})
          and exists (
            select from generate_series(${now}::timestamptz, ${now}::timestamptz + make_interval(days => ${aheadDays}), '12 hours') as d (at)
            where (select bool_and(w.account = ${goes.account}) from care.working(${home}, t.id, d.at) as w
              where w.medic and exists (select from kernel.account_grant g
                where g.account = w.account and g.role = 'medic' and g.withdrawn_at is null)))
        order by t.name`),
    )
    names.push(...rows.map((row) => row.name))
  }
  return names
}
