-- breaking: no
-- Readings that are judged, infections and worsenings followed daily, and alarms that climb (K5).
alter table care.followup add column breaths smallint;
alter table care.followup add column on_oxygen boolean;
alter table care.followup add column at_rest boolean;
alter table care.followup add column warm_hand boolean;
alter table care.followup add column signs text[] not null default '{}';
-- How the person is since last time, where somebody is followed daily.
alter table care.followup add column symptoms text check (symptoms in ('none', 'same', 'worse'));

-- What is kept of earlier readings, on the hot row: a low value must be judged without reading the past.
alter table care.due add column last_spo2 smallint;
alter table care.due add column last_spo2_at timestamptz;
alter table care.due add column fever_since timestamptz;

-- The usual SpO2 that a doctor set by name, and the open infection or worsening.
alter table care.person add column baseline jsonb;
alter table care.person add column episode_since timestamptz;
alter table care.person add column symptoms_at timestamptz;
create index person_episode on care.person (home, township, id) where episode_since is not null;

create table care.episode (
  home text collate "C" not null,
  -- The command's id.
  id uuid not null,
  person uuid not null,
  kind text not null check (kind in ('infection', 'worsening')),
  began_at timestamptz not null,
  received_at timestamptz not null default now(),
  account uuid not null,
  note_sealed bytea,
  body_hash bytea not null,
  ended_at timestamptz,
  -- Null where the days without symptoms ended it.
  ended_by uuid,
  end_reason text check (end_reason in ('doctor', 'symptomFree', 'gone')),
  end_sealed bytea,
  end_command uuid,
  primary key (home, id)
);
create unique index episode_open on care.episode (home, person) where ended_at is null;
create index episode_person on care.episode (home, person, began_at desc);

-- An alarm belongs to the place and the team at which it was raised: who is told does not change by a move.
create table care.alarm (
  home text collate "C" not null,
  -- The id of the fact that raised it, so that a repeat raises none.
  id uuid not null,
  person uuid not null,
  township text collate "C" not null,
  village text collate "C",
  team uuid,
  kind text not null check (kind in ('reading', 'referNow')),
  raised_at timestamptz not null,
  measured_at timestamptz not null,
  reasons jsonb not null,
  spo2_percent smallint,
  urgent boolean not null,
  -- The moments at which it climbs, by the values in force when it was raised.
  climbs_at timestamptz[] not null,
  acknowledged_at timestamptz,
  acknowledged_by uuid,
  offer_again_at timestamptz,
  closed_at timestamptz,
  closed_by uuid,
  closed_how text check (closed_how in ('referred', 'doctorDecided', 'gone')),
  primary key (home, id)
);
create index alarm_open on care.alarm (home, township, raised_at, id) where closed_at is null;
create index alarm_team on care.alarm (home, team, raised_at) where closed_at is null;
create index alarm_person on care.alarm (home, person, raised_at desc);
create index alarm_closed on care.alarm (home, raised_at desc, id) where closed_at is not null;

-- What somebody did with an alarm. Facts.
create table care.alarm_act (
  home text collate "C" not null,
  id uuid not null,
  alarm uuid not null,
  person uuid not null,
  kind text not null check (kind in ('acknowledge', 'referred', 'familyRefused', 'doctorDecided')),
  at timestamptz not null,
  account uuid not null,
  note_sealed bytea,
  body_hash bytea not null,
  primary key (home, id)
);
create index alarm_act_alarm on care.alarm_act (home, alarm, at);

-- Who set which usual SpO2, until when and why. Facts; the one in force stands on the person.
create table care.baseline (
  home text collate "C" not null,
  id uuid not null,
  person uuid not null,
  at timestamptz not null,
  account uuid not null,
  spo2_percent smallint,
  until date,
  note_sealed bytea,
  body_hash bytea not null,
  primary key (home, id)
);
create index baseline_person on care.baseline (home, person, at desc);

do $$
declare t text;
begin
  alter table care.alarm enable row level security;
  alter table care.alarm force row level security;
  create policy scope on care.alarm to lianfang_app, lianfang_worker using (
    home = current_setting('lf.county', true)
    and case current_setting('lf.narrow', true)
      when 'county' then true
      when 'township' then township = current_setting('lf.township', true)
      when 'village' then village = current_setting('lf.village', true)
      when 'team' then team::text = current_setting('lf.team', true)
      when 'person' then person::text = current_setting('lf.person', true)
      else false end);
  -- Seen when the person is seen.
  foreach t in array array['episode', 'alarm_act', 'baseline'] loop
    execute format('alter table care.%I enable row level security', t);
    execute format('alter table care.%I force row level security', t);
    execute format($p$create policy scope on care.%1$I to lianfang_app, lianfang_worker using (
      home = current_setting('lf.county', true)
      and case current_setting('lf.narrow', true)
        when 'county' then true
        else exists (select from care.person p where p.home = %1$I.home and p.id = %1$I.person) end)$p$, t);
  end loop;
end $$;
grant select, insert on care.alarm_act, care.baseline to lianfang_app;
grant select, insert, update on care.alarm, care.episode to lianfang_app;
grant select, delete on care.alarm, care.alarm_act, care.episode, care.baseline to lianfang_worker;
