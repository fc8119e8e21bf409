-- breaking: no
-- A proposed value tried on the last four weeks (X3). The trial stands with its proposal and is seen by whoever sees that: its
-- results are counts by place. Facts; a second trial is a second row.
create table kernel.policy_trial (
  -- The command's id.
  id uuid primary key,
  proposal uuid not null references kernel.policy_proposal,
  place text collate "C" not null,
  -- The value as it would come into force, its approval found.
  asked jsonb not null,
  -- What was in force at the place for its first day: value, place and day; null where the rule was closed.
  compared jsonb,
  day date not null,
  from_at timestamptz not null,
  until_at timestamptz not null,
  asked_by uuid not null,
  asked_at timestamptz not null default now()
);
create index policy_trial_proposal on kernel.policy_trial (proposal, asked_at desc);
-- One county's part: what is done when a restart comes in between.
create table kernel.policy_trial_part (
  trial uuid not null references kernel.policy_trial,
  county text collate "C" not null,
  result jsonb not null,
  primary key (trial, county)
);
alter table kernel.policy_trial enable row level security;
alter table kernel.policy_trial force row level security;
alter table kernel.policy_trial_part enable row level security;
alter table kernel.policy_trial_part force row level security;
create policy keepers on kernel.policy_trial for select to lianfang_app using (
  exists (select from kernel.policy_proposal p where p.id = proposal));
create policy ask on kernel.policy_trial for insert to lianfang_app with check (
  asked_by::text = current_setting('lf.account', true)
  and exists (select from kernel.policy_proposal p where p.id = proposal and p.place = policy_trial.place));
create policy keepers on kernel.policy_trial_part for select to lianfang_app using (
  exists (select from kernel.policy_trial t where t.id = trial));
create policy work on kernel.policy_trial for select to lianfang_worker using (true);
create policy work on kernel.policy_trial_part to lianfang_worker using (true) with check (true);
grant select, insert on kernel.policy_trial to lianfang_app;
grant select on kernel.policy_trial_part to lianfang_app;
grant select on kernel.policy_trial to lianfang_worker;
grant select, insert on kernel.policy_trial_part to lianfang_worker;

-- A trial of a province or of the nation belongs to no county: its work is seen, asked for and stopped by who sees the trial.
create policy trial on kernel.long_work to lianfang_app using (
  kind = 'care.policy-trial' and exists (select from kernel.policy_trial t where t.id = subject));

-- Whose tier a value of the county would change. Ids only; the newest trial of a proposal keeps its list.
create table care.trial_person (
  home text collate "C" not null,
  trial uuid not null,
  -- Red first: 0 to red, 1 to yellow from below, 2 to yellow from above, 3 to green.
  rank smallint not null,
  person uuid not null,
  from_tier text not null,
  to_tier text not null,
  primary key (home, trial, rank, person)
);
alter table care.trial_person enable row level security;
alter table care.trial_person force row level security;
-- Seen when the person is seen.
create policy scope on care.trial_person to lianfang_app, lianfang_worker using (
  home = current_setting('lf.county', true)
  and case current_setting('lf.narrow', true)
    when 'county' then true
    else exists (select from care.person p where p.home = trial_person.home and p.id = trial_person.person) end);
grant select on care.trial_person to lianfang_app;
grant select, insert, delete on care.trial_person to lianfang_worker;
