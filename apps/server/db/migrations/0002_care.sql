-- breaking: no
-- Key people (K1, K3). Every table a place owns carries `home`, the county code it was created under, first in its key, so
-- that a write stays in one shard. Facts are appended and never edited. Names, numbers and phones are sealed apart.

create table care.person (
  home text collate "C" not null,
  id uuid not null,
  township text collate "C" not null,
  village text collate "C",
  team uuid,
  sex text not null,
  birth_day date,
  birth_year int,
  id_number_state text not null default 'missing' check (id_number_state in ('valid', 'missing', 'wrong')),
  living text not null default 'unknown',
  disease_class text not null,
  vaccination_class text not null,
  kinds text[] not null default '{}',
  tier text not null check (tier in ('red', 'yellow', 'green')),
  rule_tier text,
  score smallint not null,
  score_tier text not null,
  age_band text not null,
  decided_by text not null,
  provisional text[] not null default '{}',
  -- A lower colour that was found and waits for a medic.
  waiting_tier text,
  waiting_cause text,
  tier_since timestamptz not null,
  duty_since timestamptz not null,
  taken_in_at timestamptz not null,
  override jsonb,
  -- The import that took the person in, and how often the row was changed since: an import is taken back only while 0.
  import_id uuid,
  built_on int not null default 0,
  trial boolean not null default false,
  primary key (home, id)
);
create index person_village on care.person (home, village);
create index person_township on care.person (home, township, id);
create index person_import on care.person (home, import_id) where import_id is not null;
create index person_provisional on care.person (home, township, village) where provisional <> '{}';
create index person_waiting on care.person (home, township, village) where waiting_tier is not null;

-- The follow-up state of a person, renewed in the transaction of every fact. Narrow, because it is the hot row.
create table care.due (
  home text collate "C" not null,
  person uuid not null,
  township text collate "C" not null,
  village text collate "C",
  team uuid,
  -- Place in the order of a day's list: red 0 and 1, yellow 2 and 3, green 4 and 5; even = never reached.
  rank smallint not null,
  due_at timestamptz,
  reason text not null,
  mode text not null,
  rule_id text not null,
  two_way_at timestamptz[] not null default '{}',
  attempts_at timestamptz[] not null default '{}',
  version int not null default 0,
  -- The due moment as a list is ordered by it: those who owe nothing come last.
  due_order timestamptz not null generated always as (coalesce(due_at, 'infinity'::timestamptz)) stored,
  primary key (home, person)
) with (fillfactor = 80);
create index due_team on care.due (home, team, rank, due_order, person);
create index due_township on care.due (home, township, rank, due_order, person);
create index due_home on care.due (home, rank, due_order, person);

create table care.followup (
  home text collate "C" not null,
  id uuid not null,
  person uuid not null,
  at timestamptz not null,
  claimed_at timestamptz not null,
  received_at timestamptz not null default now(),
  doubt text not null default 'none',
  account uuid not null,
  team uuid,
  township text collate "C" not null,
  village text collate "C",
  channel text not null,
  outcome text not null,
  spo2_percent smallint,
  temperature_c numeric(3, 1),
  note_sealed bytea,
  corrects uuid,
  body_hash bytea not null,
  -- The answer that was given, so that a repeat gets the same.
  due_at timestamptz,
  due_reason text not null,
  due_mode text not null,
  due_rule text not null,
  primary key (home, id)
);
create index followup_person on care.followup (home, person, at desc);

create table care.tier_change (
  home text collate "C" not null,
  id uuid not null,
  person uuid not null,
  at timestamptz not null default now(),
  from_tier text,
  to_tier text not null,
  cause text not null,
  detail jsonb not null default '{}',
  account uuid,
  primary key (home, id)
);
create index tier_change_person on care.tier_change (home, person, at desc);

-- Batches that a medic confirmed; the key is the command id, so that a repeat is answered and not repeated.
create table care.confirmation (
  home text collate "C" not null,
  id uuid not null,
  account uuid not null,
  at timestamptz not null default now(),
  confirmed int not null,
  primary key (home, id)
);
alter table care.confirmation enable row level security;
alter table care.confirmation force row level security;
create policy scope on care.confirmation to lianfang_app, lianfang_worker using (home = current_setting('lf.county', true));
grant select, insert, update on care.confirmation to lianfang_app;

