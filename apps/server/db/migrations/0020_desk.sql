-- breaking: no
-- The 24-hour desk (K4): numbers and who was told them, a rota with hand-over, and calls that become work.

-- The 24-hour numbers: a township's institution (no team) and the family doctor of a team. One holds at a time; what held
-- before keeps its dates.
create table care.desk_number (
  home text collate "C" not null,
  -- The command's id.
  id uuid not null,
  township text collate "C" not null,
  team uuid,
  number text collate "C" not null,
  -- The institution's name, or the doctor's.
  name text not null,
  -- The institution or the account that it was chosen from, where it was.
  source uuid,
  from_day date not null,
  account uuid not null,
  at timestamptz not null,
  until_at timestamptz,
  body_hash bytea not null,
  primary key (home, id)
);
create unique index desk_number_holds on care.desk_number (home, township, coalesce(team, '00000000-0000-0000-0000-000000000000'))
  where until_at is null;

-- Who was told which numbers, when, by whom and how. Facts; `takenBack` says that a tap was a mistake.
create table care.told (
  home text collate "C" not null,
  id uuid not null,
  person uuid not null,
  institution text,
  doctor text,
  how text not null check (how in ('call', 'visit', 'card', 'message', 'takenBack')),
  at timestamptz not null,
  account uuid not null,
  body_hash bytea not null,
  primary key (home, id)
);
create index told_person on care.told (home, person, at desc);

-- What a person was told last, and where that is counted: empty unless both numbers are those in force.
alter table care.person add column told_institution text collate "C";
alter table care.person add column told_doctor text collate "C";
alter table care.person add column told_place text collate "C";
alter table care.person add column told_team uuid;

create table care.desk_shift (
  home text collate "C" not null,
  id uuid not null,
  -- A township's desk, or the county's.
  place text collate "C" not null,
  account uuid not null,
  from_at timestamptz not null,
  until_at timestamptz not null,
  made_by uuid not null,
  made_at timestamptz not null,
  cancelled_by uuid,
  cancelled_at timestamptz,
  body_hash bytea not null,
  primary key (home, id),
  check (from_at < until_at)
);
create index desk_shift_place on care.desk_shift (home, place, until_at) where cancelled_at is null;

create table care.desk_handover (
  home text collate "C" not null,
  id uuid not null,
  place text collate "C" not null,
  from_account uuid not null,
  to_account uuid not null,
  at timestamptz not null,
  -- The calls that were open and go over.
  calls uuid[] not null,
  key_id text not null,
  wrapped bytea not null,
  note_sealed bytea,
  accepted_at timestamptz,
  body_hash bytea not null,
  primary key (home, id)
);
create index desk_handover_place on care.desk_handover (home, place, at desc);

create table care.desk_call (
  home text collate "C" not null,
  -- The command's id.
  id uuid not null,
  place text collate "C" not null,
  at timestamptz not null,
  account uuid not null,
  -- Null where it is about somebody who is not on the ledger.
  person uuid,
  key_id text not null,
  wrapped bytea not null,
  -- The caller's number and name, whom it is about, and what was said.
  said_sealed bytea not null,
  tokens bytea[] not null,
  red_flags text[] not null,
  day_flags text[] not null,
  signs text[] not null,
  spo2_percent smallint,
  temperature_c numeric(3, 1),
  outcome text not null check (outcome in ('emergency', 'today', 'advice')),
  alarm boolean not null,
  due_at timestamptz not null,
  owner_account uuid,
  owner_team uuid,
  tries smallint not null default 0,
  reached_at timestamptz,
  closed_at timestamptz,
  closed_by uuid,
  result text check (result in ('advised', 'visited', 'sentToHospital', 'notReached', 'noNeed')),
  body_hash bytea not null,
  primary key (home, id),
  check (owner_account is null or owner_team is null),
  check ((closed_at is null) = (result is null))
);
create index desk_call_open on care.desk_call (home, place, due_at, id) where closed_at is null;
create index desk_call_closed on care.desk_call (home, place, at desc, id) where closed_at is not null;
create index desk_call_person on care.desk_call (home, person, at desc) where person is not null;

-- What was done with a call. Facts.
create table care.desk_call_act (
  home text collate "C" not null,
  id uuid not null,
  call uuid not null,
  place text collate "C" not null,
  kind text not null check (kind in ('take', 'tried', 'reached', 'hand', 'handover', 'close')),
  at timestamptz not null,
  account uuid not null,
  to_account uuid,
  to_team uuid,
  note_sealed bytea,
  body_hash bytea not null,
  primary key (home, id)
);
create index desk_call_act_call on care.desk_call_act (home, call, at);

