-- breaking: no
-- A pair that was settled is part of its import (K1): whom it took in goes with the import, and whom it changed is set back.
alter table care.doubtful_pair
  -- The known person's fields before, sealed under the pair's key; null where nothing was changed.
  add column before_sealed bytea,
  -- How much was built on the person when the pair had changed them.
  add column built_after int;
create index doubtful_pair_import on care.doubtful_pair (home, import_id) where import_id is not null;

-- Two records that a person called one: what stands since, and what was not taken, sealed under the person's key.
create table care.record_merged (
  home text collate "C" not null,
  -- The pair's id.
  id uuid not null,
  person uuid not null,
  at timestamptz not null,
  account uuid not null,
  sealed bytea not null,
  primary key (home, id)
);
create index record_merged_person on care.record_merged (home, person, at desc);
alter table care.record_merged enable row level security;
alter table care.record_merged force row level security;
create policy scope on care.record_merged to lianfang_app, lianfang_worker using (
  home = current_setting('lf.county', true)
  and case current_setting('lf.narrow', true)
    when 'county' then true
    else exists (select from care.person p where p.home = record_merged.home and p.id = record_merged.person) end)
  with check (home = current_setting('lf.county', true));
grant select, insert on care.record_merged to lianfang_app, lianfang_worker;
grant delete on care.record_merged to lianfang_worker;
