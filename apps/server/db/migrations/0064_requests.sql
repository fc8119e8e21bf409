-- breaking: no
-- Requests of hospitals, offers, what of them is assigned, and requisitions (E3). A request lies in its hospital's county, an
-- offer and a requisition in their owner's. Counts only: nothing here is about a patient.

-- Who asks for supplies and who approves inside an institution. What ended keeps its dates.
create table supply.facility_person (
  home text collate "C" not null,
  id uuid not null,
  facility uuid not null,
  account uuid not null,
  part text not null check (part in ('requester', 'approver')),
  name text not null,
  phone text,
  from_at timestamptz not null,
  named_by uuid not null,
  until_at timestamptz,
  ended_by uuid,
  body_hash bytea not null,
  primary key (home, id),
  foreign key (home, facility) references kernel.facility (home, id)
);
create unique index facility_person_once on supply.facility_person (home, facility, account, part) where until_at is null;
create index facility_person_account on supply.facility_person (account) where until_at is null;

-- Who reaches which institution by being named for it. Follows from the namings.
create table supply.facility_reach (
  account uuid not null,
  facility uuid not null,
  home text collate "C" not null,
  primary key (account, facility)
);

create function supply.renew_facility_reach() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  -- One after the other: two namings at once would each miss what the other ended.
  perform pg_advisory_xact_lock(hashtextextended(new.facility::text, 71265));
  delete from supply.facility_reach where facility = new.facility;
  insert into supply.facility_reach (account, facility, home)
  select distinct account, facility, home from supply.facility_person
  where home = new.home and facility = new.facility and until_at is null;
  return null;
end $$;
create trigger reach after insert or update on supply.facility_person
  for each row execute function supply.renew_facility_reach();

create table supply.request (
  home text collate "C" not null,
  -- The command's id.
  id uuid not null,
  facility uuid not null,
  place text collate "C" not null check (starts_with(place, home)),
  -- As the institution was called when it asked: hospitals see no list of institutions.
  name text not null,
  name_en text,
  kind text collate "C" not null references supply.kind,
  basis text not null check (basis in ('patients', 'use')),
  said_quantity numeric not null,
  said_unit text not null,
  product uuid,
  -- In the unit of the kind, as all quantities here.
  requested bigint not null check (requested > 0),
  facts jsonb not null,
  note text,
  -- Urgency (SUP-REQ-6).
  uncovered int not null check (uncovered >= 0),
  busy int not null check (busy between 0 and 100),
  -- Asked back because of its size, and said to be right.
  doubted boolean not null,
  state text not null check (state in ('draft', 'submitted', 'returned', 'approved', 'verified', 'refused', 'withdrawn', 'closed')),
  account uuid not null,
  by_name text not null,
  created_at timestamptz not null,
  submitted_by uuid,
  submitted_name text,
  approved_at timestamptz,
  approved_by uuid,
  approved_name text,
  computed bigint,
  verified bigint check (verified >= 0 and verified <= requested and verified <= computed),
  -- What the desk verified, frozen: terms, day, name.
  verification jsonb,
  overstated boolean not null default false,
  verified_on date,
  -- Follows from the assignments.
  assigned bigint not null default 0,
  withdrawn jsonb,
  version int not null default 1,
  body_hash bytea not null,
  check (assigned >= 0 and assigned <= coalesce(verified, 0)),
  check (approved_by is null or approved_by <> submitted_by),
  primary key (home, id),
  foreign key (home, facility) references kernel.facility (home, id)
);
create unique index request_id on supply.request (id);
create index request_urgent on supply.request ((-uncovered), (-busy), approved_at, id) where approved_at is not null;
create index request_new on supply.request (created_at desc, id desc);
create index request_place on supply.request (place, kind);
create index request_facility on supply.request (facility, created_at desc, id desc);
create index request_hospital on supply.request (home, facility, kind, created_at desc);
create index request_overstated on supply.request (verified_on, place) where overstated;

-- What somebody of a hospital confirmed of its readiness for a kind, by name and day. Facts.
create table supply.gate (
  home text collate "C" not null,
  id uuid not null,
  facility uuid not null,
  kind text collate "C" not null,
  gate text not null check (gate in ('operators', 'oxygen', 'power', 'consumables')),
  day date not null,
  note text,
  at timestamptz not null,
  account uuid not null,
  by_name text not null,
  body_hash bytea not null,
  primary key (home, id)
);
create index gate_hospital on supply.gate (home, facility, kind, gate, day desc);