do $$
declare t text;
begin
  -- Numbers are read in the whole county: whoever takes somebody over from another township tells them its numbers.
  alter table care.desk_number enable row level security;
  alter table care.desk_number force row level security;
  create policy read on care.desk_number for select to lianfang_app, lianfang_worker using (
    home = current_setting('lf.county', true) and current_setting('lf.narrow', true) <> 'person');
  create policy enter on care.desk_number for insert to lianfang_app, lianfang_worker with check (
    home = current_setting('lf.county', true)
    and case current_setting('lf.narrow', true)
      when 'county' then true
      when 'person' then false
      else township = current_setting('lf.township', true) end);
  create policy change on care.desk_number for update to lianfang_app, lianfang_worker using (
    home = current_setting('lf.county', true)
    and case current_setting('lf.narrow', true)
      when 'county' then true
      when 'person' then false
      else township = current_setting('lf.township', true) end);
  create policy clear on care.desk_number for delete to lianfang_worker using (home = current_setting('lf.county', true));
  -- Seen when the person is seen.
  alter table care.told enable row level security;
  alter table care.told force row level security;
  create policy scope on care.told to lianfang_app, lianfang_worker using (
    home = current_setting('lf.county', true)
    and case current_setting('lf.narrow', true)
      when 'county' then true
      else exists (select from care.person p where p.home = told.home and p.id = told.person) end);
  -- Tables of a place's desk. Who sits there at night answers for the whole township.
  foreach t in array array['desk_shift', 'desk_handover', 'desk_call', 'desk_call_act'] loop
    execute format('alter table care.%I enable row level security', t);
    execute format('alter table care.%I force row level security', t);
    execute format($p$create policy scope on care.%I to lianfang_app, lianfang_worker using (
      home = current_setting('lf.county', true)
      and case current_setting('lf.narrow', true)
        when 'county' then true
        when 'person' then false
        else place = current_setting('lf.township', true) end)$p$, t);
  end loop;
end $$;
grant select, insert on care.told, care.desk_call_act to lianfang_app;
grant select, insert on care.desk_number, care.desk_shift, care.desk_handover, care.desk_call to lianfang_app;
grant update (until_at) on care.desk_number to lianfang_app;
grant update (cancelled_by, cancelled_at) on care.desk_shift to lianfang_app;
grant update (accepted_at) on care.desk_handover to lianfang_app;
grant update (owner_account, owner_team, tries, reached_at, closed_at, closed_by, result) on care.desk_call to lianfang_app;
grant select, delete on care.told, care.desk_number, care.desk_shift, care.desk_handover, care.desk_call, care.desk_call_act
  to lianfang_worker;

-- A body is not looked into here: a restore runs with row security off, and would be refused for what a query would hide.
set local check_function_bodies = off;
-- The counter `told` (K4): who knows both numbers in force. Kept by the database, because five things change it (telling, a new
-- number, a move, another team, a death and its taking back) and one that forgot it would leave the counter wrong for good. Whoever was never told both pays nothing.
create function care.count_told() returns trigger language plpgsql as $$
declare
  is_place text;
  is_team uuid;
begin
  if new.life not in ('dead', 'left') and new.team is not null
    and exists (select from care.desk_number n where n.home = new.home and n.township = new.township and n.team is null
      and n.until_at is null and n.number = new.told_institution)
    and exists (select from care.desk_number n where n.home = new.home and n.township = new.township and n.team = new.team
      and n.until_at is null and n.number = new.told_doctor)
  then
    is_place := coalesce(new.village, new.township);
    is_team := new.team;
  end if;
  if is_place is distinct from old.told_place or is_team is distinct from old.told_team then
    insert into kernel.delta (fact, county, place, team, metric, bucket, n)
    select gen_random_uuid(), new.home, d.place, d.team, 'told', 0, d.n
    from (values (old.told_place, old.told_team, -1), (is_place, is_team, 1)) as d (place, team, n) where d.place is not null;
  end if;
  new.told_place := is_place;
  new.told_team := is_team;
  return new;
end $$;
create trigger count_told before update of township, village, team, life, told_institution, told_doctor, told_place on care.person
  for each row when (old.told_place is not null or (new.told_institution is not null and new.told_doctor is not null))
  execute function care.count_told();
