-- breaking: no
-- Supplies: the catalogue of kinds, enterprises with products, papers and liaisons, and what they report of each day (E1).
-- Nothing here is about a patient. Names and numbers are those of enterprises and of people named for a task at work.
create schema supply;
grant usage on schema supply to lianfang_app, lianfang_worker;

-- Kinds of equipment and supply: a reference table of the nation. Seeded at every start where a code is missing.
create table supply.kind (
  code text collate "C" primary key check (code ~ '^[a-z][a-z0-9-]{1,39}$'),
  class text not null check (class in ('rescue', 'inspection', 'therapy', 'disinfection', 'medicine', 'consumable', 'protection')),
  name text not null,
  name_en text not null,
  unit text not null check (unit in ('set', 'vehicle', 'piece', 'pair', 'box', 'bottle', 'bag', 'dose', 'cylinder')),
  keeping text not null check (keeping in ('serial', 'lot')),
  risk text check (risk in ('I', 'II', 'III')),
  evidence text not null check (evidence in ('official', 'reposted', 'ours', 'unconfirmed')),
  -- Order of the list within the class.
  place_in_list int not null,
  closed_on date,
  version int not null default 1
);

-- What a destination asks of a kind before it may be delivered there.
create table supply.paper_demand (
  kind text collate "C" not null references supply.kind,
  destination text not null check (destination in ('CN', 'EU', 'US')),
  papers text[] not null,
  standards text[] not null,
  source text not null,
  evidence text not null check (evidence in ('official', 'reposted', 'ours', 'unconfirmed')),
  primary key (kind, destination)
);

create table supply.enterprise (
  home text collate "C" not null,
  id uuid not null,
  name text collate "C" not null,
  name_en text,
  place text collate "C" not null check (starts_with(place, home)),
  credit_code text collate "C",
  -- The works' own number, which it publishes.
  phone text,
  -- The day from which it owes reports.
  since date not null,
  closed_on date,
  version int not null default 1,
  changed_at timestamptz not null default now(),
  primary key (home, id)
);
create index enterprise_id on supply.enterprise (id);
create index enterprise_page on supply.enterprise (place, name, id);
create unique index enterprise_credit on supply.enterprise (home, credit_code) where credit_code is not null and closed_on is null;

-- A maker's own product of a kind. Quantities are in the kind's unit everywhere; a pack is a number of them.
create table supply.product (
  home text collate "C" not null,
  id uuid not null,
  enterprise uuid not null,
  kind text collate "C" not null references supply.kind,
  model text not null,
  gtin text collate "C" check (gtin ~ '^\d{14}$'),
  per_pack int not null default 1 check (per_pack > 0),
  -- Units a day that the maker says it can make.
  capacity bigint check (capacity > 0),
  closed_on date,
  version int not null default 1,
  primary key (home, id),
  foreign key (home, enterprise) references supply.enterprise (home, id)
);
create index product_enterprise on supply.product (home, enterprise);
create index product_kind on supply.product (kind, home, enterprise) where closed_on is null;
create unique index product_gtin on supply.product (home, enterprise, gtin) where gtin is not null and closed_on is null;

-- A paper a maker holds: for one product, or for the whole works (product empty).
create table supply.paper (
  home text collate "C" not null,
  id uuid not null,
  enterprise uuid not null,
  product uuid,
  kind text not null check (kind in ('registration', 'productionLicence', 'medicineApproval', 'ce', 'fda')),
  number text not null,
  from_day date,
  until_day date check (from_day is null or until_day is null or until_day >= from_day),
  account uuid not null,
  at timestamptz not null,
  withdrawn_at timestamptz,
  withdrawn_by uuid,
  body_hash bytea not null,
  primary key (home, id),
  foreign key (home, enterprise) references supply.enterprise (home, id)
);
create index paper_enterprise on supply.paper (home, enterprise);

-- Who reports for an enterprise, and which liaison (驻企特派员) is named for it. What ended keeps its dates.
create table supply.enterprise_person (
  home text collate "C" not null,
  id uuid not null,
  enterprise uuid not null,
  account uuid not null,
  part text not null check (part in ('reporter', 'liaison')),
  -- As they were when they were named: the enterprise sees whom to call and no list of staff.
  name text not null,
  phone text,
  from_at timestamptz not null,
  named_by uuid not null,
  until_at timestamptz,
  ended_by uuid,
  body_hash bytea not null,
  primary key (home, id),
  foreign key (home, enterprise) references supply.enterprise (home, id)
);
create unique index enterprise_person_once on supply.enterprise_person (home, enterprise, account, part) where until_at is null;
create unique index enterprise_liaison on supply.enterprise_person (home, enterprise) where until_at is null and part = 'liaison';

-- The person named for a kind at a place: tracks production, stock and resumption of that product (E1).
create table supply.kind_liaison (
  id uuid primary key,
  kind text collate "C" not null references supply.kind,
  place text collate "C" not null,
  account uuid not null,
  name text not null,
  phone text,
  from_at timestamptz not null,
  named_by uuid not null,
  until_at timestamptz,
  ended_by uuid,
  body_hash bytea not null
);
create unique index kind_liaison_one on supply.kind_liaison (kind, place) where until_at is null;

