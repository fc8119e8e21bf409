-- breaking: no
-- Units that have a serial number, as assets (E9): what their keepers said of them, and what follows from it and from the book.

create table supply.asset (
  home text collate "C" not null,
  id uuid not null default gen_random_uuid(),
  store uuid not null,
  item uuid not null,
  kind text collate "C" not null,
  -- The unit's identity in the whole nation, as in serial_at.
  product uuid not null,
  serial text collate "C" not null,
  -- Follow from the book, written with it.
  place text collate "C" not null,
  present boolean not null,
  book text not null check (book in ('free', 'reserved', 'quarantine', 'onHold', 'damaged')),
  -- Follow from the facts, written with them.
  use_at text,
  use_since date,
  fault text,
  fault_since date,
  maintenance_since date,
  maintenance_due date,
  contract_own boolean not null default false,
  contract_until date,
  checked_on date,
  consumable_days int check (consumable_days >= 0),
  lent_to text,
  lent_to_home text collate "C",
  lent_to_store uuid,
  lent_on date,
  due_back date,
  -- When a keeper last said something of it here; what is known of a unit is what was said last, wherever.
  changed_at timestamptz not null default '-infinity',
  check ((lent_to is null) = (lent_on is null)),
  primary key (home, store, item)
);
create index asset_place on supply.asset (place, kind, serial, item) where present or lent_to is not null;
create unique index asset_id on supply.asset (id);
create index asset_unit on supply.asset (kind, product, serial);
create index asset_lent on supply.asset (lent_to_store) where lent_to_store is not null;

-- What keepers said. Facts: nothing here is ever changed or removed.
create table supply.asset_fact (
  home text collate "C" not null,
  -- The command's id.
  id uuid not null,
  store uuid not null,
  item uuid not null,
  kind text collate "C" not null,
  product uuid not null,
  serial text collate "C" not null,
  what text not null check (what in ('check', 'fault', 'repaired', 'maintain', 'maintained', 'use', 'useEnded', 'lend', 'returned')),
  day date not null,
  at timestamptz not null,
  account uuid not null,
  by_name text not null,
  store_name text not null,
  detail jsonb not null,
  body_hash bytea not null,
  primary key (home, id)
);
create index asset_fact_unit on supply.asset_fact (kind, product, serial, at desc, id desc);
create trigger fact before update or delete on supply.asset_fact for each row execute function supply.refuse_change();

-- What the book says of a unit. What a unit brings along from where it stood before is its faults, its maintenance and its
-- contract; a check is not brought along: it was of the place it was made at.
create function supply.asset_follows() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  here boolean := new.free + new.reserved + new.quarantine + new.on_hold + new.damaged > 0;
  was boolean := tg_op = 'UPDATE' and old.free + old.reserved + old.quarantine + old.on_hold + old.damaged > 0;
  state text := case when new.reserved > 0 then 'reserved' when new.quarantine > 0 then 'quarantine' when new.on_hold > 0 then 'onHold'
    when new.damaged > 0 then 'damaged' else 'free' end;
  i supply.item;
  nobody constant uuid := '00000000-0000-0000-0000-000000000000';
  other supply.asset;
begin
  select * into i from supply.item where home = new.home and id = new.item;
  insert into supply.asset as a (home, store, item, kind, product, serial, place, present, book)
  values (new.home, new.store, new.item, i.kind, coalesce(i.product, nobody), i.serial, new.place, here, state)
  on conflict (home, store, item) do update set present = excluded.present, book = excluded.book, place = excluded.place;
  if here and not was then
    select * into other from supply.asset o
    where o.kind = i.kind and o.product = coalesce(i.product, nobody) and o.serial = i.serial
    order by o.changed_at desc, o.store = new.store desc limit 1;
    update supply.asset set checked_on = null, use_at = null, use_since = null, fault = other.fault, fault_since = other.fault_since,
      maintenance_since = null, maintenance_due = other.maintenance_due, contract_own = other.contract_own,
      contract_until = other.contract_until, consumable_days = null
    where home = new.home and store = new.store and item = new.item;
  elsif was and not here then
    update supply.asset set use_at = null, use_since = null
    where home = new.home and store = new.store and item = new.item;
  end if;
  return null;
