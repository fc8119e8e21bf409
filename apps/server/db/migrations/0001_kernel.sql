-- breaking: no
-- Runs as lianfang_migrator, which owns every object and is nobody's login at run time. The roles app, worker, auth and
-- auditor are made before (kernel/db/roles.ts), because a role belongs to the cluster and not to the database.
create schema kernel;
create schema care;
grant usage on schema kernel to lianfang_app, lianfang_worker, lianfang_auth, lianfang_auditor, lianfang_admin;
grant usage on schema care to lianfang_app, lianfang_worker;

-- What kind of database this is: a demonstration is never filled into one that was not created as such.
create table kernel.instance (
  singleton boolean primary key default true check (singleton),
  id uuid not null,
  demonstration boolean not null,
  epoch int not null default 1,
  created_at timestamptz not null default now(),
  divisions_ready boolean not null default false
);
grant select on kernel.instance to lianfang_app, lianfang_worker, lianfang_auth, lianfang_auditor;
grant update (divisions_ready) on kernel.instance to lianfang_worker;

-- Sign-ins that a demonstration shows; empty everywhere else.
create table kernel.demonstration_sign_in (
  position int primary key,
  login text not null,
  password text not null,
  role text not null,
  place text not null,
  team text
);
grant select on kernel.demonstration_sign_in to lianfang_auth;
grant select, insert on kernel.demonstration_sign_in to lianfang_worker;

create table kernel.division (
  code text collate "C" primary key,
  name text not null,
  level smallint not null,
  parent text collate "C" not null,
  tree text not null default 'cn'
);
create index division_parent on kernel.division (parent, code);
create table kernel.division_change (
  old_code text collate "C" not null,
  new_code text collate "C" not null,
  from_day date not null,
  primary key (old_code, new_code)
);
grant select on kernel.division, kernel.division_change to lianfang_app, lianfang_worker, lianfang_auth, lianfang_auditor, lianfang_admin;
grant insert, update on kernel.division, kernel.division_change to lianfang_worker;

-- Accounts. Names of staff and their grants are seen within the reader's county; secrets only by the auth role.
create table kernel.account (
  id uuid primary key,
  login text not null,
  name text not null,
  language text not null default 'zh-CN',
  place text collate "C" not null,
  state text not null default 'active' check (state in ('active', 'closed')),
  created_at timestamptz not null default now(),
  last_seen_at timestamptz
);
create unique index account_login on kernel.account (lower(login));
create table kernel.credential (
  account uuid primary key references kernel.account,
  password_hash text not null,
  must_change boolean not null default false,
  totp_sealed bytea,
  totp_confirmed boolean not null default false,
  -- Last accepted TOTP step: a code is good once.
  totp_step bigint not null default 0
);
create table kernel.account_grant (
  id uuid primary key,
  account uuid not null references kernel.account,
  role text not null,
  place text collate "C" not null,
  given_at timestamptz not null default now(),
  withdrawn_at timestamptz
);
create index account_grant_account on kernel.account_grant (account);
create index account_grant_place on kernel.account_grant (place);
create table kernel.session (
  id uuid primary key,
  token_hash bytea not null unique,
  account uuid not null references kernel.account,
  acting_grant uuid not null references kernel.account_grant,
  acting_team uuid,
  created_at timestamptz not null default now(),
  seen_at timestamptz not null default now(),
  expires_at timestamptz not null,
  device text not null default '',
  withdrawn_at timestamptz
);
create index session_account on kernel.session (account);
-- Failed sign-ins, counted by login and by source apart, so that a stranger's guesses slow the stranger and not the owner.
create table kernel.sign_in_failure (
  key text primary key,
  failures int not null,
  last_at timestamptz not null
);

