-- breaking: no
-- What is told of the disease and the medicine, and requests for medicine that runs out (K6, K9).
create table care.medicine_fact (
  home text collate "C" not null,
  -- The command's id.
  id uuid not null,
  person uuid not null,
  at timestamptz not null,
  received_at timestamptz not null default now(),
  account uuid not null,
  days_left smallint,
  control text check (control in ('stable', 'unstable')),
  guided boolean,
  note_sealed bytea,
  request text not null check (request in ('opens', 'isOpen', 'none')),
  body_hash bytea not null,
  primary key (home, id)
);
create index medicine_fact_person on care.medicine_fact (home, person, at desc);

-- The latest of each, so that who is fresh is read without the past.
create table care.medicine_state (
  home text collate "C" not null,
  person uuid not null,
  days_left smallint,
  days_at timestamptz,
  control text,
  control_at timestamptz,
  guided boolean,
  guided_at timestamptz,
  primary key (home, person)
);

create table care.medicine_request (
  home text collate "C" not null,
  -- The fact that asked.
  id uuid not null,
  person uuid not null,
  asked_at timestamptz not null,
  asked_by uuid not null,
  days_left smallint,
  note_sealed bytea,
  late_at timestamptz not null,
  closed_at timestamptz,
  closed_by uuid,
  closed_how text check (closed_how in ('supplied', 'longPrescription', 'sentOn', 'notNeeded')),
  closed_days smallint,
  close_sealed bytea,
  close_command uuid,
  close_hash bytea,
  primary key (home, id)
);
create unique index medicine_request_one on care.medicine_request (home, person) where closed_at is null;
create index medicine_request_open on care.medicine_request (home, asked_at, id) where closed_at is null;
create index medicine_request_closed on care.medicine_request (home, closed_at desc, id) where closed_at is not null;
create index medicine_request_person on care.medicine_request (home, person, asked_at desc);
create unique index medicine_request_command on care.medicine_request (home, close_command) where close_command is not null;

do $$
declare t text;
begin
  -- Seen when the person is seen: they go with the person to another township.
  foreach t in array array['medicine_fact', 'medicine_state', 'medicine_request'] loop
    execute format('alter table care.%I enable row level security', t);
    execute format('alter table care.%I force row level security', t);
    execute format($p$create policy scope on care.%1$I to lianfang_app, lianfang_worker using (
      home = current_setting('lf.county', true)
      and case current_setting('lf.narrow', true)
        when 'county' then true
        else exists (select from care.person p where p.home = %1$I.home and p.id = %1$I.person) end)$p$, t);
  end loop;
end $$;
grant select, insert on care.medicine_fact to lianfang_app;
grant select, insert, update on care.medicine_state, care.medicine_request to lianfang_app;
grant select, insert, update, delete on care.medicine_fact, care.medicine_state, care.medicine_request to lianfang_worker;