create table supply.offer (
  home text collate "C" not null,
  id uuid not null,
  channel text not null check (channel in ('production', 'transfer', 'donation', 'procurement')),
  place text collate "C" not null check (starts_with(place, home)),
  enterprise uuid,
  store uuid,
  facility uuid,
  -- The owner, or who gives or sells, as they were called.
  owner_name text,
  party text,
  kind text collate "C" not null references supply.kind,
  product uuid,
  said_quantity numeric not null,
  said_unit text not null,
  quantity bigint not null check (quantity >= 0),
  -- Follows from the assignments.
  assigned bigint not null default 0,
  state text not null default 'open' check (state in ('open', 'usedUp', 'withdrawn')),
  ready_on date not null,
  reliability text not null check (reliability in ('certain', 'likely', 'uncertain')),
  said_by text not null,
  seen_number text,
  seen_until date,
  -- What the owner has; of transfers.
  owned jsonb,
  account uuid not null,
  by_name text not null,
  at timestamptz not null,
  body_hash bytea not null,
  check (assigned >= 0 and assigned <= quantity),
  check (num_nonnulls(enterprise, store, facility) <= 1),
  check ((channel = 'production') = (enterprise is not null) and (channel = 'transfer') = (num_nonnulls(store, facility) = 1)),
  check ((channel = 'transfer') = (owned is not null)),
  primary key (home, id)
);
create unique index offer_id on supply.offer (id);
create index offer_ready on supply.offer (ready_on, id);
create index offer_new on supply.offer (at desc, id desc);
create index offer_place on supply.offer (place, kind);
create index offer_enterprise on supply.offer (enterprise) where enterprise is not null;
create index offer_store on supply.offer (store, kind) where store is not null;
create index offer_facility on supply.offer (facility, kind) where facility is not null;

-- Units of an offer that go to a request. Home is the request's. From `onTheRoad` on the consignment carries them.
create table supply.assignment (
  home text collate "C" not null,
  id uuid not null,
  request uuid not null,
  facility uuid not null,
  kind text collate "C" not null,
  offer_home text collate "C" not null,
  offer uuid not null,
  quantity bigint not null check (quantity > 0),
  state text not null default 'assigned' check (state in ('assigned', 'takenBack', 'onTheRoad', 'received')),
  -- Of the offer: the hospital reads its assignment and no offer.
  channel text not null,
  from_name text not null,
  from_place text collate "C" not null,
  ready_on date not null,
  at timestamptz not null,
  account uuid not null,
  by_name text not null,
  reason text,
  back_at timestamptz,
  back_by uuid,
  back_name text,
  back_reason text,
  body_hash bytea not null,
  primary key (home, id),
  foreign key (home, request) references supply.request (home, id)
);
create index assignment_request on supply.assignment (home, request);
create index assignment_offer on supply.assignment (offer_home, offer);
create index assignment_hospital on supply.assignment (home, facility, kind);
create index assignment_from on supply.assignment (from_place, kind) where channel = 'transfer';

create table supply.requisition (
  home text collate "C" not null,
  id uuid not null,
  store uuid,
  facility uuid,
  owner_name text not null,
  place text collate "C" not null check (starts_with(place, home)),
  kind text collate "C" not null references supply.kind,
  quantity bigint not null check (quantity > 0),
  request uuid,
  state text not null check (state in ('ordered', 'executed', 'returned', 'cancelled')),
  order_number text,
  authority text,
  receipt text,
  condition text,
  compensation text,
  return_day date,
  executed_on date,
  returned_on date,
  return_condition text,
  owned jsonb not null,
  account uuid not null,
  by_name text not null,
  at timestamptz not null,
  version int not null default 1,
  body_hash bytea not null,
  check (num_nonnulls(store, facility) = 1),
  -- The second net of SUP-SEI-1.
  check (state not in ('executed', 'returned') or num_nulls(order_number, authority, receipt, condition, compensation, return_day,
    executed_on) = 0),
  primary key (home, id)
);
create unique index requisition_id on supply.requisition (id);
create index requisition_new on supply.requisition (at desc, id desc);
create index requisition_store on supply.requisition (store, kind) where store is not null;
create index requisition_facility on supply.requisition (facility, kind) where facility is not null;

