-- breaking: no
-- A call at the desk that said that medicine runs out: the request that it opened, or joined (K4, K9).
alter table care.desk_call add column request uuid;
create index desk_call_request on care.desk_call (home, request) where request is not null;

-- The village that somebody chose for rows of an import that write none: it says nothing about the next file (K1).
create table care.import_village (
  home text collate "C" not null,
  import_id uuid not null,
  -- As the import has it: '' for a county's.
  township text collate "C" not null,
  -- 0: every row of the import that writes its place so and was not chosen by itself.
  row_number int not null,
  written_township text not null,
  village text collate "C" not null,
  was text collate "C",
  command uuid not null,
  account uuid not null,
  at timestamptz not null,
  primary key (home, import_id, row_number, written_township)
);
create index import_village_command on care.import_village (home, command);
alter table care.import_village enable row level security;
alter table care.import_village force row level security;
create policy scope on care.import_village to lianfang_app, lianfang_worker using (
  home = current_setting('lf.county', true)
  and case current_setting('lf.narrow', true)
    when 'county' then true
    when 'township' then township = current_setting('lf.township', true)
    else false end);
grant select, insert, update on care.import_village to lianfang_app, lianfang_worker;

-- Who is of a township whose village nobody has told: few, and listed without reading everybody else.
create index due_no_village on care.due (home, township, rank, due_order, person) where village is null;

-- Who is a medic of a team is so while the role holds (K2): a role that was withdrawn still made its team one with a medic.
set local check_function_bodies = off;
create or replace function care.working(in_home text, in_team uuid, in_at timestamptz)
returns table (account uuid, medic boolean, stands_in boolean)
language sql stable as $$
  with away as (
    select s.absent, s.substitute, s.medic from care.substitute s
    where s.home = in_home and s.team = in_team and s.ended_at is null and s.from_at <= in_at and in_at < s.until_at),
  members as (
    select m.account, m.medic from care.team_member m
    where m.home = in_home and m.team = in_team and m.until_at is null),
  here as (
    select m.account, m.medic, false as stands_in from members m where m.account not in (select absent from away)
    union
    select w.substitute, w.medic, true from away w where w.substitute not in (select absent from away)
      and (w.absent in (select account from members) or w.absent in (select substitute from away)))
  select h.account, h.medic and exists (select from kernel.account_grant g where g.account = h.account
      and g.role = 'medic' and g.withdrawn_at is null and starts_with(g.place, in_home)), h.stands_in
  from here h join kernel.account a on a.id = h.account and a.state = 'active'
$$;

-- Whether an entry was corrected is asked of each of a week's: of the few that correct one, and not of everything about the person
-- (the week's drawn talks of a county of 20,000: 170 ms became 70).
create index followup_corrects on care.followup (home, corrects) where corrects is not null;