alter table kernel.account enable row level security;
alter table kernel.account force row level security;
alter table kernel.account_grant enable row level security;
alter table kernel.account_grant force row level security;
create policy auth_all on kernel.account to lianfang_auth using (true) with check (true);
create policy auth_all on kernel.account_grant to lianfang_auth using (true) with check (true);
create policy worker_all on kernel.account to lianfang_worker using (true) with check (true);
create policy worker_all on kernel.account_grant to lianfang_worker using (true) with check (true);
create policy staff on kernel.account for select to lianfang_app, lianfang_auditor using (
  current_setting('lf.staff', true) = 'nation'
  or (current_setting('lf.staff', true) <> '' and starts_with(place, current_setting('lf.staff', true))));
create policy staff on kernel.account_grant for select to lianfang_app, lianfang_auditor using (
  current_setting('lf.staff', true) = 'nation'
  or (current_setting('lf.staff', true) <> '' and starts_with(place, current_setting('lf.staff', true))));
-- An administrator's own connection: accounts within the administrator's place, nobody else's.
create policy administrator on kernel.account to lianfang_admin using (
  current_setting('lf.admin', true) = 'nation'
  or (current_setting('lf.admin', true) <> '' and starts_with(place, current_setting('lf.admin', true))));
create policy administrator on kernel.account_grant to lianfang_admin using (
  current_setting('lf.admin', true) = 'nation'
  or (current_setting('lf.admin', true) <> '' and starts_with(place, current_setting('lf.admin', true))));
alter table kernel.credential enable row level security;
alter table kernel.credential force row level security;
alter table kernel.session enable row level security;
alter table kernel.session force row level security;
create policy auth_all on kernel.credential to lianfang_auth, lianfang_worker using (true) with check (true);
create policy auth_all on kernel.session to lianfang_auth using (true) with check (true);
create policy administrator on kernel.credential to lianfang_admin using (
  exists (select from kernel.account a where a.id = credential.account));
create policy administrator on kernel.session to lianfang_admin using (
  exists (select from kernel.account a where a.id = session.account));
grant select, insert, update on kernel.account, kernel.account_grant, kernel.credential to lianfang_admin;
grant select, update on kernel.session to lianfang_admin;
grant select on kernel.account, kernel.account_grant to lianfang_app, lianfang_auditor;
grant select, insert, update on kernel.account, kernel.account_grant, kernel.credential, kernel.session to lianfang_auth;
grant select, insert, update on kernel.account, kernel.account_grant, kernel.credential to lianfang_worker;
grant select, insert, update, delete on kernel.sign_in_failure to lianfang_auth;
grant delete on kernel.session to lianfang_auth;

-- Policy: rules are code and documents, values are dated and cited data (X3).
create table kernel.policy_value (
  id uuid primary key,
  rule_id text not null,
  place text collate "C" not null,
  value jsonb not null,
  source jsonb not null,
  evidence text not null,
  from_day date not null,
  until_day date,
  entered_by uuid,
  signed_by uuid,
  entered_at timestamptz not null default now()
);
create index policy_value_rule on kernel.policy_value (rule_id, place, from_day);
grant select on kernel.policy_value to lianfang_app, lianfang_worker, lianfang_auth, lianfang_auditor;
grant insert on kernel.policy_value to lianfang_app, lianfang_worker;

-- Audit: rows are left unchained by the fact's transaction; the settler moves them behind a seal every second.
create table kernel.audit_open (
  id uuid primary key,
  at timestamptz not null,
  account uuid,
  role text,
  action text not null,
  subject text,
  place text collate "C" not null default '',
  outcome text not null default 'allowed',
  n int,
  detail jsonb not null default '{}'
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 20000);
create table kernel.audit (
  seal bigint not null,
  position int not null,
  id uuid not null,
  at timestamptz not null,
  account uuid,
  role text,
  action text not null,
  subject text,
  place text collate "C" not null,
  outcome text not null,
  n int,
  detail jsonb not null,
  primary key (seal, position)
);
create index audit_subject on kernel.audit (subject, at);
create index audit_at on kernel.audit (at);
create table kernel.audit_seal (
  seal bigint primary key,
  sealed_at timestamptz not null,
  count int not null,
  previous bytea not null,
  root bytea not null
);
alter table kernel.audit_open enable row level security;
alter table kernel.audit_open force row level security;
alter table kernel.audit enable row level security;
alter table kernel.audit force row level security;
create policy write on kernel.audit_open for insert to lianfang_app, lianfang_auth, lianfang_worker, lianfang_admin with check (true);
create policy settle on kernel.audit_open to lianfang_worker using (true);
create policy settle on kernel.audit to lianfang_worker using (true) with check (true);
create policy read on kernel.audit for select to lianfang_auditor using (
  current_setting('lf.staff', true) = 'nation'
  or (current_setting('lf.staff', true) <> '' and starts_with(place, current_setting('lf.staff', true))));