-- Who reaches which enterprise by being named for it or for a kind that it makes. Follows from the tables above.
create table supply.reach (
  home text collate "C" not null,
  enterprise uuid not null,
  account uuid not null,
  part text not null check (part in ('reporter', 'liaison', 'kindLiaison')),
  primary key (account, enterprise, part, home)
);
create index reach_enterprise on supply.reach (home, enterprise);

-- What an enterprise said of a day. Facts; a correction is a new one that names what it corrects.
create table supply.report (
  home text collate "C" not null,
  -- The command's id.
  id uuid not null,
  enterprise uuid not null,
  day date not null,
  at timestamptz not null,
  account uuid not null,
  -- As whom: for the enterprise itself, or on its behalf after a call.
  part text not null check (part in ('reporter', 'liaison', 'kindLiaison')),
  by_name text not null,
  -- Whom the liaison spoke to at the works.
  told_by text,
  workforce_back bigint,
  workforce_of bigint,
  obstacles jsonb not null,
  corrects uuid,
  doubted boolean not null,
  body_hash bytea not null,
  primary key (home, id),
  foreign key (home, enterprise) references supply.enterprise (home, id)
);
create index report_day on supply.report (home, enterprise, day desc, at desc);
-- One report a day and one correction of each: two who send at once do not both stand.
create unique index report_first on supply.report (home, enterprise, day) where corrects is null;
create unique index report_corrects on supply.report (home, corrects) where corrects is not null;

create table supply.report_line (
  home text collate "C" not null,
  report uuid not null,
  product uuid not null,
  made bigint check (made >= 0),
  in_stock bigint check (in_stock >= 0),
  on_order bigint check (on_order >= 0),
  doubts jsonb not null,
  primary key (home, report, product),
  foreign key (home, report) references supply.report (home, id),
  foreign key (home, product) references supply.product (home, id)
);

-- A person looked at a doubted report and says that it is right, and how they know.
create table supply.report_cleared (
  home text collate "C" not null,
  id uuid not null,
  report uuid not null,
  at timestamptz not null,
  account uuid not null,
  by_name text not null,
  reason text not null,
  body_hash bytea not null,
  primary key (home, id),
  unique (home, report),
  foreign key (home, report) references supply.report (home, id)
);

-- How an enterprise stands: follows from its reports.
create table supply.enterprise_state (
  home text collate "C" not null,
  enterprise uuid not null,
  last_day date not null,
  last_report uuid not null,
  last_at timestamptz not null,
  workforce_back bigint,
  workforce_of bigint,
  obstacles text[] not null,
  open_doubts int not null,
  primary key (home, enterprise)
);

create function supply.renew_reach(h text, e uuid) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  -- One after the other: two renewals of one enterprise at once would each miss what the other added.
  perform from supply.enterprise where home = h and id = e for update;
  delete from supply.reach where home = h and enterprise = e;
  insert into supply.reach (home, enterprise, account, part)
  select p.home, p.enterprise, p.account, p.part from supply.enterprise_person p
  where p.home = h and p.enterprise = e and p.until_at is null
  union
  select d.home, d.enterprise, l.account, 'kindLiaison' from supply.product d
    join supply.kind_liaison l on l.kind = d.kind and l.until_at is null and starts_with(d.home, l.place)
  where d.home = h and d.enterprise = e and d.closed_on is null;
end $$;
revoke execute on function supply.renew_reach(text, uuid) from public;

create function supply.reach_of_row() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform supply.renew_reach(new.home, new.enterprise);
  return null;
end $$;
create function supply.reach_of_kind() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform supply.renew_reach(d.home, d.enterprise)
  from (select distinct home, enterprise from supply.product
        where kind = new.kind and starts_with(home, new.place) and closed_on is null order by home, enterprise) d;
  return null;
end $$;
create trigger reach after insert or update on supply.enterprise_person
  for each row execute function supply.reach_of_row();
create trigger reach after insert or update of kind, closed_on on supply.product
  for each row execute function supply.reach_of_row();
create trigger reach after insert or update on supply.kind_liaison
  for each row execute function supply.reach_of_kind();

-- Row security. A desk reaches what lies in its place (lf.supply); who is named for an enterprise reaches that one.
alter table supply.enterprise enable row level security;
alter table supply.enterprise force row level security;
alter table supply.product enable row level security;
alter table supply.product force row level security;
alter table supply.paper enable row level security;
alter table supply.paper force row level security;
alter table supply.enterprise_person enable row level security;
alter table supply.enterprise_person force row level security;
alter table supply.reach enable row level security;
alter table supply.reach force row level security;
alter table supply.report enable row level security;
alter table supply.report force row level security;
alter table supply.report_line enable row level security;
alter table supply.report_line force row level security;
alter table supply.report_cleared enable row level security;
alter table supply.report_cleared force row level security;
alter table supply.enterprise_state enable row level security;
alter table supply.enterprise_state force row level security;
alter table supply.kind_liaison enable row level security;
alter table supply.kind_liaison force row level security;

