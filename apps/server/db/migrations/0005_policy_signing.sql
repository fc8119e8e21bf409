-- breaking: no
-- Entering and signing policy values (X3). A proposal is a fact; so is what became of it. Nothing is in force until a second
-- person has signed: the value is then written into kernel.policy_value, which stays the one table that rules are read from.
create table kernel.policy_proposal (
  id uuid primary key,
  rule_id text not null,
  place text collate "C" not null,
  value jsonb not null,
  source jsonb not null,
  evidence text not null check (evidence in ('official', 'reposted', 'ours', 'unconfirmed')),
  from_day date not null,
  until_day date check (until_day >= from_day),
  -- Reference and day of the document by which the level above let this place deviate.
  approval jsonb,
  proposed_by uuid not null,
  proposed_at timestamptz not null default now()
);
create index policy_proposal_place on kernel.policy_proposal (place, proposed_at);
create table kernel.policy_decision (
  -- One decision a proposal: of two who sign at once the second is told.
  proposal uuid primary key references kernel.policy_proposal,
  decision text not null check (decision in ('signed', 'refused', 'withdrawn')),
  reason text,
  decided_by uuid not null,
  decided_at timestamptz not null default now()
);

alter table kernel.policy_value
  add column proposal uuid references kernel.policy_proposal,
  add column approval jsonb;

alter table kernel.policy_proposal enable row level security;
alter table kernel.policy_proposal force row level security;
alter table kernel.policy_decision enable row level security;
alter table kernel.policy_decision force row level security;
-- Whoever answers for the place: the county officer of the county, an administrator of the place or of one around it.
create policy keepers on kernel.policy_proposal for select to lianfang_app using (
  (current_setting('lf.narrow', true) = 'county' and starts_with(place, current_setting('lf.county', true)))
  or current_setting('lf.admin', true) = 'nation'
  or (current_setting('lf.admin', true) <> '' and starts_with(place, current_setting('lf.admin', true))));
create policy propose on kernel.policy_proposal for insert to lianfang_app with check (
  proposed_by::text = current_setting('lf.account', true)
  and ((current_setting('lf.narrow', true) = 'county' and starts_with(place, current_setting('lf.county', true)))
    or current_setting('lf.admin', true) = 'nation'
    or (current_setting('lf.admin', true) <> '' and starts_with(place, current_setting('lf.admin', true)))));
create policy keepers on kernel.policy_decision for select to lianfang_app using (
  exists (select from kernel.policy_proposal p where p.id = proposal));
-- The database asks again: only the proposer withdraws, and only somebody else signs or refuses.
create policy decide on kernel.policy_decision for insert to lianfang_app with check (
  decided_by::text = current_setting('lf.account', true)
  and exists (select from kernel.policy_proposal p
    where p.id = proposal and (p.proposed_by = decided_by) = (decision = 'withdrawn')));
grant select, insert on kernel.policy_proposal, kernel.policy_decision to lianfang_app;

-- Values are read by everybody who reads rules. The app writes one only for a proposal that its caller has signed.
alter table kernel.policy_value enable row level security;
alter table kernel.policy_value force row level security;
create policy read on kernel.policy_value for select to lianfang_app, lianfang_auth, lianfang_auditor using (true);
create policy worker_all on kernel.policy_value to lianfang_worker using (true) with check (true);
create policy signed on kernel.policy_value for insert to lianfang_app with check (
  signed_by::text = current_setting('lf.account', true)
  and exists (select from kernel.policy_proposal p join kernel.policy_decision d on d.proposal = p.id
    where p.id = policy_value.proposal and d.decision = 'signed' and d.decided_by = policy_value.signed_by
      and p.proposed_by = policy_value.entered_by and p.rule_id = policy_value.rule_id and p.place = policy_value.place
      and p.value = policy_value.value));
