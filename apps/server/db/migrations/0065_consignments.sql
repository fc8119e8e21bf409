-- breaking: no
-- Consignments on the road (E5): legs, milestones as sourced statements, cargo, papers, hand-overs, receipts, drivers' links.
-- A consignment lies in the county of the store it leaves, or, of goods from outside, of the store it goes to. What comes from a
-- book stands on its transit account (`consignment_line`); this says on which load each of those units is.

create table supply.move (
  home text collate "C" not null,
  -- The command's id.
  id uuid not null,
  state text not null check (state in ('planned', 'onTheRoad', 'arrived', 'closed', 'cancelled')),
  source text not null check (source in ('books', 'production', 'donation', 'procurement')),
  urgency text not null check (urgency in ('critical', 'urgent', 'routine')),
  -- The place of the owner's desk.
  place text collate "C" not null check (starts_with(place, home)),
  from_home text collate "C",
  from_store uuid,
  from_name text,
  party text,
  to_home text collate "C" not null,
  to_store uuid not null,
  to_name text not null,
  to_place text collate "C" not null check (starts_with(to_place, to_home)),
  reference text,
  -- What follows from legs, milestones and cargo, for lists and alarms.
  modes text[] not null default '{}',
  next text,
  promised_at timestamptz,
  expected_at timestamptz,
  arrived_at timestamptz,
  disputed boolean not null default false,
  heard_at timestamptz,
  -- The first alarm that will ring, and from when.
  alarm_why text check (alarm_why in ('late', 'foreseen', 'silent')),
  alarm_from timestamptz,
  differences int not null default 0,
  undecided boolean not null default false,
  turned_back boolean not null default false,
  split_from uuid,
  merged_into uuid,
  account uuid not null,
  by_name text not null,
  at timestamptz not null,
  version int not null default 1,
  body_hash bytea not null,
  check ((source = 'books') = (from_store is not null)),
  check ((alarm_why is null) = (alarm_from is null)),
  primary key (home, id)
);
create unique index move_id on supply.move (id);
create index move_expected on supply.move (coalesce(expected_at, promised_at, 'infinity'::timestamptz), id);
create index move_new on supply.move (at desc, id desc);
create index move_from on supply.move (from_store) where from_store is not null;
create index move_to on supply.move (to_store);
create index move_alarm on supply.move (alarm_from) where alarm_from is not null;

create table supply.move_leg (
  home text collate "C" not null,
  move uuid not null,
  n int not null,
  mode text not null check (mode in ('road', 'rail', 'air', 'water', 'hand')),
  from_name text not null,
  from_zone text not null,
  to_name text not null,
  to_zone text not null,
  carrier text,
  customs boolean not null,
  primary key (home, move, n),
  foreign key (home, move) references supply.move (home, id)
);

-- What it is to carry, before it departs from a store.
create table supply.move_want (
  home text collate "C" not null,
  move uuid not null,
  n int not null,
  kind text collate "C" not null references supply.kind,
  product uuid,
  quantity bigint not null check (quantity > 0),
  assignment uuid,
  primary key (home, move, n),
  foreign key (home, move) references supply.move (home, id)
);
create index move_want_assignment on supply.move_want (assignment) where assignment is not null;

-- Units on board.
create table supply.move_line (
  home text collate "C" not null,
  move uuid not null,
  n int not null,
  kind text collate "C" not null references supply.kind,
  product uuid,
  lot text collate "C",
  expiry date,
  serial text collate "C",
  -- Put on this consignment and not moved to another.
  quantity bigint not null check (quantity >= 0),
  arrived bigint not null default 0 check (arrived >= 0),
  -- Given up by name and reason.
  lost bigint not null default 0 check (lost >= 0),
  -- The line of the transit account that these units are of; null for goods from outside.
  road uuid,
  road_n int,
  -- Tells lines of one origin: on merging they are one.
  origin text collate "C" not null,
  assignment uuid,
  check (arrived + lost <= quantity),
  check ((road is null) = (road_n is null)),
  primary key (home, move, n),
  foreign key (home, move) references supply.move (home, id)
);
create index move_line_road on supply.move_line (road, road_n) where road is not null;
create index move_line_assignment on supply.move_line (assignment) where assignment is not null;

-- Facts: nothing below is ever changed.
create table supply.move_milestone (
  home text collate "C" not null,
  id uuid not null,
  move uuid not null,
  leg int not null,
  what text not null check (what in ('pickedUp', 'departed', 'arrived', 'customsIn', 'customsOut', 'handedOver')),
  basis text not null check (basis in ('planned', 'estimated', 'actual')),
  at timestamptz not null,
  -- As the clock of its place showed it.
  local text not null,
  zone text not null,
  source text not null,
  source_name text not null,
  reason text,
  doubt text,
  account uuid not null,
  by_name text not null,
  entered_at timestamptz not null,
  -- The order in which they were written down, also where a clock stands still.
  seq int not null,
  primary key (home, id),
  foreign key (home, move) references supply.move (home, id)
);
create index move_milestone_of on supply.move_milestone (home, move);