do $$
declare t text;
  desk constant text := $q$(current_setting('lf.supply', true) = 'nation'
    or (current_setting('lf.supply', true) <> '' and starts_with(home, current_setting('lf.supply', true))))$q$;
  named constant text := $q$%I in (select r.enterprise from supply.reach r
    where r.account = nullif(current_setting('lf.account', true), '')::uuid)$q$;
begin
  foreach t in array array['enterprise', 'product', 'paper', 'enterprise_person', 'report', 'report_line', 'report_cleared',
    'enterprise_state', 'reach'] loop
    execute format('create policy desk on supply.%I to lianfang_app using %s with check %s', t, desk, desk);
    execute format('create policy fill on supply.%I to lianfang_worker using (true) with check (true)', t);
    execute format('create policy keep on supply.%I to lianfang_migrator using (true) with check (true)', t);
  end loop;
  foreach t in array array['product', 'paper', 'enterprise_person', 'report', 'enterprise_state'] loop
    execute format('create policy named on supply.%I to lianfang_app using (%s) with check (%s)', t,
      format(named, 'enterprise'), format(named, 'enterprise'));
  end loop;
  execute format('create policy named on supply.enterprise for select to lianfang_app using (%s)', format(named, 'id'));
end $$;
-- A line and a clearing are reached through their report, which row security decides on.
create policy named on supply.report_line to lianfang_app
  using (exists (select from supply.report r where r.home = report_line.home and r.id = report_line.report))
  with check (exists (select from supply.report r where r.home = report_line.home and r.id = report_line.report));
create policy named on supply.report_cleared to lianfang_app
  using (exists (select from supply.report r where r.home = report_cleared.home and r.id = report_cleared.report))
  with check (exists (select from supply.report r where r.home = report_cleared.home and r.id = report_cleared.report));
create policy named on supply.reach for select to lianfang_app
  using (account = nullif(current_setting('lf.account', true), '')::uuid);
-- Whom a place has named for a kind is read by every desk above and inside it, and by who is named.
create policy desk on supply.kind_liaison for select to lianfang_app using (
  current_setting('lf.supply', true) = 'nation' or account = nullif(current_setting('lf.account', true), '')::uuid
  or (current_setting('lf.supply', true) <> '' and (starts_with(place, current_setting('lf.supply', true))
    or starts_with(current_setting('lf.supply', true), place))));
create policy manage on supply.kind_liaison for insert to lianfang_app with check (
  current_setting('lf.supply', true) = 'nation'
  or (current_setting('lf.supply', true) <> '' and starts_with(place, current_setting('lf.supply', true))));
create policy change on supply.kind_liaison for update to lianfang_app using (
  current_setting('lf.supply', true) = 'nation'
  or (current_setting('lf.supply', true) <> '' and starts_with(place, current_setting('lf.supply', true))));
create policy fill on supply.kind_liaison to lianfang_worker using (true) with check (true);
create policy keep on supply.kind_liaison to lianfang_migrator using (true) with check (true);

-- The catalogue is everybody's to read and the nation's to change.
alter table supply.kind enable row level security;
alter table supply.kind force row level security;
alter table supply.paper_demand enable row level security;
alter table supply.paper_demand force row level security;
create policy read on supply.kind for select to lianfang_app, lianfang_migrator using (true);
create policy manage on supply.kind for insert to lianfang_app with check (current_setting('lf.supply', true) = 'nation');
create policy change on supply.kind for update to lianfang_app using (current_setting('lf.supply', true) = 'nation');
create policy fill on supply.kind to lianfang_worker using (true) with check (true);
create policy read on supply.paper_demand for select to lianfang_app using (true);
create policy manage on supply.paper_demand for insert to lianfang_app with check (current_setting('lf.supply', true) = 'nation');
create policy change on supply.paper_demand for update to lianfang_app using (current_setting('lf.supply', true) = 'nation');
create policy fill on supply.paper_demand to lianfang_worker using (true) with check (true);

grant select, insert on all tables in schema supply to lianfang_worker;
grant update on supply.kind, supply.paper_demand, supply.enterprise_state, supply.enterprise, supply.product to lianfang_worker;
grant select on all tables in schema supply to lianfang_app;
grant insert on supply.kind, supply.paper_demand, supply.enterprise, supply.product, supply.paper, supply.enterprise_person,
  supply.kind_liaison, supply.report, supply.report_line, supply.report_cleared, supply.enterprise_state to lianfang_app;
grant update (class, name, name_en, unit, keeping, risk, evidence, closed_on, version) on supply.kind to lianfang_app;
grant update (papers, standards, source, evidence) on supply.paper_demand to lianfang_app;
grant update (name, name_en, place, credit_code, phone, closed_on, version, changed_at) on supply.enterprise to lianfang_app;
grant update (model, gtin, per_pack, capacity, closed_on, version) on supply.product to lianfang_app;
grant update (withdrawn_at, withdrawn_by) on supply.paper to lianfang_app;
grant update (until_at, ended_by) on supply.enterprise_person, supply.kind_liaison to lianfang_app;
grant update on supply.enterprise_state to lianfang_app;
