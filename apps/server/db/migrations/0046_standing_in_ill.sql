-- breaking: no
-- Who stands in may fall ill too (K2): then somebody stands in for them, and they do not count as working. When the first of the
-- chain is back, nobody further along it is needed.
set local check_function_bodies = off;
create or replace function care.working(in_home text, in_team uuid, in_at timestamptz)
returns table (account uuid, medic boolean, stands_in boolean)
language sql stable as $$
  with away as (
    select s.absent, s.substitute, s.medic from care.substitute s
    where s.home = in_home and s.team = in_team and s.ended_at is null and s.from_at <= in_at and in_at < s.until_at),
  members as (
    select m.account, m.medic from care.team_member m
    where m.home = in_home and m.team = in_team and m.until_at is null)
  select m.account, m.medic, false from members m join kernel.account a on a.id = m.account and a.state = 'active'
  where m.account not in (select absent from away)
  union
  select w.substitute, w.medic, true from away w join kernel.account a on a.id = w.substitute and a.state = 'active'
  where w.substitute not in (select absent from away)
    and (w.absent in (select account from members) or w.absent in (select substitute from away))
$$;