create table supply.move_choice (
  home text collate "C" not null,
  id uuid not null,
  move uuid not null,
  milestone uuid not null,
  reason text not null,
  account uuid not null,
  by_name text not null,
  at timestamptz not null,
  primary key (home, id),
  foreign key (home, milestone) references supply.move_milestone (home, id)
);
create index move_choice_of on supply.move_choice (home, move);

-- Papers, hand-overs, words from the road and receipts: what was written of each, in its own shape.
create table supply.move_note (
  home text collate "C" not null,
  id uuid not null,
  move uuid not null,
  what text not null check (what in ('paper', 'handOver', 'word', 'receipt')),
  detail jsonb not null,
  account uuid not null,
  by_name text not null,
  at timestamptz not null,
  seq int not null,
  primary key (home, id),
  foreign key (home, move) references supply.move (home, id)
);
create index move_note_of on supply.move_note (home, move, at, id);

create table supply.move_photo (
  home text collate "C" not null,
  id uuid not null,
  move uuid not null,
  -- The hand-over or receipt it shows.
  of_note uuid,
  type text not null check (type in ('image/jpeg', 'image/png')),
  bytes bytea not null,
  at timestamptz not null,
  primary key (home, id),
  foreign key (home, move) references supply.move (home, id)
);
create index move_photo_of on supply.move_photo (home, move);

-- A driver's link: 128 random bits, of which only a hash is kept. It reaches one consignment.
create table supply.move_link (
  home text collate "C" not null,
  -- The command's id.
  id uuid not null,
  move uuid not null,
  -- The first 128 bits of the secret's SHA-256.
  code uuid not null,
  name text not null,
  leg int,
  phones text[] not null,
  made_by uuid not null,
  made_at timestamptz not null,
  expires_at timestamptz not null,
  withdrawn_at timestamptz,
  primary key (home, id)
);
create unique index move_link_code on supply.move_link (code);
create index move_link_of on supply.move_link (home, move, made_at desc);

do $$
declare t text;
begin
  foreach t in array array['move_milestone', 'move_choice', 'move_note', 'move_photo'] loop
    execute format('create trigger fact before update or delete on supply.%I for each row execute function supply.refuse_change()', t);
  end loop;
end $$;

-- Assigned units follow what carries them: on the road with the first that leaves, received when none of them is on the road.
create function supply.follow_assignments(ids uuid[]) returns void
  language sql security definer set search_path = pg_catalog, pg_temp as $$
  with known as (
    select l.assignment as id, sum(l.quantity) as units, sum(l.quantity - l.arrived - l.lost) as travelling
    from supply.move_line l join supply.move m on m.home = l.home and m.id = l.move
    where l.assignment = any(ids) and m.state not in ('planned', 'cancelled') group by 1)
  update supply.assignment a set state = case when k.travelling = 0 then 'received' else 'onTheRoad' end
  from known k where a.id = k.id and k.units > 0
    and a.state = case when k.travelling = 0 then 'onTheRoad' else 'assigned' end
$$;
create function supply.line_followed() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform supply.follow_assignments(array[new.assignment]);
  return null;
end $$;
create trigger followed after insert or update of arrived, lost, assignment on supply.move_line
  for each row when (new.assignment is not null) execute function supply.line_followed();
create function supply.move_followed() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform supply.follow_assignments(array(select distinct l.assignment from supply.move_line l
    where l.home = new.home and l.move = new.id and l.assignment is not null));
  return null;
end $$;
create trigger followed after update of state on supply.move
  for each row when (old.state is distinct from new.state) execute function supply.move_followed();

-- A request that is withdrawn while its units travel: a person chooses what becomes of them.
create function supply.ask_redirect() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update supply.move m set undecided = true where m.state in ('onTheRoad', 'arrived') and exists (
    select from supply.assignment a join supply.move_line l on l.assignment = a.id
    where a.home = new.home and a.request = new.id and l.home = m.home and l.move = m.id and l.quantity > l.arrived + l.lost);
  return null;
end $$;
create trigger redirected after update of state on supply.request
  for each row when (new.state in ('withdrawn', 'refused') and old.state is distinct from new.state)
  execute function supply.ask_redirect();