create policy read on kernel.audit_open for select to lianfang_auditor using (
  current_setting('lf.staff', true) = 'nation'
  or (current_setting('lf.staff', true) <> '' and starts_with(place, current_setting('lf.staff', true))));
-- A person's page says who looked: rows about one person, inside the reader's county.
create policy looked on kernel.audit for select to lianfang_app using (
  action in ('person.read', 'emergency.read') and current_setting('lf.county', true) <> ''
  and starts_with(place, current_setting('lf.county', true)));
create policy looked on kernel.audit_open for select to lianfang_app using (
  action in ('person.read', 'emergency.read') and current_setting('lf.county', true) <> ''
  and starts_with(place, current_setting('lf.county', true)));
create index audit_open_subject on kernel.audit_open (subject);
grant insert on kernel.audit_open to lianfang_app, lianfang_auth, lianfang_worker, lianfang_admin;
grant select on kernel.audit_open, kernel.audit to lianfang_app;
grant select, delete on kernel.audit_open to lianfang_worker;
grant select, insert on kernel.audit, kernel.audit_seal to lianfang_worker;
grant select on kernel.audit, kernel.audit_open, kernel.audit_seal to lianfang_auditor;

-- Inbox and feed: what has been committed gets its gapless number per county from the settler.
create table kernel.inbox (
  id uuid primary key,
  county text collate "C" not null,
  kind text not null,
  subject uuid,
  township text collate "C",
  village text collate "C",
  team uuid,
  at timestamptz not null default now()
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 20000);
create table kernel.feed_head (
  county text collate "C" primary key,
  epoch int not null,
  number bigint not null
);
create table kernel.feed (
  county text collate "C" not null,
  epoch int not null,
  number bigint not null,
  id uuid not null,
  kind text not null,
  subject uuid,
  township text collate "C",
  village text collate "C",
  team uuid,
  at timestamptz not null,
  primary key (county, epoch, number)
);
alter table kernel.inbox enable row level security;
alter table kernel.inbox force row level security;
alter table kernel.feed enable row level security;
alter table kernel.feed force row level security;
create policy leave on kernel.inbox for insert to lianfang_app, lianfang_worker with check (county = current_setting('lf.county', true));
create policy settle on kernel.inbox to lianfang_worker using (true);
create policy settle on kernel.feed to lianfang_worker using (true) with check (true);
create policy read on kernel.feed for select to lianfang_app using (
  county = current_setting('lf.county', true)
  and case current_setting('lf.narrow', true)
    when 'county' then true
    when 'township' then township = current_setting('lf.township', true)
    when 'village' then village = current_setting('lf.village', true)
    when 'team' then team::text = current_setting('lf.team', true)
    else false end);
grant insert on kernel.inbox to lianfang_app, lianfang_worker;
grant select, delete on kernel.inbox to lianfang_worker;
grant select, insert on kernel.feed to lianfang_worker;
grant select, insert, update on kernel.feed_head to lianfang_worker;
grant select on kernel.feed to lianfang_app;

