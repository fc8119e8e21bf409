-- breaking: no
-- Stock at the grassroots (K9), joint orders with fund lines and receipts at the last mile (E10), medicine issued for a request
-- of care, labels of medicines. Shard key is the county. Nothing here names a patient: a request is known by its id.

-- Whether a place lies in what the reader works for: a village doctor's village, a township, a county; or the desk's place.
create function supply.grass_reaches(p text) returns boolean language sql stable as $$
  select coalesce((current_setting('lf.grass', true) <> '' and starts_with(p, current_setting('lf.grass', true)))
    or current_setting('lf.supply', true) = 'nation'
    or (current_setting('lf.supply', true) <> '' and starts_with(p, current_setting('lf.supply', true))), false)
$$;
-- Whether somebody keeps a store of an institution.
create function supply.keeps_for(h text, f uuid) returns boolean
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select exists (select from supply.store s join supply.store_reach r on r.store = s.id
    where s.home = h and s.facility = f and r.account = nullif(current_setting('lf.account', true), '')::uuid)
$$;

-- How many people an institution serves, as somebody said it. Facts; the newest counts.
create table supply.served (
  home text collate "C" not null,
  id uuid not null,
  facility uuid not null,
  place text collate "C" not null,
  population int not null check (population > 0),
  source text not null,
  day date not null,
  at timestamptz not null,
  account uuid not null,
  by_name text not null,
  body_hash bytea not null,
  primary key (home, id),
  foreign key (home, facility) references kernel.facility (home, id)
);
create index served_newest on supply.served (home, facility, at desc);

-- A fund line of a county, in fen.
create table supply.fund (
  home text collate "C" not null,
  id uuid not null,
  name text not null,
  budget bigint not null check (budget >= 0),
  -- What named decisions allow beyond the budget.
  above bigint not null default 0 check (above >= 0),
  committed bigint not null default 0 check (committed >= 0),
  spent bigint not null default 0 check (spent >= 0),
  version int not null default 1,
  body_hash bytea not null,
  -- The second net of E10: never above the line without a named decision.
  constraint fund_line check (committed + spent <= budget + above),
  primary key (home, id)
);

create table supply.joint_order (
  home text collate "C" not null,
  id uuid not null,
  name text not null,
  state text not null check (state in ('proposed', 'approved', 'ordered', 'partlyReceived', 'received', 'closed', 'withdrawn')),
  fund uuid,
  -- Who proposed it or changed it last, and who approved it.
  proposed_by uuid not null,
  proposed_name text not null,
  at timestamptz not null,
  approved_by uuid,
  approved_name text,
  decision jsonb,
  supplier text,
  version int not null default 1,
  body_hash bytea not null,
  check (approved_by is null or approved_by <> proposed_by),
  check (state in ('proposed', 'withdrawn') or (approved_by is not null and fund is not null)),
  primary key (home, id),
  foreign key (home, fund) references supply.fund (home, id)
);
create index joint_order_new on supply.joint_order (home, at desc, id desc);

create table supply.joint_line (
  home text collate "C" not null,
  id uuid not null,
  joint uuid not null,
  n int not null,
  facility uuid not null,
  facility_name text not null,
  place text collate "C" not null,
  kind text collate "C" not null references supply.kind,
  ordered bigint not null check (ordered > 0),
  price bigint not null check (price >= 0),
  received bigint not null default 0 check (received >= 0),
  refused bigint not null default 0 check (refused >= 0),
  proposal jsonb,
  check (received + refused <= ordered),
  primary key (home, id),
  foreign key (home, joint) references supply.joint_order (home, id)
);
create index joint_line_order on supply.joint_line (home, joint, n);
create index joint_line_clinic on supply.joint_line (home, facility, kind);

-- What a clinic took in and refused of a line. Facts.
create table supply.receipt (
  home text collate "C" not null,
  id uuid not null,
  line uuid not null,
  facility uuid not null,
  place text collate "C" not null,
  store uuid not null,
  received bigint not null check (received >= 0),
  refused bigint not null check (refused >= 0),
  reason text,
  at timestamptz not null,
  account uuid not null,
  by_name text not null,
  body_hash bytea not null,
  check (received + refused > 0 and (refused = 0 or reason is not null)),
  primary key (home, id),
  foreign key (home, line) references supply.joint_line (home, id)
);
create index receipt_line on supply.receipt (home, line, at);

