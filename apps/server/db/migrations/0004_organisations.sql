-- breaking: no
-- Institutions, and trees of organisations that stand beside the divisions. No table here holds anything about a person:
-- the phone is the institution's own. Rows are closed and never deleted, so nobody gets a right to delete.
create table kernel.organisation (
  id uuid primary key,
  -- Which tree: all below a root have the root's.
  tree text not null check (tree in ('military', 'corps', 'enterprise', 'other')),
  -- Deferred, because a restore writes children before their parents.
  parent uuid references kernel.organisation deferrable initially deferred,
  name text not null,
  name_en text,
  code text,
  -- The division it reports to. What belongs to an organisation lies within it, so whoever sees a part sees all above it.
  place text collate "C" not null,
  closed_on date,
  version int not null default 1,
  changed_at timestamptz not null default now()
);
create index organisation_parent on kernel.organisation (parent);
create index organisation_place on kernel.organisation (place);

create table kernel.facility (
  home text collate "C" not null,
  id uuid not null,
  kind text not null check (kind in ('villageClinic', 'townshipCentre', 'communityCentre', 'communityStation', 'hospital',
    'feverClinic', 'careHome', 'welfareInstitution', 'emergencyCentre', 'bloodStation', 'cdc', 'warehouse', 'other')),
  name text collate "C" not null,
  name_en text,
  place text collate "C" not null check (starts_with(place, home)),
  grade text not null default 'none' check (grade in ('none', 'first', 'second', 'third')),
  phone text,
  around_the_clock boolean not null default false,
  credit_code text,
  organisation uuid references kernel.organisation,
  open_from date,
  closed_on date,
  version int not null default 1,
  changed_at timestamptz not null default now(),
  primary key (home, id)
);
create index facility_id on kernel.facility (id);
create index facility_page on kernel.facility (place, name, id);
create index facility_kind on kernel.facility (kind, place, name, id);
create index facility_organisation on kernel.facility (organisation) where organisation is not null;

alter table kernel.organisation enable row level security;
alter table kernel.organisation force row level security;
alter table kernel.facility enable row level security;
alter table kernel.facility force row level security;

-- Everybody reads the institutions of the place their staff scope names: field staff and townships their county.
create policy read on kernel.facility for select to lianfang_app using (
  current_setting('lf.staff', true) = 'nation'
  or (current_setting('lf.staff', true) <> '' and starts_with(place, current_setting('lf.staff', true))));
create policy manage on kernel.facility for insert to lianfang_app with check (
  current_setting('lf.admin', true) = 'nation'
  or (current_setting('lf.admin', true) <> '' and starts_with(place, current_setting('lf.admin', true)))
  or (current_setting('lf.narrow', true) = 'county' and home = current_setting('lf.county', true)));
create policy change on kernel.facility for update to lianfang_app using (
  current_setting('lf.admin', true) = 'nation'
  or (current_setting('lf.admin', true) <> '' and starts_with(place, current_setting('lf.admin', true)))
  or (current_setting('lf.narrow', true) = 'county' and home = current_setting('lf.county', true)));

-- Organisations are read by those who keep them: of their place, and the chain above it.
create policy read on kernel.organisation for select to lianfang_app using (
  current_setting('lf.admin', true) = 'nation'
  or (current_setting('lf.admin', true) <> '' and (starts_with(place, current_setting('lf.admin', true))
    or starts_with(current_setting('lf.admin', true), place)))
  or (current_setting('lf.narrow', true) = 'county' and (starts_with(place, current_setting('lf.county', true))
    or starts_with(current_setting('lf.county', true), place))));
create policy manage on kernel.organisation for insert to lianfang_app with check (
  current_setting('lf.admin', true) = 'nation'
  or (current_setting('lf.admin', true) <> '' and starts_with(place, current_setting('lf.admin', true)))
  or (current_setting('lf.narrow', true) = 'county' and starts_with(place, current_setting('lf.county', true))));
create policy change on kernel.organisation for update to lianfang_app using (
  current_setting('lf.admin', true) = 'nation'
  or (current_setting('lf.admin', true) <> '' and starts_with(place, current_setting('lf.admin', true)))
  or (current_setting('lf.narrow', true) = 'county' and starts_with(place, current_setting('lf.county', true))));

-- The demonstration fills them, and loading a tree of divisions asks which codes are in use.
create policy fill on kernel.facility to lianfang_worker using (true) with check (true);
create policy fill on kernel.organisation to lianfang_worker using (true) with check (true);
grant select, insert on kernel.facility, kernel.organisation to lianfang_app, lianfang_worker;
grant update (kind, name, name_en, place, grade, phone, around_the_clock, credit_code, organisation, open_from, closed_on,
  version, changed_at) on kernel.facility to lianfang_app;
grant update (parent, name, name_en, code, place, closed_on, version, changed_at) on kernel.organisation to lianfang_app;

-- Divisions of one's own. 'cn' is the tree that comes with the program, 'own' one that was loaded from a file: then the
-- program's own is not loaded any more, also not county by county.
alter table kernel.instance add column tree text not null default 'cn' check (tree in ('cn', 'own'));
grant update (tree) on kernel.instance to lianfang_worker;
-- The first day of a place; it is not listed before. Empty: it was always there.
alter table kernel.division add column from_day date;
grant delete on kernel.division to lianfang_worker;
create index division_change_old on kernel.division_change (old_code);
