-- breaking: no
-- Checks of recorded work (K3): the township calls back some of those who were recorded as reached. One result a follow-up.
create table care.callback (
  home text collate "C" not null,
  -- The follow-up that is checked.
  followup uuid not null,
  person uuid not null,
  township text collate "C" not null,
  result text not null check (result in ('confirmed', 'denied', 'notReached')),
  note_sealed bytea,
  account uuid not null,
  at timestamptz not null,
  primary key (home, followup)
);
create index callback_township on care.callback (home, township, at desc);
-- Somebody looked at a pattern that cannot well be true and said what it was.
create table care.pattern_seen (
  home text collate "C" not null,
  -- Keyed by what the pattern is made of: the account, the kind, and when it began.
  account uuid not null,
  kind text not null check (kind in ('burst', 'sameReadings')),
  began_at timestamptz not null,
  township text collate "C" not null,
  verdict text not null check (verdict in ('explained', 'wrong')),
  note text not null,
  seen_by uuid not null,
  seen_at timestamptz not null,
  primary key (home, account, kind, began_at)
);
do $$
declare t text;
begin
  foreach t in array array['callback', 'pattern_seen'] loop
    execute format('alter table care.%I enable row level security', t);
    execute format('alter table care.%I force row level security', t);
    execute format($p$create policy scope on care.%I to lianfang_app, lianfang_worker using (
      home = current_setting('lf.county', true)
      and case current_setting('lf.narrow', true)
        when 'county' then true
        when 'township' then township = current_setting('lf.township', true)
        else false end)$p$, t);
  end loop;
end $$;
grant select, insert, update on care.callback, care.pattern_seen to lianfang_app;
grant select, delete on care.callback, care.pattern_seen to lianfang_worker;
-- Facts are appended, so their place in the table follows the clock: a few blocks a day, and next to nothing to keep up.
create index followup_received on care.followup using brin (received_at) with (pages_per_range = 32);