-- Counters: facts leave deltas, the settler folds them from the village to the nation.
create table kernel.delta (
  fact uuid not null,
  county text collate "C" not null,
  -- Narrowest place known: a village, else a township.
  place text collate "C" not null,
  team uuid,
  metric text collate "C" not null,
  -- 0, or the hour since 1970 for what falls due, or the day since 1970 for what is counted by day.
  bucket int not null default 0,
  n int not null
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 20000);
create table kernel.counter (
  place text collate "C" not null,
  metric text collate "C" not null,
  bucket int not null,
  parent text collate "C" not null,
  n bigint not null,
  primary key (place, metric, bucket)
) with (fillfactor = 70);
create index counter_parent on kernel.counter (parent, metric, bucket);
create table kernel.team_counter (
  county text collate "C" not null,
  team uuid not null,
  metric text collate "C" not null,
  bucket int not null,
  n bigint not null,
  primary key (county, team, metric, bucket)
) with (fillfactor = 70);
-- What a counter stood at when a day of the place ended: the trend.
create table kernel.counter_day (
  place text collate "C" not null,
  metric text collate "C" not null,
  day date not null,
  n bigint not null,
  primary key (place, metric, day)
);
alter table kernel.counter_day enable row level security;
alter table kernel.counter_day force row level security;
create policy settle on kernel.counter_day to lianfang_worker using (true) with check (true);
create policy read on kernel.counter_day for select to lianfang_app using (
  current_setting('lf.counts', true) = 'nation'
  or (current_setting('lf.counts', true) <> '' and starts_with(place, current_setting('lf.counts', true))));
grant select, insert, update on kernel.counter_day to lianfang_worker;
grant select on kernel.counter_day to lianfang_app;
alter table kernel.delta enable row level security;
alter table kernel.delta force row level security;
alter table kernel.counter enable row level security;
alter table kernel.counter force row level security;
alter table kernel.team_counter enable row level security;
alter table kernel.team_counter force row level security;
create policy leave on kernel.delta for insert to lianfang_app, lianfang_worker with check (county = current_setting('lf.county', true));
create policy settle on kernel.delta to lianfang_worker using (true);
create policy settle on kernel.counter to lianfang_worker using (true) with check (true);
create policy settle on kernel.team_counter to lianfang_worker using (true) with check (true);
create policy read on kernel.counter for select to lianfang_app using (
  current_setting('lf.counts', true) = 'nation'
  or (current_setting('lf.counts', true) <> '' and starts_with(place, current_setting('lf.counts', true))));
create policy read on kernel.team_counter for select to lianfang_app using (county = current_setting('lf.county', true));
grant insert on kernel.delta to lianfang_app, lianfang_worker;
grant select, delete on kernel.delta to lianfang_worker;
grant select, insert, update, delete on kernel.counter, kernel.team_counter to lianfang_worker;
grant select on kernel.counter, kernel.team_counter to lianfang_app;

-- Long work: progress, restart, cancel (X6). Rows name ids only.
create table kernel.long_work (
  id uuid primary key,
  kind text not null,
  county text collate "C" not null,
  township text collate "C" not null default '',
  subject uuid not null,
  account uuid,
  state text not null default 'waiting' check (state in ('waiting', 'running', 'done', 'failed', 'cancelled')),
  done bigint not null default 0,
  total bigint,
  -- Where to go on after a restart.
  cursor jsonb not null default '{}',
  cancel_asked boolean not null default false,
  problem text,
  -- The process that runs it keeps this fresh; another takes over when it grows stale.
  beat_at timestamptz,
  asked_at timestamptz not null default now(),
  started_at timestamptz,
  ended_at timestamptz
);
create index long_work_open on kernel.long_work (state) where state in ('waiting', 'running');
create index long_work_subject on kernel.long_work (subject);
alter table kernel.long_work enable row level security;
alter table kernel.long_work force row level security;
create policy work on kernel.long_work to lianfang_worker using (true) with check (true);
create policy own on kernel.long_work to lianfang_app
  using (county = current_setting('lf.county', true) and case current_setting('lf.narrow', true)
    when 'county' then true when 'township' then township = current_setting('lf.township', true) else false end)
  with check (county = current_setting('lf.county', true));
grant select, insert, update on kernel.long_work to lianfang_worker;
grant select, insert, update on kernel.long_work to lianfang_app;