-- Part of an assignment becomes one of its own: the sums of request and offer stay.
create function supply.part_assignment(whole uuid, part uuid, units bigint) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare a supply.assignment;
begin
  select * into strict a from supply.assignment where id = whole for update;
  if not (current_setting('lf.supply', true) = 'nation' or (current_setting('lf.supply', true) <> ''
      and starts_with(a.home, current_setting('lf.supply', true)))) or units <= 0 or units >= a.quantity then
    raise exception 'not to be parted';
  end if;
  update supply.offer set assigned = assigned - units where home = a.offer_home and id = a.offer;
  update supply.request set assigned = assigned - units where home = a.home and id = a.request;
  update supply.assignment set quantity = quantity - units where home = a.home and id = whole;
  a.id := part;
  a.quantity := units;
  insert into supply.assignment select a.*;
end $$;

-- Units on the road go to another store: the old line has them back, a new one sends them on, and the sender's book stays as it is.
create function supply.divert(at_home text, load uuid, store_to uuid) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  l record;
  c supply.consignment_line;
  g supply.consignment;
  s supply.store;
  fresh uuid;
begin
  if not (current_setting('lf.supply', true) = 'nation' or (current_setting('lf.supply', true) <> ''
      and starts_with(at_home, current_setting('lf.supply', true)))) then
    raise exception 'not to be diverted';
  end if;
  select * into strict s from supply.store where id = store_to;
  for l in select n, road, road_n, quantity - arrived - lost as units from supply.move_line
      where home = at_home and move = load and road is not null and quantity > arrived + lost order by road, road_n loop
    select * into strict c from supply.consignment_line where consignment = l.road and n = l.road_n for update;
    select * into strict g from supply.consignment where home = c.home and id = c.consignment;
    fresh := gen_random_uuid();
    insert into supply.consignment (home, id, store, to_home, to_store, movement, sent_on, at, reference)
    values (g.home, fresh, g.store, s.home, s.id, g.movement, g.sent_on, g.at, g.reference);
    insert into supply.consignment_line (home, consignment, n, store, to_home, to_store, item, kind, product, lot, expiry, serial,
      state, sent)
    values (c.home, fresh, 0, c.store, s.home, s.id, c.item, c.kind, c.product, c.lot, c.expiry, c.serial, c.state, l.units);
    update supply.consignment_line set back = back + l.units where home = c.home and consignment = c.consignment and n = c.n;
    update supply.consignment x set open = exists (select from supply.consignment_line y
      where y.home = x.home and y.consignment = x.id and y.sent > y.arrived + y.back) where x.home = g.home and x.id = g.id;
    update supply.serial_at set consignment = fresh
    where c.serial is not null and kind = c.kind and serial = c.serial and consignment = c.consignment
      and product = coalesce(c.product, '00000000-0000-0000-0000-000000000000');
    -- Of one line of a road several lines of a load may travel: each has its own from here on.
    update supply.move_line set road = fresh, road_n = 0, origin = fresh::text || '/0'
    where home = at_home and move = load and n = l.n and arrived + lost = 0;
    if not found then
      update supply.move_line set quantity = arrived + lost where home = at_home and move = load and n = l.n;
      insert into supply.move_line (home, move, n, kind, product, lot, expiry, serial, quantity, road, road_n, origin, assignment)
      select home, move, (select max(x.n) + 1 from supply.move_line x where x.home = at_home and x.move = load), kind, product, lot,
        expiry, serial, l.units, fresh, 0, fresh::text || '/0', assignment
      from supply.move_line where home = at_home and move = load and n = l.n;
    end if;
  end loop;
end $$;

-- Whether a consignment carries what was sent: then it is received there. Sender and receiver see both ends of it anyhow.
create function supply.is_carried(transfer uuid) returns boolean
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select exists (select from supply.move_line l join supply.move m on m.home = l.home and m.id = l.move
    where l.road = transfer and m.state <> 'cancelled')
$$;

-- A unit with a number that was given up on the road is nowhere, and can be found again.
create function supply.lose_serial() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  delete from supply.serial_at s using supply.item i, supply.movement m
  where i.home = new.home and i.id = new.item and i.serial is not null and m.home = new.home and m.id = new.movement
    and s.kind = i.kind and s.serial = i.serial and s.product = coalesce(i.product, '00000000-0000-0000-0000-000000000000')
    and s.consignment = m.consignment;
  return null;
end $$;
create trigger lost after insert on supply.movement_line
  for each row when (new.from_account = 'transit' and new.to_account = 'loss') execute function supply.lose_serial();

do $$
declare f text;
begin
  foreach f in array array['part_assignment(uuid, uuid, bigint)', 'divert(text, uuid, uuid)', 'is_carried(uuid)',
    'follow_assignments(uuid[])'] loop
    execute format('revoke execute on function supply.%s from public', f);
  end loop;
  foreach f in array array['part_assignment(uuid, uuid, bigint)', 'divert(text, uuid, uuid)', 'is_carried(uuid)'] loop
    execute format('grant execute on function supply.%s to lianfang_app, lianfang_worker', f);
  end loop;