-- Direct identifiers and disease names: one sealed value a row under a key of the person's own.
create table care.person_key (
  home text collate "C" not null,
  person uuid not null,
  key_id text not null,
  wrapped bytea not null,
  primary key (home, person)
);
create table care.person_secret (
  home text collate "C" not null,
  person uuid not null,
  field text collate "C" not null,
  sealed bytea not null,
  primary key (home, person, field)
);
-- No index by person, which would double the cost of an import: whoever removes tokens knows what they were made from.
-- Keyed hashes of name parts, number and phone: equality search that row security lets use its index.
create table care.person_token (
  home text collate "C" not null,
  token bytea not null,
  person uuid not null,
  primary key (home, token, person)
);

create table care.team (
  home text collate "C" not null,
  id uuid not null,
  township text collate "C" not null,
  name text not null,
  created_at timestamptz not null default now(),
  primary key (home, id)
);
create index team_township on care.team (home, township);
create table care.team_member (
  home text collate "C" not null,
  team uuid not null,
  account uuid not null,
  township text collate "C" not null,
  medic boolean not null,
  from_at timestamptz not null default now(),
  until_at timestamptz,
  primary key (home, team, account, from_at)
);
create index team_member_account on care.team_member (account) where until_at is null;
create table care.team_village (
  home text collate "C" not null,
  village text collate "C" not null,
  team uuid not null,
  township text collate "C" not null,
  primary key (home, village)
);
create index team_village_team on care.team_village (home, team);

-- Population register: the denominator of coverage.
create table care.register (
  home text collate "C" not null,
  village text collate "C" not null,
  township text collate "C" not null,
  residents int not null,
  over65 int,
  as_of date not null,
  primary key (home, village)
);

-- Imports: the file's rows are kept sealed until the import is taken back or its term ends.
create table care.import (
  home text collate "C" not null,
  id uuid not null,
  township text collate "C" not null default '',
  account uuid,
  file_name_sealed bytea not null,
  file_hash bytea not null,
  state text not null,
  created_at timestamptz not null default now(),
  sheet text,
  encoding text,
  header_row int,
  columns jsonb not null default '[]',
  remembered boolean not null default false,
  heading_hash bytea,
  as_of date,
  as_of_source text,
  as_of_agree int,
  as_of_of int,
  counts jsonb,
  unsure jsonb not null default '{}',
  key_id text not null,
  wrapped bytea not null,
  trial boolean not null default false,
  problem text,
  primary key (home, id)
);
create index import_created on care.import (home, created_at desc);
create table care.import_row (
  home text collate "C" not null,
  import_id uuid not null,
  row_number int not null,
  township text collate "C",
  sealed bytea not null,
  verdict text,
  -- The row of the same file that this one repeats.
  twin_row int,
  person uuid,
  findings jsonb not null default '[]',
  taken boolean not null default false,
  -- What a changed person was before, sealed, and how much was built on the person after this row: for taking back.
  before_sealed bytea,
  built_after int,
  primary key (home, import_id, row_number)
);
create index import_row_verdict on care.import_row (home, import_id, verdict, row_number);
-- Keyed hashes under which two entries must meet to be the same person (number, name with village, name with phone).
create table care.person_match (
  home text collate "C" not null,
  token bytea not null,
  person uuid not null,
  primary key (home, token, person)
);

-- A keyed hash of a ledger row's cells: the same row loaded again is known at once, whatever happened to the person since.
create table care.ledger_row (
  home text collate "C" not null,
  fingerprint bytea not null,
  person uuid not null,
  primary key (home, fingerprint)
);
create index ledger_row_person on care.ledger_row (home, person);
-- The columns a county used last for a set of headings.
create table care.import_template (
  home text collate "C" not null,
  heading_hash bytea not null,
  columns jsonb not null,
  primary key (home, heading_hash)
);
create table care.doubtful_pair (
  home text collate "C" not null,
  id uuid not null,
  import_id uuid not null,
  row_number int not null,
  township text collate "C" not null,
  village text collate "C",
  other_person uuid,
  other_row int,
  why text not null,
  -- Both sides as they were read, under a key of the pair's own: a manager settles a pair of a county's import too.
  key_id text not null,
  wrapped bytea not null,
  row_sealed bytea not null,
  other_sealed bytea,
  trial boolean not null default false,
  -- Keyed hash of the two sides: the same doubt is not asked twice.
  pair_hash bytea not null,
  decision text,
  decided_by uuid,
  decided_at timestamptz,
  person uuid,
  primary key (home, id)
);
create unique index doubtful_pair_hash on care.doubtful_pair (home, pair_hash);
create index doubtful_pair_open on care.doubtful_pair (home, township) where decision is null;

