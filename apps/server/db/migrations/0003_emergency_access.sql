-- breaking: no
-- Emergency access (X2): a viewer from prefecture level up opens one person for a while, with a reason. Rows are never
-- deleted, and only their end is ever written to. The reason is for the county; the auditor sees ids.
create table care.emergency_access (
  home text collate "C" not null,
  id uuid not null,
  person uuid not null,
  account uuid not null,
  role text not null,
  -- The place the opener's role is held at.
  place text collate "C" not null,
  reason text not null,
  opened_at timestamptz not null,
  until_at timestamptz not null,
  ended_at timestamptz,
  primary key (home, id)
);
create index emergency_access_opened on care.emergency_access (home, opened_at desc);
create index emergency_access_account on care.emergency_access (account, opened_at desc);

alter table care.emergency_access enable row level security;
alter table care.emergency_access force row level security;
create policy officer on care.emergency_access for select to lianfang_app using (
  home = current_setting('lf.county', true) and current_setting('lf.narrow', true) = 'county');
create policy own on care.emergency_access for select to lianfang_app using (
  account::text = current_setting('lf.account', true));
-- The database asks again what the program asked: whose counters reach from a prefecture, a province or the nation to here.
create policy open on care.emergency_access for insert to lianfang_app with check (
  home = current_setting('lf.county', true)
  and current_setting('lf.narrow', true) = 'person'
  and person::text = current_setting('lf.person', true)
  and account::text = current_setting('lf.account', true)
  and (current_setting('lf.counts', true) = 'nation'
    or (length(current_setting('lf.counts', true)) in (2, 4) and starts_with(home, current_setting('lf.counts', true)))));
create policy finish on care.emergency_access for update to lianfang_app
  using (home = current_setting('lf.county', true) and account::text = current_setting('lf.account', true) and ended_at is null)
  with check (ended_at is not null);
create policy auditor on care.emergency_access for select to lianfang_auditor using (
  current_setting('lf.staff', true) = 'nation'
  or (current_setting('lf.staff', true) <> '' and starts_with(home, current_setting('lf.staff', true))));
-- A session's live access is read before its scope is known.
create policy auth_read on care.emergency_access for select to lianfang_auth using (true);
grant select, insert, update (ended_at) on care.emergency_access to lianfang_app;
grant usage on schema care to lianfang_auditor;
grant select (home, id, person, account, role, place, opened_at, until_at, ended_at) on care.emergency_access
  to lianfang_auditor, lianfang_auth;

-- The one person's page names the team; without this it would say that there is none.
create policy one_person on care.team for select to lianfang_app using (
  home = current_setting('lf.county', true) and current_setting('lf.narrow', true) = 'person'
  and exists (select from care.person p where p.home = team.home and p.team = team.id));
create policy one_person on care.team_member for select to lianfang_app using (
  home = current_setting('lf.county', true) and current_setting('lf.narrow', true) = 'person'
  and exists (select from care.person p where p.home = team_member.home and p.team = team_member.team));

-- The county officer sees by name who opened a person of the county, in the list and among those who looked.
create policy opener on kernel.account for select to lianfang_app using (
  current_setting('lf.narrow', true) = 'county'
  and exists (select from care.emergency_access e where e.account = account.id and e.home = current_setting('lf.county', true)));