-- A receipt counts on its line, its fund line and its order in one: their checks refuse a unit or a fen too many.
create function supply.count_receipt() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare l supply.joint_line; o supply.joint_order;
begin
  update supply.joint_line set received = received + new.received, refused = refused + new.refused
  where home = new.home and id = new.line and facility = new.facility returning * into l;
  update supply.joint_order j set version = version + 1, state = case when exists (select from supply.joint_line x
      where x.home = j.home and x.joint = j.id and x.received + x.refused < x.ordered) then 'partlyReceived' else 'received' end
  where j.home = new.home and j.id = l.joint and j.state in ('ordered', 'partlyReceived') returning * into o;
  if o.id is null then raise exception 'an order that is not placed is not received'; end if;
  update supply.fund set committed = committed - (new.received + new.refused) * l.price, spent = spent + new.received * l.price
  where home = o.home and id = o.fund;
  return null;
end $$;
create trigger counted after insert on supply.receipt for each row execute function supply.count_receipt();

-- Medicine issued for a request of care: once. The book of the store has the movement of the same id.
create table supply.medicine_issue (
  home text collate "C" not null,
  request uuid not null,
  id uuid not null,
  store uuid not null,
  store_name text not null,
  kind text collate "C" not null,
  quantity bigint not null check (quantity > 0),
  days int not null check (days > 0),
  long boolean not null,
  reason text,
  at timestamptz not null,
  account uuid not null,
  by_name text not null,
  delivered_at timestamptz,
  delivered_by uuid,
  delivered_name text,
  deliver_command uuid,
  deliver_hash bytea,
  body_hash bytea not null,
  check (not long or reason is not null),
  primary key (home, request)
);

-- Labels of medicines. A label holds where it was loaded and below.
create table supply.label (
  id uuid primary key,
  place text collate "C" not null,
  kind text collate "C" not null references supply.kind,
  source text not null,
  valid_from date not null,
  valid_until date not null check (valid_until >= valid_from),
  entries jsonb not null,
  at timestamptz not null,
  account uuid not null,
  by_name text not null,
  withdrawn_at timestamptz,
  withdrawn_by uuid,
  withdrawn_name text,
  withdrawn_reason text,
  withdraw_command uuid,
  body_hash bytea not null
);
create index label_kind on supply.label (kind, place);

create trigger fact before update or delete on supply.served for each row execute function supply.refuse_change();
create trigger fact before update or delete on supply.receipt for each row execute function supply.refuse_change();

-- What institutions have of each kind and when their books began, for who works for their place: figures, no book.
create function supply.grass_units(h text, ids uuid[], today date)
  returns table (facility uuid, kind text, available bigint, free bigint)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select o.facility, s.kind, coalesce(sum(s.free) filter (where not coalesce(s.expiry < today, false)
      and not supply.is_recalled(i.home, i.kind, i.product, i.lot, i.serial)), 0)::bigint, coalesce(sum(s.free), 0)::bigint
  from supply.store o join supply.stock s on s.home = h and s.store = o.id join supply.item i on i.home = s.home and i.id = s.item
  where o.home = h and o.facility = any(ids) and o.closed_on is null and supply.grass_reaches(o.place)
  group by 1, 2
$$;
create function supply.grass_books(h text, ids uuid[]) returns table (facility uuid, began date)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select o.facility, min(m.day) from supply.store o join supply.movement m on m.home = h and m.store = o.id
  where o.home = h and o.facility = any(ids) and o.closed_on is null and supply.grass_reaches(o.place) group by 1
$$;
-- What moved since a day, by day: came into free stock, was given out for use (less what was taken back), left free stock.
create function supply.grass_flows(h text, ids uuid[], kinds text[], since date)
  returns table (facility uuid, kind text, day date, came bigint, used bigint, gone bigint)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select o.facility, l.kind, m.day, coalesce(sum(l.quantity) filter (where l.to_account = 'free'), 0)::bigint,
    coalesce(sum(case when l.to_account = 'consumed' then l.quantity when l.from_account = 'consumed' then -l.quantity else 0 end), 0)::bigint,
    coalesce(sum(l.quantity) filter (where l.from_account = 'free'), 0)::bigint
  from supply.store o join supply.movement_line l on l.home = h and l.store = o.id and l.kind = any(kinds)
    join supply.movement m on m.home = l.home and m.id = l.movement
  where o.home = h and o.facility = any(ids) and o.closed_on is null and supply.grass_reaches(o.place)
    -- Nothing is entered before it happened; a day more covers every zone.
    and l.at >= since::timestamptz - interval '1 day' and m.day >= since
  group by 1, 2, 3
$$;
-- How many people live in a place by the population register; null where a township of it is not in the register.
create policy residents on care.register for select to lianfang_migrator using (true);
create function supply.residents_of(p text) returns bigint
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select sum(r.residents)::bigint from care.register r where r.home >= p and r.home < p || ':'
  having not exists (select from kernel.division t where length(t.code) = 9 and t.code >= p and t.code < p || ':'
    and exists (select from kernel.division v where v.parent = t.code)
    and not exists (select from care.register r where r.home = left(t.code, 6) and r.township = t.code))