-- How far a transaction sees is one word, `lf.narrow`, decided by a case: with `x = '' or column = x` for each column the
-- planner expected one row and chose nested loops over the whole table (today's list of a county 170 ms, now 2 ms).
do $$
declare t text;
begin
  -- Tables whose rows name a township, a village and a team.
  foreach t in array array['person', 'due', 'followup'] loop
    execute format('alter table care.%I enable row level security', t);
    execute format('alter table care.%I force row level security', t);
    execute format($p$create policy scope on care.%I to lianfang_app, lianfang_worker using (
      home = current_setting('lf.county', true)
      and case current_setting('lf.narrow', true)
        when 'county' then true
        when 'township' then township = current_setting('lf.township', true)
        when 'village' then village = current_setting('lf.village', true)
        when 'team' then team::text = current_setting('lf.team', true)
        when 'person' then %I::text = current_setting('lf.person', true)
        else false end)$p$,
      t, case t when 'person' then 'id' else 'person' end);
  end loop;
  -- Tables whose rows belong to one person: seen when the person is seen.
  foreach t in array array['person_key', 'person_secret', 'tier_change', 'ledger_row', 'person_match'] loop
    execute format('alter table care.%I enable row level security', t);
    execute format('alter table care.%I force row level security', t);
    execute format($p$create policy scope on care.%1$I to lianfang_app, lianfang_worker using (
      home = current_setting('lf.county', true)
      and case current_setting('lf.narrow', true)
        when 'county' then true
        else exists (select from care.person p where p.home = %1$I.home and p.id = %1$I.person) end)
      with check (home = current_setting('lf.county', true))$p$, t);
  end loop;
  -- Tokens name an id and say nothing else; who the id is, is asked of the tables above. Narrowing them further made a
  -- team's change of villages rewrite a million rows.
  alter table care.person_token enable row level security;
  alter table care.person_token force row level security;
  create policy scope on care.person_token to lianfang_app, lianfang_worker using (home = current_setting('lf.county', true));
  -- Tables of a township's desk.
  foreach t in array array['team', 'team_member', 'team_village', 'register'] loop
    execute format('alter table care.%I enable row level security', t);
    execute format('alter table care.%I force row level security', t);
    execute format($p$create policy scope on care.%I to lianfang_app, lianfang_worker using (
      home = current_setting('lf.county', true)
      and case current_setting('lf.narrow', true)
        when 'county' then true
        when 'person' then false
        else township = current_setting('lf.township', true) end)$p$, t);
  end loop;
  -- Tables of the import desk: never seen by field staff or through an emergency access.
  foreach t in array array['import', 'import_row', 'import_template', 'doubtful_pair'] loop
    execute format('alter table care.%I enable row level security', t);
    execute format('alter table care.%I force row level security', t);
    execute format($p$create policy scope on care.%I to lianfang_app, lianfang_worker using (
      home = current_setting('lf.county', true)
      and case current_setting('lf.narrow', true)
        when 'county' then true
        when 'township' then %s
        else false end)$p$, t,
      case when t = 'import_template' then 'true' else 'township = current_setting(''lf.township'', true)' end);
  end loop;
end $$;

-- A session's teams are read before its scope is known.
create policy auth_read on care.team_member for select to lianfang_auth using (true);
create policy auth_read on care.team for select to lianfang_auth using (true);
grant usage on schema care to lianfang_auth;
grant select on care.team, care.team_member to lianfang_auth;

-- No update or delete on facts.
grant select, insert on care.followup, care.tier_change to lianfang_app, lianfang_worker;
grant select, insert, update on care.person, care.due, care.person_key, care.person_secret, care.person_token,
  care.team, care.team_member, care.import, care.import_row, care.doubtful_pair, care.ledger_row, care.person_match to lianfang_app, lianfang_worker;
grant select, insert, update, delete on care.team_village, care.register, care.import_template to lianfang_app, lianfang_worker;
-- Taking an import back removes people on whom nothing was built; the token rows go with a changed name.
grant delete on care.person_token, care.person_match to lianfang_app;
grant delete on care.person, care.due, care.person_key, care.person_secret, care.person_token, care.tier_change,
  care.import_row, care.import, care.doubtful_pair, care.ledger_row, care.person_match to lianfang_worker;
