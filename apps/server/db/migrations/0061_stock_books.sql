-- breaking: no
-- Exact books of stock (E9): stores with the people who keep them, an append-only ledger, and what follows from it.
-- Shard key of everything here is the store's home. A movement writes one store; a transfer is two movements, and what lies
-- between them stands on a consignment.

create table supply.store (
  home text collate "C" not null,
  id uuid not null,
  name text collate "C" not null,
  name_en text,
  place text collate "C" not null check (starts_with(place, home)),
  kind text not null check (kind in ('warehouse', 'hospitalStore', 'townshipStore', 'villageStore', 'finishedGoods')),
  facility uuid,
  enterprise uuid,
  closed_on date,
  version int not null default 1,
  changed_at timestamptz not null default now(),
  primary key (home, id),
  foreign key (home, facility) references kernel.facility (home, id),
  foreign key (home, enterprise) references supply.enterprise (home, id)
);
create index store_id on supply.store (id);
create index store_page on supply.store (place, name, id);

-- Who keeps a store. What ended keeps its dates.
create table supply.store_keeper (
  home text collate "C" not null,
  id uuid not null,
  store uuid not null,
  account uuid not null,
  name text not null,
  phone text,
  from_at timestamptz not null,
  named_by uuid not null,
  until_at timestamptz,
  ended_by uuid,
  body_hash bytea not null,
  primary key (home, id),
  foreign key (home, store) references supply.store (home, id)
);
create unique index store_keeper_once on supply.store_keeper (home, store, account) where until_at is null;

-- Who reaches which store by being named for it. Follows from the namings.
create table supply.store_reach (
  account uuid not null,
  store uuid not null,
  home text collate "C" not null,
  primary key (account, store)
);

-- What tells units apart: kind, maker's product, lot with its expiry, serial number. Once a county; where nobody said whose product
-- it is, once a store, because two makers may call their lots alike.
create table supply.item (
  home text collate "C" not null,
  id uuid not null,
  kind text collate "C" not null,
  -- Of any maker of the nation: no key that would cross counties.
  product uuid,
  -- Only where no product is named.
  store uuid check ((product is null) = (store is not null)),
  lot text collate "C",
  expiry date,
  serial text collate "C",
  -- A serial number tells a unit apart, else the lot, else the expiry: `itemKeyOf` of the domain.
  key text collate "C" not null generated always as (kind || '|' || coalesce(product::text, '@' || store) || '|' || case
    when serial is not null then 'S' || serial when lot is not null then 'L' || lot
    when expiry is not null then 'E' || (expiry - date '1970-01-01') else '' end) stored,
  primary key (home, id)
);
create unique index item_once on supply.item (home, key);
create index item_lot on supply.item (kind, lot) where lot is not null;
create index item_serial on supply.item (kind, serial) where serial is not null;

-- The ledger. Facts: nothing here is ever changed or removed.
create table supply.movement (
  home text collate "C" not null,
  -- The command's id.
  id uuid not null,
  store uuid not null,
  what text not null check (what in ('receive', 'issue', 'send', 'arrive', 'hold', 'release', 'reserve', 'unreserve', 'dispose',
    'count', 'reverse')),
  -- The day it happened on, and the moment it was entered.
  day date not null,
  at timestamptz not null,
  account uuid not null,
  by_name text not null,
  why text,
  -- What it was done for: an order, a request, a patient's prescription number. Reserved units are kept under it.
  reference text collate "C",
  -- The store or the party on the other side, in words.
  party text,
  reverses uuid,
  consignment uuid,
  -- Of a count: the moment of counting.
  counted_at timestamptz,
  body_hash bytea not null,
  primary key (home, id)
);
create index movement_book on supply.movement (home, store, at desc, id desc);
create index movement_reference on supply.movement (home, store, reference, at desc, id desc) where reference is not null;
create unique index movement_reversed on supply.movement (home, reverses) where reverses is not null;

