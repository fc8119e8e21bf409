-- breaking: no
-- Substitutes (K2): who works for whom, from a day to a day, both included; it ends by itself. Rows are never deleted.
create table care.substitute (
  home text collate "C" not null,
  id uuid not null,
  team uuid not null,
  township text collate "C" not null,
  absent uuid not null,
  substitute uuid not null,
  medic boolean not null,
  from_day date not null,
  until_day date not null,
  -- The same as moments of the place's clock: the beginning of the first day and the end of the last.
  from_at timestamptz not null,
  until_at timestamptz not null,
  made_by uuid not null,
  made_at timestamptz not null,
  ended_at timestamptz,
  ended_by uuid,
  primary key (home, id, team, absent),
  check (from_day <= until_day)
);
create index substitute_team on care.substitute (home, team, until_at) where ended_at is null;
create index substitute_account on care.substitute (substitute, until_at) where ended_at is null;
alter table care.substitute enable row level security;
alter table care.substitute force row level security;
create policy scope on care.substitute to lianfang_app, lianfang_worker using (
  home = current_setting('lf.county', true)
  and case current_setting('lf.narrow', true)
    when 'county' then true
    when 'person' then false
    else township = current_setting('lf.township', true) end);
-- A session's teams are read before its scope is known.
create policy auth_read on care.substitute for select to lianfang_auth using (true);
grant select on care.substitute to lianfang_auth;
grant select, insert, update on care.substitute to lianfang_app;
grant select, delete on care.substitute to lianfang_worker;

-- A body is not looked into here: a restore runs with row security off, and would be refused for what a query would hide.
set local check_function_bodies = off;
-- Who works for a team at a moment: its members but those who are away, and who stands in for them.
create function care.working(in_home text, in_team uuid, in_at timestamptz)
returns table (account uuid, medic boolean, stands_in boolean)
language sql stable as $$
  select m.account, m.medic, false from care.team_member m join kernel.account a on a.id = m.account and a.state = 'active'
  where m.home = in_home and m.team = in_team and m.until_at is null
    and not exists (select from care.substitute s
      where s.home = in_home and s.team = in_team and s.absent = m.account and s.ended_at is null
        and s.from_at <= in_at and in_at < s.until_at)
  union
  select s.substitute, s.medic, true from care.substitute s join kernel.account a on a.id = s.substitute and a.state = 'active'
  where s.home = in_home and s.team = in_team and s.ended_at is null
    and s.from_at <= in_at and in_at < s.until_at
$$;
