import type { Instant } from '@lianfang/domain/shared'
import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import type { Tx } from '../../../kernel/db/index.js'
import { lifeColumns } from '../people/life-row.js'
import { goneRank } from '../people/record.js'
import { newLifted, newRank, type Renewed, type Row } from './renew-person.js'

/** Before everybody. */
export const first = '00000000-0000-0000-0000-000000000000'

const stored = sql`
  select p.id, p.township, p.village, p.team, p.birth_day, p.birth_year, p.disease_class, p.vaccination_class, p.tier,
    p.waiting_tier, p.provisional, p.score, p.tier_since, p.duty_since, p.taken_in_at, p.living, p.kinds,
    p.living_since, p.kinds_since, p.override, p.episode_since, ${lifeColumns},
    p.episode_since is not null and exists (select from care.alarm a where a.home = p.home and a.person = p.id
      and a.kind = 'referNow' and a.raised_at >= p.episode_since) as referral_asked,
    d.two_way_at, d.attempts_at, d.due_at, d.rule_id, d.mode, d.rank, d.lifted
  from care.person p join care.due d on d.home = p.home and d.person = p.id`

/**
 * A chunk of a county's people with what their tier and due moment follow from. Both sides are told where to begin: with one
 * alone, the other was read from the county's first person for every chunk.
 */
export const rowsAfter = (
  tx: Tx,
  home: string,
  at: { readonly after: string; readonly limit: number },
): Promise<Row[]> =>
  tx.rows(sql<Row>`${stored}
    where p.home = ${home} and p.id > ${at.after}::uuid and d.person > ${at.after}::uuid
      and d.rank <> ${goneRank} order by p.id limit ${at.limit}`)

/** What is written of a person: the due moment alone, or the tier as well. */
export type What = 'tier' | 'due'

/**
 * People read anew under their locks. Whoever is about to decide something of a person holds both rows, so that the row of the
 * due moment alone is enough to keep them waiting; the person's is locked only where the tier will be written, since a lock
 * writes its page, and after a checkpoint the whole of it to the log. It is read in a second statement: what a lock has
 * waited for is not in the first one's view of the person.
 */
export const lockRows = async (tx: Tx, home: string, people: readonly string[], what: What): Promise<Row[]> => {
  const these = sql`where p.home = ${home} and p.id = any(${people}::uuid[]) and d.rank <> ${goneRank} order by p.id`
  if (what === 'tier') return tx.rows(sql<Row>`${stored} ${these} for update of p, d`)
  await tx.run(sql`
    select from care.due where home = ${home} and person = any(${people}::uuid[]) order by person for update`)
  return tx.rows(sql<Row>`${stored} ${these}`)
}

const date = (at: Instant | null): Date | null => (at === null ? null : new Date(at))

export const saveTiers = async (tx: Tx, home: string, list: readonly Renewed[]): Promise<void> => {
  if (list.length === 0) return
  const col = <T>(pick: (r: Renewed) => T): T[] => list.map(pick)
  await tx.run(sql`
    update care.person p set tier = n.tier, rule_tier = n.rule_tier, score = n.score, score_tier = n.score_tier,
      age_band = n.age_band, decided_by = n.decided_by, waiting_tier = n.waiting, waiting_cause = n.waiting_cause,
      tier_since = n.tier_since, duty_since = n.duty_since
    from unnest(${col((r) => r.row.id)}::uuid[], ${col((r) => r.standing.tier)}::text[],
      ${col((r) => r.standing.assessment.ruleTier)}::text[], ${col((r) => r.standing.assessment.score)}::smallint[],
      ${col((r) => r.standing.assessment.scoreTier)}::text[], ${col((r) => r.standing.assessment.ageBand)}::text[],
      ${col((r) => r.standing.assessment.decidedBy)}::text[], ${col((r) => r.standing.waiting)}::text[],
      ${col((r) => r.standing.waitingCause)}::text[], ${col((r) => date(r.standing.tierSince))}::timestamptz[],
      ${col((r) => date(r.standing.dutySince))}::timestamptz[])
      as n (id, tier, rule_tier, score, score_tier, age_band, decided_by, waiting, waiting_cause, tier_since, duty_since)
    where p.home = ${home} and p.id = n.id`)
  const moved = list.filter((r) => r.standing.change !== null)
  if (moved.length === 0) return
  await tx.run(sql`
    insert into care.tier_change (home, id, person, at, from_tier, to_tier, cause)
    select ${home}, * from unnest(${moved.map(() => uuidv7())}::uuid[], ${moved.map((r) => r.row.id)}::uuid[],
      ${moved.map((r) => date(r.standing.tierSince))}::timestamptz[], ${moved.map((r) => r.row.tier)}::text[],
      ${moved.map((r) => r.standing.tier)}::text[], ${moved.map((r) => r.standing.change?.cause ?? '')}::text[])`)
}

export const saveDue = async (tx: Tx, home: string, list: readonly Renewed[]): Promise<void> => {
  if (list.length === 0) return
  const col = <T>(pick: (r: Renewed) => T): T[] => list.map(pick)
  await tx.run(sql`
    update care.due d set rank = n.rank, lifted = n.lifted, due_at = n.due_at, reason = n.reason, mode = n.mode, rule_id = n.rule
    from unnest(${col((r) => r.row.id)}::uuid[],
      ${col(newRank)}::smallint[], ${col(newLifted)}::text[],
      ${col((r) => date(r.due.dueAt))}::timestamptz[], ${col((r) => r.due.reason)}::text[], ${col((r) => r.due.mode)}::text[],
      ${col((r) => r.due.ruleId)}::text[]) as n (person, rank, lifted, due_at, reason, mode, rule)
    where d.home = ${home} and d.person = n.person`)
}