end $$;
create trigger asset after insert or update on supply.stock
  for each row when (new.by_serial) execute function supply.asset_follows();

create function supply.asset_moved() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update supply.asset set place = new.place where home = new.home and store = new.id;
  return null;
end $$;
create trigger asset_moved after update of place on supply.store
  for each row when (old.place is distinct from new.place) execute function supply.asset_moved();

-- Units that are in the books already. A restore builds the structure with row security switched off, which refuses to read any table
-- that has policies: its tables are empty then, and the rows come with the backup.
do $$
begin
  if current_setting('row_security') = 'off' then return; end if;
  insert into supply.asset (home, store, item, kind, product, serial, place, present, book)
  select s.home, s.store, s.item, i.kind, coalesce(i.product, '00000000-0000-0000-0000-000000000000'), i.serial, s.place,
    s.free + s.reserved + s.quarantine + s.on_hold + s.damaged > 0,
    case when s.reserved > 0 then 'reserved' when s.quarantine > 0 then 'quarantine' when s.on_hold > 0 then 'onHold'
      when s.damaged > 0 then 'damaged' else 'free' end
  from supply.stock s join supply.item i on i.home = s.home and i.id = s.item where s.by_serial;
end $$;

-- What was said of a unit wherever it stood. Asked only for a unit that the reader has before them.
create function supply.asset_history(of_kind text, of_product uuid, of_serial text)
  returns table (id uuid, what text, day date, at timestamptz, by_name text, store uuid, store_name text, detail jsonb)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select id, what, day, at, by_name, store, store_name, detail from supply.asset_fact
  where kind = of_kind and product = of_product and serial = of_serial
  order by at desc, id desc limit 200
$$;
revoke execute on function supply.asset_history(text, uuid, text) from public;
grant execute on function supply.asset_history(text, uuid, text) to lianfang_app, lianfang_worker;

-- A desk reads what lies in its place; who is named for a store reads and writes that one; who borrowed reads what is lent.
do $$
declare t text;
  desk constant text := $q$(current_setting('lf.supply', true) = 'nation'
    or (current_setting('lf.supply', true) <> '' and starts_with(%I, current_setting('lf.supply', true))))$q$;
  mine constant text := $q$%I in (select r.store from supply.store_reach r
    where r.account = nullif(current_setting('lf.account', true), '')::uuid)$q$;
begin
  foreach t in array array['asset', 'asset_fact'] loop
    execute format('alter table supply.%I enable row level security', t);
    execute format('alter table supply.%I force row level security', t);
    execute format('create policy fill on supply.%I to lianfang_worker using (true) with check (true)', t);
    execute format('create policy keep on supply.%I to lianfang_migrator using (true) with check (true)', t);
    execute format('create policy desk on supply.%I for select to lianfang_app using (%s)', t, format(desk, 'home'));
    execute format('create policy named on supply.%I for select to lianfang_app using (%s)', t, format(mine, 'store'));
  end loop;
  execute format('create policy other_desk on supply.asset for select to lianfang_app using (%s)', format(desk, 'lent_to_home'));
  execute format('create policy other on supply.asset for select to lianfang_app using (%s)', format(mine, 'lent_to_store'));
  execute format('create policy change on supply.asset for update to lianfang_app using (%s)', format(mine, 'store'));
  execute format('create policy write on supply.asset_fact for insert to lianfang_app with check (%s)', format(mine, 'store'));
end $$;
grant select on supply.asset, supply.asset_fact to lianfang_app, lianfang_worker;
grant insert on supply.asset_fact to lianfang_app;
grant update (use_at, use_since, fault, fault_since, maintenance_since, maintenance_due, contract_own, contract_until, checked_on,
  consumable_days, lent_to, lent_to_home, lent_to_store, lent_on, due_back, changed_at) on supply.asset to lianfang_app;