-- What happened with a request, an offer or a requisition. Facts; the id is the command's.
create table supply.step (
  home text collate "C" not null,
  id uuid not null,
  subject uuid not null,
  what text not null,
  at timestamptz not null,
  account uuid not null,
  by_name text not null,
  reason text,
  detail jsonb not null,
  body_hash bytea not null,
  primary key (home, id)
);
create index step_subject on supply.step (home, subject, at, id);
create trigger fact before update or delete on supply.step for each row execute function supply.refuse_change();
create trigger fact before update or delete on supply.gate for each row execute function supply.refuse_change();

-- The sums of what is assigned, kept with the rows: their checks refuse a unit too many whoever writes.
create function supply.sum_assigned() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare by_units bigint := case when new.state = 'takenBack' then 0 else new.quantity end
  - case when tg_op = 'INSERT' or old.state = 'takenBack' then 0 else old.quantity end;
begin
  if by_units = 0 then return null; end if;
  update supply.offer set assigned = assigned + by_units where home = new.offer_home and id = new.offer;
  update supply.request set assigned = assigned + by_units where home = new.home and id = new.request;
  return null;
end $$;
create trigger summed after insert or update of state on supply.assignment
  for each row execute function supply.sum_assigned();

-- What a name and a place are, for people who see no list of institutions: those they are named for, and a desk's own.
create policy known on kernel.facility for select to lianfang_migrator using (true);
create function supply.hospitals_known(ids uuid[])
  returns table (home text, id uuid, name text, name_en text, place text, closed_on date)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select f.home, f.id, f.name, f.name_en, f.place, f.closed_on from kernel.facility f
  where f.id = any(ids) and (current_setting('lf.supply', true) = 'nation'
    or (current_setting('lf.supply', true) <> '' and starts_with(f.home, current_setting('lf.supply', true)))
    or exists (select from supply.facility_reach r
      where r.account = nullif(current_setting('lf.account', true), '')::uuid and r.facility = f.id))
$$;

-- What a hospital's stores have of a kind, as figures: who may see its request may see them beside it.
create function supply.hospital_stock(h text, f uuid, k text, today date)
  returns table (stores bigint, on_hand bigint, held bigint, expired bigint, reserved bigint, available bigint)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  with own as (select id from supply.store where home = h and facility = f and closed_on is null),
  rows as (
    select s.free, s.reserved, s.quarantine + s.on_hold + s.damaged as held, s.expiry < today as gone,
      supply.is_recalled(i.home, i.kind, i.product, i.lot, i.serial) as recalled
    from own o join supply.stock s on s.home = h and s.store = o.id and s.kind = k
      join supply.item i on i.home = s.home and i.id = s.item)
  select (select count(*) from own), coalesce(sum(free + reserved + held), 0)::bigint,
    coalesce(sum(held + case when recalled then free + reserved else 0 end), 0)::bigint,
    coalesce(sum(case when not recalled and gone then free + reserved else 0 end), 0)::bigint,
    coalesce(sum(case when recalled or gone then 0 else reserved end), 0)::bigint,
    coalesce(sum(case when recalled or gone then 0 else free end), 0)::bigint
  from rows
$$;
create function supply.hospital_flow(h text, f uuid, k text, since timestamptz)
  returns table (used bigint, coming bigint)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  with own as (select id from supply.store where home = h and facility = f)
  select (select coalesce(sum(case when l.to_account = 'consumed' then l.quantity else -l.quantity end), 0)::bigint
      from own o join supply.movement_line l on l.home = h and l.store = o.id and l.kind = k and l.at >= since
      where 'consumed' in (l.from_account, l.to_account)),
    (select coalesce(sum(c.sent - c.arrived - c.back), 0)::bigint
      from own o join supply.consignment g on g.to_home = h and g.to_store = o.id and g.open
        join supply.consignment_line c on c.home = g.home and c.consignment = g.id and c.kind = k)
