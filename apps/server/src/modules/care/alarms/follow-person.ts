import { sql } from 'kysely'
import type { Tx } from '../../../kernel/db/index.js'
import { tellOf } from './raise.js'

type Where = { readonly township: string; readonly village: string | null; readonly team: string | null }
type Left = Where & { readonly person: string }

type Following = { readonly home: string; readonly person: string; readonly to: Where }

/**
 * Open alarms go where their person goes (K5, K20): left behind, the new township and team would not see that somebody of
 * theirs is in danger, and the old one could not act. Counters and screens of both sides follow.
 */
export const followPerson = async (tx: Tx, { home, person, to }: Following): Promise<void> => {
  const left = await tx.rows(sql<Left>`
    with old as (
      select id, person, township, village, team from care.alarm
      where home = ${home} and person = ${person} and closed_at is null
        and (township, village, team) is distinct from (${to.township}, ${to.village}::text, ${to.team}::uuid)
      for update)
    update care.alarm a set township = ${to.township}, village = ${to.village}, team = ${to.team}::uuid
    from old where a.home = ${home} and a.id = old.id
    returning old.person, old.township, old.village, old.team`)
  for (const from of left) {
    await tellOf(tx, { home, ...from }, { kind: 'care.alarm-changed', n: -1 })
    await tellOf(tx, { home, person, ...to }, { kind: 'care.alarm-changed', n: 1 })
  }
}

type Rebound = {
  readonly home: string
  readonly moved: readonly { readonly person: string; readonly to: string | null }[]
}

/** The same for people whose team has changed where they live. */
export const followTeams = async (tx: Tx, { home, moved }: Rebound): Promise<void> => {
  const teams = new Map(moved.map(({ person, to }) => [person, to]))
  const open = await tx.rows(sql<{ person: string; township: string; village: string | null }>`
    select distinct person, township, village from care.alarm
    where home = ${home} and person = any(${[...teams.keys()]}::uuid[]) and closed_at is null`)
  for (const { person, township, village } of open)
    await followPerson(tx, { home, person, to: { township, village, team: teams.get(person) ?? null } })
}