-- So many units go from one account to another: both sides of the book in one row, so that all accounts sum to zero.
create table supply.movement_line (
  home text collate "C" not null,
  movement uuid not null,
  n int not null,
  store uuid not null,
  item uuid not null,
  kind text collate "C" not null,
  from_account text not null check (from_account in ('free', 'reserved', 'quarantine', 'onHold', 'damaged', 'outside', 'consumed',
    'loss', 'transit', 'disposed')),
  to_account text not null check (to_account in ('free', 'reserved', 'quarantine', 'onHold', 'damaged', 'outside', 'consumed',
    'loss', 'transit', 'disposed')),
  quantity bigint not null check (quantity > 0),
  at timestamptz not null,
  -- The line of the consignment that it sends or brings.
  road int,
  check (from_account <> to_account),
  primary key (home, movement, n)
);
create index line_item on supply.movement_line (home, store, item, at desc, movement desc);
create index line_kind on supply.movement_line (home, store, kind, at desc, movement desc);

-- The same, an entry a side: what the accounts of a store come to.
create view supply.entry with (security_invoker = true) as
  select home, movement, store, item, kind, from_account as account, -quantity as quantity, at from supply.movement_line
  union all
  select home, movement, store, item, kind, to_account, quantity, at from supply.movement_line;

create function supply.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'the ledger of stock is never changed' using errcode = 'LF001';
end $$;
create trigger fact before update or delete on supply.movement for each row execute function supply.refuse_change();
create trigger fact before update or delete on supply.movement_line for each row execute function supply.refuse_change();

-- What a store has of an item, by state. Follows from the lines, and is written with them.
create table supply.stock (
  home text collate "C" not null,
  store uuid not null,
  item uuid not null,
  -- Of the item and the store: lists and totals need them and no join.
  kind text collate "C" not null,
  expiry date,
  place text collate "C" not null,
  by_serial boolean not null,
  free bigint not null check (free >= 0),
  reserved bigint not null check (reserved >= 0),
  quarantine bigint not null check (quarantine >= 0),
  on_hold bigint not null check (on_hold >= 0),
  damaged bigint not null check (damaged >= 0),
  -- Whether a recall in force names the item. For totals; who issues asks the recalls themselves.
  recalled boolean not null default false,
  -- The last movement that changed it.
  movement uuid not null,
  check (not by_serial or free + reserved + quarantine + on_hold + damaged <= 1),
  primary key (home, store, item)
) with (fillfactor = 70);
create index stock_kind on supply.stock (home, store, kind, expiry, item) where free + reserved + quarantine + on_hold + damaged > 0;
create index stock_item on supply.stock (home, item);
create index stock_place on supply.stock (place, kind);

-- Reserved units under what they are reserved for; their sum is the state `reserved`.
create table supply.reserved (
  home text collate "C" not null,
  store uuid not null,
  item uuid not null,
  reference text collate "C" not null,
  quantity bigint not null check (quantity >= 0),
  primary key (home, store, item, reference)
);

-- What was sent and has not arrived: the account `transit` of one transfer. Home is the sender's.
create table supply.consignment (
  home text collate "C" not null,
  id uuid not null,
  store uuid not null,
  to_home text collate "C" not null,
  to_store uuid not null,
  movement uuid not null,
  sent_on date not null,
  at timestamptz not null,
  reference text,
  -- Whether anything of it is still on its way.
  open boolean not null default true,
  primary key (home, id)
);
create unique index consignment_id on supply.consignment (id);
create index consignment_from on supply.consignment (home, store, at desc) where open;
create index consignment_to on supply.consignment (to_home, to_store, at desc) where open;

create table supply.consignment_line (
  home text collate "C" not null,
  consignment uuid not null,
  n int not null,
  store uuid not null,
  to_home text collate "C" not null,
  to_store uuid not null,
  -- As the sender's book has it: the receiver reads no item of another county.
  item uuid not null,
  kind text collate "C" not null,
  product uuid,
  lot text collate "C",
  expiry date,
  serial text collate "C",
  -- The state in which it travels and arrives.
  state text not null check (state in ('free', 'quarantine', 'onHold', 'damaged')),
  sent bigint not null check (sent > 0),
  arrived bigint not null default 0 check (arrived >= 0),
  -- Taken back by the sender before it arrived.
  back bigint not null default 0 check (back >= 0),
  check (arrived + back <= sent),
  primary key (home, consignment, n)
);
create index consignment_line_id on supply.consignment_line (consignment);

-- Where each unit that has a number is: in one store, or on its way, or nowhere (no row). Off the hot path: lots never come here.
create table supply.serial_at (
  kind text collate "C" not null,
  product uuid not null,
  serial text collate "C" not null,
  home text collate "C" not null,
  store uuid,
  consignment uuid,
  primary key (kind, product, serial)
);