$$;
-- Papers of a product and of the whole works: what is printed on the pack and stands in the public register.
create function supply.papers_known(p uuid)
  returns table (kind text, from_day date, until_day date)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select a.kind, a.from_day, a.until_day from supply.product d
    join supply.paper a on a.home = d.home and a.enterprise = d.enterprise and (a.product is null or a.product = d.id)
  where d.id = p and a.withdrawn_at is null
$$;
-- What a prefecture's books have of a kind, what others are to get of it and is still there, and all that was given to others:
-- three sums, for its floor (SUP-TRA-3).
create function supply.region_units(prefecture text, k text)
  returns table (has bigint, pending bigint, given bigint)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select coalesce((select t.free + t.reserved from supply.stock_total t where t.place = prefecture and t.kind = k), 0)::bigint,
    coalesce(sum(a.quantity) filter (where a.state = 'assigned'), 0)::bigint, coalesce(sum(a.quantity), 0)::bigint
  from supply.assignment a
  where a.channel = 'transfer' and a.kind = k and a.from_place >= prefecture and a.from_place < prefecture || ':'
    and not starts_with(a.home, prefecture) and a.state <> 'takenBack'
$$;
-- What an owner has promised of a kind and still has: its open transfer offers whole, what is assigned and not received of ended
-- ones, requisitions that are ordered. A hospital and its stores are one owner. `but` is left out.
create function supply.promised_units(s uuid, f uuid, k text, but uuid) returns bigint
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  with one as (select coalesce(f, (select t.facility from supply.store t where t.id = s)) as hospital),
  stores as (
    select s as id where s is not null
    union select t.id from one join supply.store t on t.facility = one.hospital)
  select (coalesce((select sum(case when o.state = 'open' then o.quantity else o.assigned end - coalesce(a.gone, 0))
      from supply.offer o left join lateral (select sum(x.quantity) as gone from supply.assignment x
        where x.offer_home = o.home and x.offer = o.id and x.state = 'received') a on true
      where o.kind = k and o.channel = 'transfer' and o.id <> but
        and (o.store in (select id from stores) or o.facility = (select hospital from one))), 0)
    + coalesce((select sum(q.quantity) from supply.requisition q
      where q.kind = k and q.state = 'ordered' and q.id <> but
        and (q.store in (select id from stores) or q.facility = (select hospital from one))), 0))::bigint
$$;
do $$
declare f text;
begin
  foreach f in array array['hospitals_known(uuid[])', 'hospital_stock(text, uuid, text, date)',
    'hospital_flow(text, uuid, text, timestamptz)', 'papers_known(uuid)', 'region_units(text, text)',
    'promised_units(uuid, uuid, text, uuid)'] loop
    execute format('revoke execute on function supply.%s from public', f);
    execute format('grant execute on function supply.%s to lianfang_app, lianfang_worker', f);
  end loop;
end $$;

-- Row security. A hospital reads and writes its own; a desk what lies in its place, requests from the moment they were approved
-- inside; makers and owners their own offers. Nobody else anything.
do $$
declare t text;
  desk constant text := $q$(current_setting('lf.supply', true) = 'nation'
    or (current_setting('lf.supply', true) <> '' and starts_with(%I, current_setting('lf.supply', true))))$q$;
  hospital constant text := $q$%I in (select r.facility from supply.facility_reach r
    where r.account = nullif(current_setting('lf.account', true), '')::uuid)$q$;
  keeper constant text := $q$store in (select r.store from supply.store_reach r
    where r.account = nullif(current_setting('lf.account', true), '')::uuid)$q$;
  maker constant text := $q$enterprise in (select r.enterprise from supply.reach r
    where r.account = nullif(current_setting('lf.account', true), '')::uuid)$q$;
