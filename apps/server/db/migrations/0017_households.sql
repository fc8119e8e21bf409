-- breaking: no
-- Households (K1, K3): who lives together. A household is what its members share; it has no facts of its own to keep in step.
alter table care.person add column household uuid;
create index person_household on care.person (home, household) where household is not null;

-- One call that reached several people of a household: the follow-up on which the others hang.
alter table care.followup add column call uuid;

-- Who put whom together, or apart. Facts; the key is the command id.
create table care.household_change (
  home text collate "C" not null,
  id uuid not null,
  person uuid not null,
  from_household uuid,
  to_household uuid,
  at timestamptz not null,
  account uuid not null,
  body_hash bytea not null,
  primary key (home, id)
);
create index household_change_person on care.household_change (home, person, at desc);
alter table care.household_change enable row level security;
alter table care.household_change force row level security;
-- Seen when the person is seen.
create policy scope on care.household_change to lianfang_app, lianfang_worker using (
  home = current_setting('lf.county', true)
  and case current_setting('lf.narrow', true)
    when 'county' then true
    else exists (select from care.person p where p.home = household_change.home and p.id = household_change.person) end);
grant select, insert on care.household_change to lianfang_app;
grant select, delete on care.household_change to lianfang_worker;
