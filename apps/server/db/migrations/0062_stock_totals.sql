-- breaking: no
-- Recalls, and totals of stock by place and kind (E9). No row is written by everybody: a movement leaves the change it makes,
-- and the settler sums the changes from the township up to the nation.

-- A lot or numbers of a kind that may not be handed out, in every store of a place, until somebody lifts it by name.
create table supply.recall (
  id uuid primary key,
  place text collate "C" not null check (length(place) <= 6),
  kind text collate "C" not null references supply.kind,
  product uuid,
  lot text collate "C",
  serials text[] check (cardinality(serials) > 0),
  reason text not null,
  account uuid not null,
  by_name text not null,
  at timestamptz not null,
  lifted_at timestamptz,
  lifted_by uuid,
  lifted_name text,
  lift_reason text,
  body_hash bytea not null,
  lift_id uuid,
  lift_hash bytea,
  check (lot is not null or serials is not null)
);
create index recall_kind on supply.recall (kind) where lifted_at is null;
create index recall_page on supply.recall (at desc, id desc);

-- Recalls whose units are still to be marked for the totals.
create table supply.recall_mark (
  recall uuid primary key references supply.recall,
  asked_at timestamptz not null default clock_timestamp()
);
create function supply.ask_marking() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  insert into supply.recall_mark (recall, asked_at) values (new.id, clock_timestamp())
  on conflict (recall) do update set asked_at = excluded.asked_at;
  return null;
end $$;
create trigger mark after insert or update of lifted_at on supply.recall for each row execute function supply.ask_marking();

-- Whether a recall in force holds an item. The same as `isRecalled` of the domain, which the tests hold it against.
create function supply.is_recalled(i_home text, i_kind text, i_product uuid, i_lot text, i_serial text) returns boolean
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select exists (select from supply.recall r where r.lifted_at is null and r.kind = i_kind and starts_with(i_home, r.place)
    and (r.product is null or i_product is null or r.product = i_product) and (r.lot is null or r.lot = i_lot)
    and (r.serials is null or i_serial = any(r.serials)))
$$;
revoke execute on function supply.is_recalled(text, text, uuid, text, text) from public;
grant execute on function supply.is_recalled(text, text, uuid, text, text) to lianfang_app, lianfang_worker;

-- A change of what a store has, by kind and last day of use. Held: quarantined, on hold, damaged or recalled.
create table supply.stock_delta (
  place text collate "C" not null,
  kind text collate "C" not null,
  expiry date,
  free bigint not null,
  reserved bigint not null,
  held bigint not null
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 20000);

-- Totals from the township up. Expired: what is neither held nor usable on the day of the mark.
create table supply.stock_total (
  place text collate "C" not null,
  kind text collate "C" not null,
  parent text collate "C" not null,
  free bigint not null,
  reserved bigint not null,
  held bigint not null,
  expired bigint not null,
  primary key (place, kind)
) with (fillfactor = 70);
create index stock_total_parent on supply.stock_total (parent, kind);

-- What is not held, by its last day of use: moves to expired when that has passed.
create table supply.stock_expiring (
  place text collate "C" not null,
  expiry date not null,
  kind text collate "C" not null,
  free bigint not null,
  reserved bigint not null,
  primary key (place, expiry, kind)
) with (fillfactor = 70);
create index stock_expiring_day on supply.stock_expiring (expiry);

-- The day that `expired` above is reckoned for.
create table supply.expiry_mark (
  one boolean primary key default true check (one),
  day date not null
);

create function supply.leave_delta() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if tg_op = 'UPDATE' then
    if old.place = new.place and old.kind = new.kind and old.expiry is not distinct from new.expiry and old.recalled = new.recalled then
      insert into supply.stock_delta (place, kind, expiry, free, reserved, held)
      select new.place, new.kind, new.expiry, case when new.recalled then 0 else new.free - old.free end,
        case when new.recalled then 0 else new.reserved - old.reserved end,
        new.quarantine + new.on_hold + new.damaged - old.quarantine - old.on_hold - old.damaged
          + case when new.recalled then new.free + new.reserved - old.free - old.reserved else 0 end;
      return null;
    end if;
    insert into supply.stock_delta (place, kind, expiry, free, reserved, held)
    select old.place, old.kind, old.expiry, case when old.recalled then 0 else -old.free end,
      case when old.recalled then 0 else -old.reserved end,
      -(old.quarantine + old.on_hold + old.damaged + case when old.recalled then old.free + old.reserved else 0 end);
  end if;
  insert into supply.stock_delta (place, kind, expiry, free, reserved, held)
  select new.place, new.kind, new.expiry, case when new.recalled then 0 else new.free end,
    case when new.recalled then 0 else new.reserved end,
    new.quarantine + new.on_hold + new.damaged + case when new.recalled then new.free + new.reserved else 0 end;
  return null;
end $$;
create trigger delta after insert or update on supply.stock for each row execute function supply.leave_delta();

do $$
declare t text;
begin
  foreach t in array array['recall', 'recall_mark', 'stock_delta', 'stock_total', 'stock_expiring', 'expiry_mark'] loop
    execute format('alter table supply.%I enable row level security', t);
    execute format('alter table supply.%I force row level security', t);
    execute format('create policy fill on supply.%I to lianfang_worker using (true) with check (true)', t);
    execute format('create policy keep on supply.%I to lianfang_migrator using (true) with check (true)', t);
  end loop;
  foreach t in array array['stock_total', 'stock_expiring'] loop
    execute format('create policy desk on supply.%I for select to lianfang_app using (current_setting(''lf.supply'', true) = ''nation''
      or (current_setting(''lf.supply'', true) <> '''' and starts_with(place, current_setting(''lf.supply'', true))))', t);
  end loop;
end $$;
create policy read on supply.expiry_mark for select to lianfang_app using (true);
-- A recall is read by every desk above and inside its place, and by who keeps a store there.
create policy read on supply.recall for select to lianfang_app using (
  current_setting('lf.supply', true) = 'nation'
  or (current_setting('lf.supply', true) <> '' and (starts_with(place, current_setting('lf.supply', true))
    or starts_with(current_setting('lf.supply', true), place)))
  or exists (select from supply.store_reach r
    where r.account = nullif(current_setting('lf.account', true), '')::uuid and starts_with(r.home, recall.place)));
create policy manage on supply.recall for insert to lianfang_app with check (
  current_setting('lf.supply', true) = 'nation'
  or (current_setting('lf.supply', true) <> '' and starts_with(place, current_setting('lf.supply', true))));
create policy change on supply.recall for update to lianfang_app using (
  current_setting('lf.supply', true) = 'nation'
  or (current_setting('lf.supply', true) <> '' and starts_with(place, current_setting('lf.supply', true))));

grant select on supply.stock_total, supply.stock_expiring, supply.expiry_mark, supply.recall to lianfang_app;
grant insert on supply.recall to lianfang_app;
grant update (lifted_at, lifted_by, lifted_name, lift_reason, lift_id, lift_hash) on supply.recall to lianfang_app;
grant select, insert, update, delete on supply.recall_mark, supply.stock_delta, supply.stock_total, supply.stock_expiring,
  supply.expiry_mark to lianfang_worker;
grant select on supply.recall to lianfang_worker;