begin
  foreach t in array array['facility_person', 'facility_reach', 'request', 'gate', 'offer', 'assignment', 'requisition', 'step'] loop
    execute format('alter table supply.%I enable row level security', t);
    execute format('alter table supply.%I force row level security', t);
    execute format('create policy fill on supply.%I to lianfang_worker using (true) with check (true)', t);
    execute format('create policy keep on supply.%I to lianfang_migrator using (true) with check (true)', t);
  end loop;
  foreach t in array array['facility_person', 'offer', 'requisition'] loop
    execute format('create policy desk on supply.%I to lianfang_app using (%s) with check (%s)', t, format(desk, 'home'),
      format(desk, 'home'));
  end loop;
  execute format('create policy desk on supply.gate for select to lianfang_app using (%s)', format(desk, 'home'));
  execute format('create policy desk on supply.request for select to lianfang_app using (approved_at is not null and %s)',
    format(desk, 'home'));
  -- A desk decides, and does not withdraw what a hospital asked for; a hospital withdraws, and does not verify its own need.
  execute format('create policy decide on supply.request for update to lianfang_app using (approved_at is not null and %s)
    with check (approved_at is not null and state in (''verified'', ''refused'', ''closed'') and %s)', format(desk, 'home'),
    format(desk, 'home'));
  execute format('create policy hospital on supply.request to lianfang_app using (%s) with check (%s
    and state in (''draft'', ''submitted'', ''returned'', ''approved'', ''withdrawn''))', format(hospital, 'facility'),
    format(hospital, 'facility'));
  execute format('create policy desk on supply.assignment to lianfang_app using (%s) with check (%s and %s)', format(desk, 'home'),
    format(desk, 'home'), format(desk, 'offer_home'));
  execute format('create policy giver on supply.assignment for select to lianfang_app using (%s)', format(desk, 'offer_home'));
  foreach t in array array['gate', 'offer'] loop
    execute format('create policy hospital on supply.%I to lianfang_app using (%s) with check (%s)', t,
      format(hospital, 'facility'), format(hospital, 'facility'));
  end loop;
  execute format('create policy hospital on supply.assignment for select to lianfang_app using (%s)', format(hospital, 'facility'));
  execute format('create policy withdraw on supply.assignment for update to lianfang_app using (%s)', format(hospital, 'facility'));
  execute format('create policy hospital on supply.requisition for select to lianfang_app using (%s)', format(hospital, 'facility'));
  execute format('create policy hospital on supply.facility_person for select to lianfang_app using (%s)',
    format(hospital, 'facility'));
  execute format('create policy keeper on supply.requisition for select to lianfang_app using (%s)', keeper);
  execute format('create policy keeper on supply.offer to lianfang_app using (%s) with check (%s)', keeper, keeper);
  execute format('create policy maker on supply.offer to lianfang_app using (%s) with check (%s)', maker, maker);
end $$;
create policy named on supply.facility_reach for select to lianfang_app
  using (account = nullif(current_setting('lf.account', true), '')::uuid);
-- Where units of one's own offer go; a step is reached through what it is about, which row security decides on.
create policy offered on supply.assignment for select to lianfang_app
  using (exists (select from supply.offer o where o.home = assignment.offer_home and o.id = assignment.offer));
create policy through on supply.step to lianfang_app
  using (exists (select from supply.request r where r.home = step.home and r.id = step.subject)
    or exists (select from supply.offer o where o.home = step.home and o.id = step.subject)
    or exists (select from supply.requisition q where q.home = step.home and q.id = step.subject))
  with check (exists (select from supply.request r where r.home = step.home and r.id = step.subject)
    or exists (select from supply.offer o where o.home = step.home and o.id = step.subject)
    or exists (select from supply.requisition q where q.home = step.home and q.id = step.subject));

grant select, insert on supply.facility_person, supply.request, supply.gate, supply.offer, supply.assignment, supply.requisition,
  supply.step to lianfang_app, lianfang_worker;
grant select on supply.facility_reach to lianfang_app, lianfang_worker;
grant update (until_at, ended_by) on supply.facility_person to lianfang_app;
grant update (said_quantity, said_unit, product, requested, facts, note, uncovered, busy, doubted, state, submitted_by, submitted_name,
  approved_at, approved_by, approved_name, computed, verified, verification, overstated, verified_on, withdrawn, version)
  on supply.request to lianfang_app;
grant update (quantity, state) on supply.offer to lianfang_app;
grant update (state, back_at, back_by, back_name, back_reason) on supply.assignment to lianfang_app;
grant update (state, order_number, authority, receipt, condition, compensation, return_day, executed_on, returned_on,
  return_condition, version) on supply.requisition to lianfang_app;
