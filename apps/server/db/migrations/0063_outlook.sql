-- breaking: no
-- Supplies, seeing ahead (E2): curves of cases from files, the days on which a definition changed, and the forecast of each
-- place. Counts by place and day, of nobody in particular, as authorities publish them.
create table supply.curve (
  id uuid primary key,
  -- The place whose desk loaded it.
  place text collate "C" not null,
  name text not null,
  -- 'own': summed up from what the platform itself recorded.
  source text not null default 'file' check (source in ('file', 'own')),
  file_rows int not null,
  -- Rows that were left out: row, column and why; what stood there is told once and not kept.
  wrong jsonb not null,
  wrong_rows int not null,
  at timestamptz not null,
  account uuid not null,
  taken_at timestamptz,
  taken_by uuid,
  dropped_at timestamptz,
  dropped_by uuid
);
create index curve_newest on supply.curve (taken_at desc, id) where taken_at is not null and dropped_at is null;

create table supply.curve_count (
  curve uuid not null references supply.curve on delete cascade,
  -- '' for the whole nation.
  place text collate "C" not null,
  day date not null,
  confirmed bigint not null check (confirmed >= 0),
  recovered bigint check (recovered >= 0),
  deaths bigint check (deaths >= 0),
  primary key (curve, place, day)
);

-- A day on which the definition of a case changed in a place and all inside it, and who says so.
create table supply.curve_definition (
  id uuid primary key,
  curve uuid not null references supply.curve on delete cascade,
  place text collate "C" not null,
  day date not null,
  reason text not null,
  at timestamptz not null,
  account uuid not null,
  by_name text not null,
  withdrawn_at timestamptz,
  withdrawn_by uuid,
  body_hash bytea not null
);
create index curve_definition_curve on supply.curve_definition (curve);

-- The forecast of a place: made again when the curve or a definition changes. Follows from what stands above.
create table supply.outlook (
  curve uuid not null references supply.curve on delete cascade,
  place text collate "C" not null,
  last_day date not null,
  -- New cases of the last seven days that tell, and of the next seven with the band.
  last_week double precision not null,
  week_mid double precision not null,
  week_low double precision not null,
  week_high double precision not null,
  -- Days that a person should look at.
  leaps int not null,
  result jsonb not null,
  made_at timestamptz not null,
  primary key (curve, place)
);

-- Beds of an institution as a desk was told them; the newest holds. What the standard asks for by the bed is reckoned from these.
create table supply.facility_beds (
  home text collate "C" not null,
  id uuid not null,
  facility uuid not null,
  beds int check (beds between 0 and 100000),
  critical_beds int check (critical_beds between 0 and 100000),
  at timestamptz not null,
  account uuid not null,
  by_name text not null,
  body_hash bytea not null,
  primary key (home, id),
  foreign key (home, facility) references kernel.facility (home, id)
);
create index facility_beds_newest on supply.facility_beds (home, facility, at desc, id);

-- Counts are public: a desk reads those of its place, of all inside it, and of the places it lies in.
do $$
declare t text;
  reads constant text := $q$(current_setting('lf.supply', true) = 'nation'
    or (current_setting('lf.supply', true) <> '' and (starts_with(place, current_setting('lf.supply', true))
      or starts_with(current_setting('lf.supply', true), place))))$q$;
  keeps constant text := $q$(current_setting('lf.supply', true) = 'nation'
    or (current_setting('lf.supply', true) <> '' and place = current_setting('lf.supply', true)))$q$;
begin
  foreach t in array array['curve', 'curve_count', 'curve_definition', 'outlook'] loop
    execute format('alter table supply.%I enable row level security', t);
    execute format('alter table supply.%I force row level security', t);
    execute format('create policy read on supply.%I for select to lianfang_app using %s', t, reads);
    execute format('create policy fill on supply.%I to lianfang_worker using (true) with check (true)', t);
    execute format('create policy keep on supply.%I to lianfang_migrator using (true) with check (true)', t);
  end loop;
  execute format('create policy load on supply.curve for insert to lianfang_app with check %s', keeps);
  execute format('create policy change on supply.curve for update to lianfang_app using %s', keeps);
end $$;
-- What belongs to a curve is written by who keeps the curve.
create policy load on supply.curve_count for insert to lianfang_app with check (exists (
  select from supply.curve c where c.id = curve and (current_setting('lf.supply', true) = 'nation'
    or c.place = current_setting('lf.supply', true))));
create policy load on supply.curve_definition for insert to lianfang_app with check (exists (
  select from supply.curve c where c.id = curve and (current_setting('lf.supply', true) = 'nation'
    or c.place = current_setting('lf.supply', true))));
create policy change on supply.curve_definition for update to lianfang_app using (exists (
  select from supply.curve c where c.id = curve and (current_setting('lf.supply', true) = 'nation'
    or c.place = current_setting('lf.supply', true))));

alter table supply.facility_beds enable row level security;
alter table supply.facility_beds force row level security;
create policy read on supply.facility_beds for select to lianfang_app using (current_setting('lf.supply', true) = 'nation'
  or (current_setting('lf.supply', true) <> '' and starts_with(home, current_setting('lf.supply', true))));
create policy tell on supply.facility_beds for insert to lianfang_app with check (current_setting('lf.supply', true) = 'nation'
  or (current_setting('lf.supply', true) <> '' and starts_with(home, current_setting('lf.supply', true))));
create policy fill on supply.facility_beds to lianfang_worker using (true) with check (true);
create policy keep on supply.facility_beds to lianfang_migrator using (true) with check (true);
grant select, insert on supply.facility_beds to lianfang_app;
grant select, insert, delete on supply.facility_beds to lianfang_worker;

-- What the platform recorded itself is summed up by county and day for a place, by work that answers nobody's page.
create policy counts on care.episode for select to lianfang_worker using (
  current_setting('lf.county', true) = '' and current_setting('lf.counts', true) <> ''
  and (current_setting('lf.counts', true) = 'nation' or starts_with(home, current_setting('lf.counts', true))));

-- The making of forecasts is seen, asked for and stopped by who sees the curve.
create policy outlook on kernel.long_work to lianfang_app using (
  kind = 'supply.outlook' and exists (select from supply.curve c where c.id = subject));

grant select, insert, update, delete on supply.curve, supply.curve_count, supply.curve_definition, supply.outlook to lianfang_worker;
grant select on supply.curve, supply.curve_count, supply.curve_definition, supply.outlook to lianfang_app;
grant insert on supply.curve, supply.curve_count, supply.curve_definition to lianfang_app;
grant update (taken_at, taken_by, dropped_at, dropped_by) on supply.curve to lianfang_app;
grant update (withdrawn_at, withdrawn_by) on supply.curve_definition to lianfang_app;
