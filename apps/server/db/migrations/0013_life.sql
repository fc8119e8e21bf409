-- breaking: no
-- Life events (K20): death, admission, discharge, refusal, moves. Events are facts, never edited; one that did not happen is
-- taken back by another. What follows from them stands on the person, so that lists and follow-ups need not read them.
alter table care.person add column life text not null default 'here'
  check (life in ('here', 'admitted', 'refusing', 'dead', 'left'));
alter table care.person add column life_since timestamptz;
-- Registered here, living elsewhere.
alter table care.person add column away boolean not null default false;
-- When service began anew after a pause, and after which.
alter table care.person add column resumed_at timestamptz;
alter table care.person add column resumed_from text check (resumed_from in ('discharge', 'consent', 'returned'));
create index person_life on care.person (home, life, township, id) where life <> 'here' or away;

create table care.life_event (
  home text collate "C" not null,
  id uuid not null,
  person uuid not null,
  kind text not null check (kind in ('death', 'admission', 'discharge', 'refusal', 'consent', 'away', 'home', 'left',
    'returned', 'takenBack')),
  at timestamptz not null,
  claimed_at timestamptz not null,
  received_at timestamptz not null default now(),
  doubt text not null default 'none',
  account uuid not null,
  -- The day it happened, where it is known and another than the day it was recorded.
  day date,
  -- Hospital, where to, who said so: may name somebody.
  note_sealed bytea,
  takes_back uuid,
  body_hash bytea not null,
  primary key (home, id)
);
create index life_event_person on care.life_event (home, person, at);

-- A move inside the county: asked by those who care for the person, accepted or refused by the township they move to. Until
-- it is accepted nothing changes, so nobody is between two teams.
create table care.move (
  home text collate "C" not null,
  id uuid not null,
  person uuid not null,
  from_township text collate "C" not null,
  from_village text collate "C",
  to_township text collate "C" not null,
  to_village text collate "C",
  asked_by uuid not null,
  asked_at timestamptz not null,
  note_sealed bytea,
  body_hash bytea not null,
  state text not null default 'asked' check (state in ('asked', 'accepted', 'refused', 'withdrawn')),
  decided_by uuid,
  decided_at timestamptz,
  reason_sealed bytea,
  decision_id uuid,
  primary key (home, id)
);
-- One open move a person.
create unique index move_open on care.move (home, person) where state = 'asked';
create index move_to on care.move (home, to_township, asked_at desc);
create index move_from on care.move (home, from_township, asked_at desc);

alter table care.life_event enable row level security;
alter table care.life_event force row level security;
-- Seen when the person is seen.
create policy scope on care.life_event to lianfang_app, lianfang_worker using (
  home = current_setting('lf.county', true)
  and case current_setting('lf.narrow', true)
    when 'county' then true
    else exists (select from care.person p where p.home = life_event.home and p.id = life_event.person) end);
alter table care.move enable row level security;
alter table care.move force row level security;
-- Seen by both townships, and by whoever sees the person.
create policy scope on care.move to lianfang_app, lianfang_worker using (
  home = current_setting('lf.county', true)
  and case current_setting('lf.narrow', true)
    when 'county' then true
    when 'township' then current_setting('lf.township', true) in (from_township, to_township)
    else exists (select from care.person p where p.home = move.home and p.id = move.person) end);
grant select, insert on care.life_event to lianfang_app;
grant select, insert, update on care.move to lianfang_app;
grant select, delete on care.life_event, care.move to lianfang_worker;
