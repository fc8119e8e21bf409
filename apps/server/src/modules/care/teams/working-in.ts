import { type RawBuilder, sql } from 'kysely'

/**
 * Who works for which team of a county now and whether they are medical, as `care.working` has it for one team: a source of
 * rows (team, account, medic: while the role holds), in one pass and not a call for each team (0.5 ms instead of 11 for 436 teams).
 */
export const workingIn = (home: string, now: Date): RawBuilder<unknown> => sql`(
  with away as (
    select s.team, s.absent, s.substitute, s.medic from care.substitute s
    where s.home = ${home} and s.ended_at is null and s.from_at <= ${now} and ${now} < s.until_at),
  members as (
    select m.team, m.account, m.medic from care.team_member m where m.home = ${home} and m.until_at is null)
  select w.team, w.account, w.medic and exists (select from kernel.account_grant g where g.account = w.account
    and g.role = 'medic' and g.withdrawn_at is null and starts_with(g.place, ${home})) as medic from (
    select m.team, m.account, m.medic from members m where (m.team, m.account) not in (select team, absent from away)
    union
    select w.team, w.substitute, w.medic from away w where (w.team, w.substitute) not in (select team, absent from away)
      and ((w.team, w.absent) in (select team, account from members) or (w.team, w.absent) in (select team, substitute from away))) w
  join kernel.account a on a.id = w.account and a.state = 'active')`