end $$;

-- Row security: the desks and the keepers of both ends, and the link of the one consignment. What belongs to a consignment is
-- reached through it.
do $$
declare t text;
  desk constant text := $q$(current_setting('lf.supply', true) = 'nation'
    or (current_setting('lf.supply', true) <> '' and starts_with(%I, current_setting('lf.supply', true))))$q$;
  keeper constant text := $q$(from_store in (select r.store from supply.store_reach r
      where r.account = nullif(current_setting('lf.account', true), '')::uuid)
    or to_store in (select r.store from supply.store_reach r where r.account = nullif(current_setting('lf.account', true), '')::uuid))$q$;
  linked constant text := $q$id in (select l.move from supply.move_link l
    where l.code = nullif(current_setting('lf.link', true), '')::uuid and l.withdrawn_at is null)$q$;
begin
  foreach t in array array['move', 'move_leg', 'move_want', 'move_line', 'move_milestone', 'move_choice', 'move_note', 'move_photo',
    'move_link'] loop
    execute format('alter table supply.%I enable row level security', t);
    execute format('alter table supply.%I force row level security', t);
    execute format('create policy fill on supply.%I to lianfang_worker using (true) with check (true)', t);
    execute format('create policy keep on supply.%I to lianfang_migrator using (true) with check (true)', t);
  end loop;
  execute format('create policy desk on supply.move to lianfang_app using (%s) with check (%s)', format(desk, 'home'),
    format(desk, 'home'));
  execute format('create policy other_desk on supply.move for select to lianfang_app using (%s)', format(desk, 'to_home'));
  execute format('create policy other_writes on supply.move for update to lianfang_app using (%s)', format(desk, 'to_home'));
  execute format('create policy keeper on supply.move for select to lianfang_app using (%s)', keeper);
  execute format('create policy keeper_writes on supply.move for update to lianfang_app using (%s)', keeper);
  execute format('create policy linked on supply.move for select to lianfang_app using (%s)', linked);
  execute format('create policy linked_writes on supply.move for update to lianfang_app using (%s)', linked);
  foreach t in array array['move_leg', 'move_want', 'move_line', 'move_milestone', 'move_choice', 'move_note', 'move_photo'] loop
    execute format($p$create policy through on supply.%1$I to lianfang_app
      using (exists (select from supply.move m where m.home = %1$I.home and m.id = %1$I.move))
      with check (exists (select from supply.move m where m.home = %1$I.home and m.id = %1$I.move))$p$, t);
  end loop;
  execute format('create policy desk on supply.move_link to lianfang_app using (%s) with check (%s)', format(desk, 'home'),
    format(desk, 'home'));
end $$;
-- A driver's word changes no load: neither its way nor its units, nor where it goes.
do $$
declare t text;
begin
  foreach t in array array['move_leg', 'move_want', 'move_line', 'move_choice'] loop
    execute format($p$create policy not_by_link on supply.%I as restrictive for insert to lianfang_app
      with check (coalesce(current_setting('lf.link', true), '') = '')$p$, t);
  end loop;
end $$;
create policy not_changed_by_link on supply.move_line as restrictive for update to lianfang_app
  using (coalesce(current_setting('lf.link', true), '') = '');
create function supply.refuse_link() returns trigger language plpgsql as $$
begin
  raise exception 'a link changes no load' using errcode = '42501';
end $$;
create trigger not_by_link before update on supply.move for each row
  when (coalesce(current_setting('lf.link', true), '') <> ''
    and (old.state, old.to_store, old.undecided, old.turned_back, old.differences, old.merged_into)
      is distinct from (new.state, new.to_store, new.undecided, new.turned_back, new.differences, new.merged_into))
  execute function supply.refuse_link();
create policy linked on supply.move_link for select to lianfang_app
  using (code = nullif(current_setting('lf.link', true), '')::uuid);
create policy through_move on supply.step to lianfang_app
  using (exists (select from supply.move m where m.home = step.home and m.id = step.subject))
  with check (exists (select from supply.move m where m.home = step.home and m.id = step.subject));

grant select, insert on supply.move, supply.move_leg, supply.move_want, supply.move_line, supply.move_milestone, supply.move_choice,
  supply.move_note, supply.move_photo, supply.move_link to lianfang_app, lianfang_worker;
grant update (state, to_home, to_store, to_name, to_place, modes, next, promised_at, expected_at, arrived_at, disputed, heard_at,
  alarm_why, alarm_from, differences, undecided, turned_back, merged_into, version) on supply.move to lianfang_app;
grant update (quantity, arrived, lost, assignment) on supply.move_line to lianfang_app;
grant update (withdrawn_at) on supply.move_link to lianfang_app;