create function supply.renew_store_reach() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  -- One after the other: two namings of one store at once would each miss what the other ended.
  perform from supply.store where home = new.home and id = new.store for no key update;
  delete from supply.store_reach where store = new.store;
  insert into supply.store_reach (account, store, home)
  select distinct account, store, home from supply.store_keeper
  where home = new.home and store = new.store and until_at is null;
  return null;
end $$;
create trigger reach after insert or update on supply.store_keeper for each row execute function supply.renew_store_reach();

-- A store that moves within its county takes its stock with it, and the totals with that.
create function supply.store_moved() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update supply.stock set place = new.place where home = new.home and store = new.id;
  return null;
end $$;
create trigger moved after update of place on supply.store
  for each row when (old.place is distinct from new.place) execute function supply.store_moved();

-- A fact filled in about a lot is one of every store of the county that has it.
create function supply.item_filled() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update supply.stock set expiry = new.expiry where home = new.home and item = new.id;
  return null;
end $$;
create trigger filled after update of expiry on supply.item
  for each row when (old.expiry is distinct from new.expiry) execute function supply.item_filled();

-- A unit with a number is in one store at most, of the whole nation, and only its own consignment brings it from the road.
create function supply.place_serial() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  was boolean := tg_op = 'UPDATE' and old.free + old.reserved + old.quarantine + old.on_hold + old.damaged > 0;
  is_now boolean := new.free + new.reserved + new.quarantine + new.on_hold + new.damaged > 0;
  nobody constant uuid := '00000000-0000-0000-0000-000000000000';
  i supply.item;
  road uuid;
begin
  if was = is_now then return null; end if;
  select * into i from supply.item where home = new.home and id = new.item;
  select m.consignment into road from supply.movement m where m.home = new.home and m.id = new.movement;
  if is_now then
    insert into supply.serial_at as s (kind, product, serial, home, store)
    values (i.kind, coalesce(i.product, nobody), i.serial, new.home, new.store)
    on conflict (kind, product, serial) do update set home = excluded.home, store = excluded.store, consignment = null
      where s.store is null and s.consignment = road;
    if not found then
      raise exception 'serial twice' using errcode = 'LF002', detail = i.serial;
    end if;
  elsif exists (select from supply.consignment_line c where c.consignment = road and c.serial = i.serial and c.kind = i.kind
      and c.product is not distinct from i.product and c.sent > c.arrived + c.back) then
    update supply.serial_at set store = null, consignment = road
    where kind = i.kind and product = coalesce(i.product, nobody) and serial = i.serial;
  else
    delete from supply.serial_at where kind = i.kind and product = coalesce(i.product, nobody) and serial = i.serial;
  end if;
  return null;
end $$;
create trigger serial after insert or update on supply.stock
  for each row when (new.by_serial) execute function supply.place_serial();

-- What anybody who keeps stock may know of a product: what is printed on it, and how many are in a pack.
create function supply.products_known(codes text[], ids uuid[])
  returns table (id uuid, kind text, model text, gtin text, per_pack int, maker text, maker_en text)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select d.id, d.kind, d.model, d.gtin, d.per_pack, e.name, e.name_en
  from supply.product d join supply.enterprise e on e.home = d.home and e.id = d.enterprise
  where (d.id = any(ids) or (d.gtin = any(codes) and d.closed_on is null))
$$;
create index product_known on supply.product (id);
create index product_code on supply.product (gtin) where gtin is not null;

-- Where goods can be sent: a store by its id, whoever keeps it.
create function supply.stores_known(ids uuid[])
  returns table (home text, id uuid, name text, name_en text, place text, kind text, closed_on date)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select home, id, name, name_en, place, kind, closed_on from supply.store where id = any(ids)
$$;
revoke execute on function supply.products_known(text[], uuid[]), supply.stores_known(uuid[]) from public;
grant execute on function supply.products_known(text[], uuid[]), supply.stores_known(uuid[]) to lianfang_app, lianfang_worker;