$$;
revoke execute on function supply.residents_of(text) from public;
-- The outlook of a county and of the places it lies in, each by the newest counts in use, for who works in the county: what a
-- clinic may be asked for is no secret of the desk.
create function supply.grass_outlooks(h text)
  returns table (place text, last_day date, result jsonb, residents bigint)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select n.place, n.last_day, n.result, supply.residents_of(n.place) from (
    select distinct on (o.place) o.place, o.last_day, o.result
    from supply.outlook o join supply.curve c on c.id = o.curve
    where o.place = any(array[h, left(h, 4), left(h, 2)]) and c.taken_at is not null and c.dropped_at is null
      and (supply.grass_reaches(h) or starts_with(current_setting('lf.grass', true), h))
    order by o.place, c.taken_at desc, c.id) n
$$;
do $$
declare f text;
begin
  foreach f in array array['grass_outlooks(text)', 'keeps_for(text, uuid)', 'grass_units(text, uuid[], date)', 'grass_books(text, uuid[])',
    'grass_flows(text, uuid[], text[], date)'] loop
    execute format('revoke execute on function supply.%s from public', f);
    execute format('grant execute on function supply.%s to lianfang_app, lianfang_worker', f);
  end loop;
end $$;

-- Row security. Money and orders are the county's; a line is read by who works for its place or keeps the clinic's store, and
-- received by that keeper alone. What was issued for a request is read and written by who reads the request.
do $$
declare t text;
  county constant text := $q$((length(current_setting('lf.grass', true)) = 6 and home = current_setting('lf.grass', true))
    or (current_setting('lf.grass', true) = '' and supply.grass_reaches(home)))$q$;
begin
  foreach t in array array['served', 'fund', 'joint_order', 'joint_line', 'receipt', 'medicine_issue', 'label'] loop
    execute format('alter table supply.%I enable row level security', t);
    execute format('alter table supply.%I force row level security', t);
    execute format('create policy fill on supply.%I to lianfang_worker using (true) with check (true)', t);
    execute format('create policy keep on supply.%I to lianfang_migrator using (true) with check (true)', t);
  end loop;
  foreach t in array array['fund', 'joint_order', 'joint_line'] loop
    execute format('create policy county on supply.%I to lianfang_app using (%s) with check (%s)', t, county, county);
  end loop;
  execute format('create policy county on supply.receipt for select to lianfang_app using (%s)', county);
end $$;
create policy reach on supply.served to lianfang_app using (supply.grass_reaches(place)) with check (supply.grass_reaches(place));
create policy reach on supply.joint_line for select to lianfang_app using (supply.grass_reaches(place));
create policy keeper on supply.joint_line for select to lianfang_app using (supply.keeps_for(home, facility));
create policy reach on supply.joint_order for select to lianfang_app
  using (exists (select from supply.joint_line l where l.home = joint_order.home and l.joint = joint_order.id));
create policy keeper on supply.receipt for select to lianfang_app using (supply.keeps_for(home, facility));
create policy receive on supply.receipt for insert to lianfang_app with check (supply.keeps_for(home, facility));
create policy through on supply.medicine_issue to lianfang_app
  using (exists (select from care.medicine_request r where r.home = medicine_issue.home and r.id = medicine_issue.request))
  with check (exists (select from care.medicine_request r where r.home = medicine_issue.home and r.id = medicine_issue.request));
-- A label is printed text that anybody may read.
create policy read on supply.label for select to lianfang_app using (true);
create policy load on supply.label for insert to lianfang_app with check (supply.grass_reaches(place));
create policy withdraw on supply.label for update to lianfang_app using (supply.grass_reaches(place));
create policy joint on supply.step to lianfang_app
  using (exists (select from supply.joint_order o where o.home = step.home and o.id = step.subject)
    or exists (select from supply.fund f where f.home = step.home and f.id = step.subject))
  with check (exists (select from supply.joint_order o where o.home = step.home and o.id = step.subject)
    or exists (select from supply.fund f where f.home = step.home and f.id = step.subject));

grant select, insert on supply.served, supply.fund, supply.joint_order, supply.joint_line, supply.receipt, supply.medicine_issue,
  supply.label to lianfang_app, lianfang_worker;
grant delete on supply.joint_line to lianfang_app;
grant update (budget, above, committed, version) on supply.fund to lianfang_app;
grant update (name, state, fund, proposed_by, proposed_name, approved_by, approved_name, decision, supplier, version)
  on supply.joint_order to lianfang_app;
grant update (delivered_at, delivered_by, delivered_name, deliver_command, deliver_hash) on supply.medicine_issue to lianfang_app;
grant update (withdrawn_at, withdrawn_by, withdrawn_name, withdrawn_reason, withdraw_command) on supply.label to lianfang_app;
