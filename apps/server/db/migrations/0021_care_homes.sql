-- breaking: no
-- Care homes and welfare institutions (K21). A home lies in a village, and its residents are served by that village's team.
-- Nothing in care_home is about a resident: names and phones there are the institution's own and its hospital's liaison.
create table care.care_home (
  home text collate "C" not null,
  id uuid not null,
  kind text not null check (kind in ('careHome', 'welfareInstitution')),
  name text collate "C" not null,
  township text collate "C" not null check (starts_with(township, home)),
  village text collate "C" not null check (starts_with(village, township)),
  -- The same institution in the list of institutions, where it stands there.
  facility uuid,
  phone text,
  capacity int check (capacity > 0),
  -- The hospital that has agreed to take its residents, and whom to ask for there.
  hospital uuid,
  liaison text,
  liaison_phone text,
  green_channel_on date,
  -- Since when there are residents to look at; empty while there are none. A late round is counted from here or the last one.
  round_since timestamptz,
  last_round_at timestamptz,
  closed_on date,
  version int not null default 1,
  primary key (home, id)
);
create index care_home_township on care.care_home (home, township, village);
create unique index care_home_facility on care.care_home (home, facility) where facility is not null;

-- Who wrote down what about a home. Facts; one a version.
create table care.care_home_change (
  home text collate "C" not null,
  care_home uuid not null,
  version int not null,
  at timestamptz not null,
  account uuid not null,
  fields jsonb not null,
  primary key (home, care_home, version)
);

-- Who moved in or out on which day. Facts; the key is the command id. A mistake is taken back by a fact of its own.
create table care.care_home_stay (
  home text collate "C" not null,
  id uuid not null,
  care_home uuid not null,
  person uuid not null,
  kind text not null check (kind in ('in', 'out', 'takenBack')),
  day date not null,
  room text,
  takes_back uuid,
  -- Order in which they were recorded: the last one that stands decides.
  at timestamptz not null,
  account uuid not null,
  body_hash bytea not null,
  primary key (home, id)
);
create index care_home_stay_person on care.care_home_stay (home, person, at);
create index care_home_stay_home on care.care_home_stay (home, care_home, at desc);

-- What follows from the facts: at most one home a person, which the key holds.
create table care.care_home_resident (
  home text collate "C" not null,
  person uuid not null,
  care_home uuid not null,
  stay uuid not null,
  room text,
  since date not null,
  primary key (home, person)
);
create index care_home_resident_home on care.care_home_resident (home, care_home);

-- A round: what one command told of all residents. It is done when nobody is missing; until then it can be gone on with.
create table care.care_home_round (
  home text collate "C" not null,
  id uuid not null,
  care_home uuid not null,
  started_at timestamptz not null,
  account uuid not null,
  completed_at timestamptz,
  primary key (home, id)
);
create index care_home_round_home on care.care_home_round (home, care_home, started_at desc);

-- One resident in a round; the follow-up of the same id holds what was measured.
create table care.care_home_part (
  home text collate "C" not null,
  round uuid not null,
  person uuid not null,
  care_home uuid not null,
  followup uuid not null,
  state text not null check (state in ('well', 'unwell', 'refused', 'absent')),
  primary key (home, round, person)
);

do $$
declare t text;
begin
  foreach t in array array['care_home', 'care_home_change', 'care_home_stay', 'care_home_resident', 'care_home_round', 'care_home_part'] loop
    execute format('alter table care.%I enable row level security', t);
    execute format('alter table care.%I force row level security', t);
  end loop;
  -- A team sees the homes in its villages.
  create policy scope on care.care_home to lianfang_app, lianfang_worker using (
    home = current_setting('lf.county', true)
    and case current_setting('lf.narrow', true)
      when 'county' then true
      when 'township' then township = current_setting('lf.township', true)
      when 'village' then village = current_setting('lf.village', true)
      when 'team' then exists (select from care.team_village v where v.home = care_home.home and v.village = care_home.village
        and v.team::text = current_setting('lf.team', true))
      else false end);
  -- Prefecture, province and nation count homes; what they read is no resident's.
  create policy counts on care.care_home for select to lianfang_app using (
    current_setting('lf.county', true) = '' and current_setting('lf.counts', true) <> ''
    and (current_setting('lf.counts', true) = 'nation' or starts_with(village, current_setting('lf.counts', true))));
  foreach t in array array['care_home_change', 'care_home_stay', 'care_home_resident', 'care_home_round', 'care_home_part'] loop
    execute format($p$create policy scope on care.%1$I to lianfang_app, lianfang_worker using (
      home = current_setting('lf.county', true)
      and case current_setting('lf.narrow', true)
        when 'county' then true
        else exists (select from care.care_home h where h.home = %1$I.home and h.id = %1$I.care_home) end)$p$, t);
  end loop;
end $$;
grant select, insert on care.care_home, care.care_home_change, care.care_home_stay, care.care_home_resident,
  care.care_home_round, care.care_home_part to lianfang_app, lianfang_worker;
grant update on care.care_home, care.care_home_resident, care.care_home_round to lianfang_app;
-- Moving out ends the state, never the facts.
grant delete on care.care_home_resident to lianfang_app;
grant delete on care.care_home, care.care_home_change, care.care_home_stay, care.care_home_resident, care.care_home_round,
  care.care_home_part to lianfang_worker;