-- Row security. A desk reads what lies in its place (lf.supply); who is named for a store reads and writes that one.
do $$
declare t text;
  desk constant text := $q$(current_setting('lf.supply', true) = 'nation'
    or (current_setting('lf.supply', true) <> '' and starts_with(%I, current_setting('lf.supply', true))))$q$;
  mine constant text := $q$%I in (select r.store from supply.store_reach r
    where r.account = nullif(current_setting('lf.account', true), '')::uuid)$q$;
begin
  foreach t in array array['store', 'store_keeper', 'store_reach', 'item', 'movement', 'movement_line', 'stock', 'reserved',
    'consignment', 'consignment_line', 'serial_at'] loop
    execute format('alter table supply.%I enable row level security', t);
    execute format('alter table supply.%I force row level security', t);
    execute format('create policy fill on supply.%I to lianfang_worker using (true) with check (true)', t);
    execute format('create policy keep on supply.%I to lianfang_migrator using (true) with check (true)', t);
  end loop;
  -- A desk keeps the list of stores and names their keepers, and writes in nobody's book.
  foreach t in array array['store', 'store_keeper'] loop
    execute format('create policy desk on supply.%I to lianfang_app using (%s) with check (%s)', t, format(desk, 'home'),
      format(desk, 'home'));
  end loop;
  foreach t in array array['item', 'movement', 'movement_line', 'stock', 'reserved', 'consignment', 'consignment_line'] loop
    execute format('create policy desk on supply.%I for select to lianfang_app using (%s)', t, format(desk, 'home'));
  end loop;
  foreach t in array array['movement', 'movement_line', 'stock', 'reserved', 'consignment', 'consignment_line', 'store_keeper'] loop
    execute format('create policy named on supply.%I for select to lianfang_app using (%s)', t, format(mine, 'store'));
  end loop;
  foreach t in array array['movement', 'movement_line', 'stock', 'reserved', 'consignment', 'consignment_line'] loop
    execute format('create policy write on supply.%I for insert to lianfang_app with check (%s)', t, format(mine, 'store'));
  end loop;
  foreach t in array array['stock', 'reserved', 'consignment', 'consignment_line'] loop
    execute format('create policy change on supply.%I for update to lianfang_app using (%s)', t, format(mine, 'store'));
  end loop;
  -- Goods on their way are read at both ends, and arrive at the other.
  foreach t in array array['consignment', 'consignment_line'] loop
    execute format('create policy other_desk on supply.%I for select to lianfang_app using (%s)', t, format(desk, 'to_home'));
    execute format('create policy other on supply.%I for select to lianfang_app using (%s)', t, format(mine, 'to_store'));
    execute format('create policy arrive on supply.%I for update to lianfang_app using (%s)', t, format(mine, 'to_store'));
  end loop;
  execute format('create policy named on supply.store for select to lianfang_app using (%s)', format(mine, 'id'));
end $$;
create policy named on supply.store_reach for select to lianfang_app
  using (account = nullif(current_setting('lf.account', true), '')::uuid);
-- What a lot is called and when it expires is known in every store of a county; how much of it, in the own one.
create policy named on supply.item for select to lianfang_app
  using (home in (select r.home from supply.store_reach r where r.account = nullif(current_setting('lf.account', true), '')::uuid));
create policy write on supply.item for insert to lianfang_app
  with check (home in (select r.home from supply.store_reach r where r.account = nullif(current_setting('lf.account', true), '')::uuid));
create policy change on supply.item for update to lianfang_app
  using (home in (select r.home from supply.store_reach r where r.account = nullif(current_setting('lf.account', true), '')::uuid));

grant select, insert on supply.store, supply.store_keeper, supply.item, supply.movement, supply.movement_line, supply.stock,
  supply.reserved, supply.consignment, supply.consignment_line to lianfang_app, lianfang_worker;
grant select on supply.store_reach, supply.entry to lianfang_app, lianfang_worker;
grant update (name, name_en, place, kind, facility, enterprise, closed_on, version, changed_at) on supply.store to lianfang_app;
grant update (until_at, ended_by) on supply.store_keeper to lianfang_app;
grant update (lot, expiry) on supply.item to lianfang_app;
grant update (free, reserved, quarantine, on_hold, damaged, recalled, movement) on supply.stock to lianfang_app, lianfang_worker;
grant update (quantity) on supply.reserved to lianfang_app;
grant update (open) on supply.consignment to lianfang_app;
grant update (arrived, back) on supply.consignment_line to lianfang_app;
