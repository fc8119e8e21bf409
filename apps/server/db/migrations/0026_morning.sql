-- breaking: no
-- Overrides are few: their lists read them and nobody else (K1).
create index person_override on care.person (home, township, id) where override is not null;

-- News of a night are read by the moment they became known.
create index life_event_received on care.life_event (home, received_at);
create index episode_received on care.episode (home, received_at);

-- The six in place and the league as they stood when they were worked out, a line a township and a day (K6). Sums of them
-- are what prefecture, province and nation read; what the county reads of itself is worked out anew.
create table care.six_day (
  home text collate "C" not null,
  township text collate "C" not null,
  day date not null,
  -- In the notice's order: how many are in place, and of how many; the second asks the register, and is null where it says nothing.
  in_place int[] not null check (cardinality(in_place) = 6),
  asked int[] not null check (cardinality(asked) = 6),
  worked_at timestamptz not null,
  primary key (home, township, day)
);
create index six_day_day on care.six_day (day, township);
create table care.league_day (
  home text collate "C" not null,
  township text collate "C" not null,
  day date not null,
  owed int not null,
  in_time int not null,
  confirmed int not null,
  denied int not null,
  worked_at timestamptz not null,
  primary key (home, township, day)
);
do $$
declare t text;
begin
  foreach t in array array['six_day', 'league_day'] loop
    execute format('alter table care.%I enable row level security', t);
    execute format('alter table care.%I force row level security', t);
    execute format($p$create policy scope on care.%I to lianfang_app, lianfang_worker using (
      home = current_setting('lf.county', true)
      and case current_setting('lf.narrow', true)
        when 'county' then true
        when 'township' then township = current_setting('lf.township', true)
        else false end)$p$, t);
    -- Above the county: counts and no people.
    execute format($p$create policy counts on care.%I for select to lianfang_app using (
      current_setting('lf.county', true) = '' and current_setting('lf.counts', true) <> ''
      and (current_setting('lf.counts', true) = 'nation' or starts_with(township, current_setting('lf.counts', true))))$p$, t);
  end loop;
end $$;
grant select, insert, update on care.six_day, care.league_day to lianfang_app, lianfang_worker;
grant delete on care.six_day, care.league_day to lianfang_worker;
