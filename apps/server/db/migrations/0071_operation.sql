-- breaking: no
-- The Hubei operation of early 2020 as a demonstration that is played day by day (X10). One row in a database that is one, none in
-- any other: the clock of the house follows it (decision 0022).
create table kernel.operation (
  one boolean primary key default true check (one),
  -- The day of the operation that was played last, and the day on which that was: the clock never goes back.
  day date not null,
  played_on date not null,
  -- How large it was planned; the same answers give the same days.
  size jsonb not null,
  -- Whether it was filled to the end: half a demonstration is made anew.
  filled boolean not null default false,
  -- What happened on the day, as numbers.
  told jsonb not null default '{}'
);
grant select on kernel.operation to lianfang_app, lianfang_auth;
grant select, insert, update on kernel.operation to lianfang_worker;

-- Who supplies the parts of what an enterprise makes, and since when it works again (E4). Kept with the enterprise it supplies: one
-- supplier of several is a row for each.
create table supply.part_supplier (
  home text collate "C" not null,
  enterprise uuid not null,
  id uuid not null,
  name text not null check (name <> ''),
  name_en text,
  place text collate "C" not null,
  part text not null check (part in ('circuit-board', 'sensor', 'turbine', 'valve', 'battery', 'screen', 'moulding', 'tubing')),
  -- Null: it does not work again, and nobody knows when it will.
  back_on date,
  primary key (home, enterprise, id),
  foreign key (home, enterprise) references supply.enterprise (home, id)
);
alter table supply.part_supplier enable row level security;
alter table supply.part_supplier force row level security;
create policy desk on supply.part_supplier for select to lianfang_app
  using (current_setting('lf.supply', true) = 'nation'
    or (current_setting('lf.supply', true) <> '' and starts_with(home, current_setting('lf.supply', true))));
create policy named on supply.part_supplier for select to lianfang_app
  using (enterprise in (select r.enterprise from supply.reach r
    where r.account = nullif(current_setting('lf.account', true), '')::uuid));
create policy fill on supply.part_supplier to lianfang_worker using (true) with check (true);
create policy keep on supply.part_supplier to lianfang_migrator using (true) with check (true);
grant select on supply.part_supplier to lianfang_app, lianfang_worker;
grant insert on supply.part_supplier to lianfang_worker;
