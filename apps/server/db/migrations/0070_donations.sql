-- breaking: no
-- Gifts (E3, E10): offered without an account, counted in at night, inspected, passed on, published. A gift lies in the county that
-- it is given to. Who gives is sealed in a row of its own; what is published names nobody without consent.

create table supply.gift (
  home text collate "C" not null,
  -- The command's id.
  id uuid not null,
  -- As it is spoken and published; nothing is reached by it.
  number text collate "C" not null,
  -- The first 128 bits of the SHA-256 of the donor's secret; null where the donor has none.
  code uuid,
  source text not null check (source in ('public', 'night')),
  state text not null check (state in ('offered', 'declined', 'accepted', 'arriving', 'counted', 'inspected', 'inBooks', 'issued',
    'closed')),
  donor_kind text not null check (donor_kind in ('person', 'organisation', 'unknown')),
  country text,
  named text not null check (named in ('yes', 'no', 'notSaid')),
  -- In the donor's words; null where it is not directed.
  directed text,
  -- What a desk found the words to mean.
  aim_facility uuid,
  aim_place text collate "C",
  aim_name text,
  ready_on date,
  lies text,
  transport boolean not null,
  note text,
  -- Which store takes it in.
  store uuid,
  store_name text,
  declined_why text,
  declined_text text,
  at timestamptz not null,
  version int not null default 1,
  body_hash bytea not null,
  check ((state = 'declined') = (declined_why is not null)),
  check (directed is not null or num_nonnulls(aim_facility, aim_place) = 0),
  check (num_nonnulls(aim_facility, aim_place) <= 1),
  primary key (home, id)
);
create unique index gift_id on supply.gift (id);
create unique index gift_number on supply.gift (number);
create unique index gift_code on supply.gift (code) where code is not null;
create index gift_new on supply.gift (at desc, id desc);
create index gift_store on supply.gift (store, at desc, id desc) where store is not null;
create index gift_home on supply.gift (home, state, at desc, id desc);
create index gift_ready on supply.gift ((coalesce(ready_on, '0001-01-01')), id);

-- Who gives: name and contact, one sealed value under a key of its own.
create table supply.gift_donor (
  home text collate "C" not null,
  gift uuid not null,
  key_id text not null,
  wrapped bytea not null,
  sealed bytea not null,
  primary key (home, gift),
  foreign key (home, gift) references supply.gift (home, id)
);

-- The name that the donor wants to be published. A row only where the donor said yes.
create table supply.gift_name (
  home text collate "C" not null,
  gift uuid not null,
  name text not null,
  primary key (home, gift),
  foreign key (home, gift) references supply.gift (home, id)
);

create table supply.gift_line (
  home text collate "C" not null,
  gift uuid not null,
  n int not null,
  kind text collate "C" references supply.kind,
  words text,
  quantity numeric not null check (quantity > 0),
  unit text not null,
  lot text,
  expiry date,
  claimed text,
  check (kind is not null or words is not null),
  primary key (home, gift, n),
  foreign key (home, gift) references supply.gift (home, id)
);

-- The gift's offer of a kind (E3). One for a kind: its quantity follows what was offered, then what was counted.
create table supply.gift_offer (
  home text collate "C" not null,
  gift uuid not null,
  kind text collate "C" not null references supply.kind,
  offer uuid not null,
  -- As many as were offered, in the unit of the kind; what was counted goes before it.
  offered bigint not null check (offered >= 0),
  primary key (home, gift, kind),
  foreign key (home, gift) references supply.gift (home, id),
  foreign key (home, offer) references supply.offer (home, id)
);
create unique index gift_offer_of on supply.gift_offer (offer);

-- Units of one item as they were counted in, and where they are. Each is in one column.
create table supply.gift_count (
  home text collate "C" not null,
  gift uuid not null,
  n int not null,
  store uuid not null,
  item uuid not null,
  kind text collate "C" not null,
  box text,
  lot text,
  expiry date,
  serial text,
  counted bigint not null check (counted > 0),
  quarantine bigint not null check (quarantine >= 0),
  kept bigint not null default 0 check (kept >= 0),
  issued bigint not null default 0 check (issued >= 0),
  disposed bigint not null default 0 check (disposed >= 0),
  lost bigint not null default 0 check (lost >= 0),
  looked boolean not null default false,
  note text,
  check (counted = quarantine + kept + issued + disposed + lost),
  primary key (home, gift, n),
  foreign key (home, gift) references supply.gift (home, id)
);
create index gift_count_item on supply.gift_count (home, store, item) where quarantine > 0;

-- A paper that was seen for a kind. Facts; the newest counts.
create table supply.gift_paper (
  home text collate "C" not null,
  id uuid not null,
  gift uuid not null,
  kind text collate "C" not null,
  number text not null,
  until_day date,
  at timestamptz not null,
  primary key (home, id, kind),
  foreign key (home, gift) references supply.gift (home, id)
);
create index gift_paper_of on supply.gift_paper (home, gift, kind, at desc);

-- What a donor agreed to in writing. Facts.
create table supply.gift_consent (
  home text collate "C" not null,
  id uuid not null,
  gift uuid not null,
  kind text collate "C",
  quantity bigint check (quantity > 0),
  aim_facility uuid,
  aim_place text collate "C",
  aim_name text,
  paper text not null,
  day date not null,
  taken_by text not null,
  at timestamptz not null,
  account uuid not null,
  by_name text not null,
  check (num_nonnulls(aim_facility, aim_place) <= 1),
  primary key (home, id),
  foreign key (home, gift) references supply.gift (home, id)
);
create index gift_consent_of on supply.gift_consent (home, gift);

-- Where units go, by a person's decision. Of a request it stands beside the assignment.
create table supply.gift_target (
  home text collate "C" not null,
  -- The command's id, and the assignment's.
  id uuid not null,
  gift uuid not null,
  kind text collate "C" not null,
  quantity bigint not null check (quantity > 0),
  issued bigint not null default 0 check (issued >= 0),
  facility uuid not null,
  name text not null,
  place text collate "C" not null,
  request uuid,
  by_what text not null check (by_what in ('undirected', 'directed', 'consent')),
  -- Units by consent.
  drawn jsonb not null default '[]',
  as_proposed boolean not null,
  use text not null check (use in ('ward', 'nonClinical')),
  reason text,
  back boolean not null default false,
  at timestamptz not null,
  account uuid not null,
  by_name text not null,
  check (issued <= quantity),
  primary key (home, id),
  foreign key (home, gift) references supply.gift (home, id)
);
create index gift_target_of on supply.gift_target (home, gift);

create table supply.gift_photo (
  home text collate "C" not null,
  id uuid not null,
  gift uuid not null,
  type text not null check (type in ('image/jpeg', 'image/png')),
  bytes bytea not null,
  at timestamptz not null,
  primary key (home, id),
  foreign key (home, gift) references supply.gift (home, id)
);
create index gift_photo_of on supply.gift_photo (home, gift);

-- What is published (公示). Facts: a correction is a row of its own and names what it corrects.
create table supply.gift_notice (
  home text collate "C" not null,
  id uuid not null,
  gift uuid not null,
  number text collate "C" not null,
  donor_kind text not null,
  what text not null check (what in ('received', 'issued', 'disposed')),
  correction boolean not null,
  -- The movement in the book that it tells of.
  movement uuid not null,
  day date not null,
  kind text collate "C" not null,
  quantity bigint not null check (quantity <> 0 and (quantity > 0 or correction)),
  to_name text,
  use text,
  cause text,
  at timestamptz not null,
  check ((what = 'issued') = (to_name is not null)),
  primary key (home, id)
);
create index gift_notice_new on supply.gift_notice (at desc, id desc);
create index gift_notice_of on supply.gift_notice (home, gift, at desc, id desc);
create index gift_notice_kind on supply.gift_notice (kind, at desc, id desc);

do $$
declare t text;
begin
  foreach t in array array['gift_line', 'gift_paper', 'gift_consent', 'gift_photo', 'gift_notice'] loop
    execute format('create trigger fact before update or delete on supply.%I for each row execute function supply.refuse_change()', t);
  end loop;
end $$;

-- Units of gifts in quarantine leave it by the gift's own acts alone: these change the gift first.
create function supply.keep_gift_units() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if new.quarantine < (select coalesce(sum(c.quarantine), 0) from supply.gift_count c
      where c.home = new.home and c.store = new.store and c.item = new.item and c.quarantine > 0) then
    raise exception 'units of a gift' using errcode = 'LF004';
  end if;
  return null;
end $$;
create trigger gift_kept after update on supply.stock
  for each row when (new.quarantine < old.quarantine) execute function supply.keep_gift_units();

-- The second net of SUP-GIFT-1: of a directed gift nothing is assigned to another hospital than the donor's without a decision that
-- says by what consent.
create function supply.keep_direction() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare g supply.gift;
begin
  select x.* into g from supply.gift_offer o join supply.gift x on x.home = o.home and x.id = o.gift
  where o.home = new.offer_home and o.offer = new.offer and x.directed is not null;
  if g.id is not null and g.aim_facility is distinct from new.facility and not exists (select from supply.gift_target t
      where t.home = g.home and t.id = new.id and t.facility = new.facility and t.quantity = new.quantity
        and (t.by_what = 'directed' and starts_with(t.place, g.aim_place) or t.by_what = 'consent')) then
    raise exception 'a directed gift' using errcode = 'LF005';
  end if;
  return new;
end $$;
create trigger directed before insert on supply.assignment for each row execute function supply.keep_direction();

-- What is taken back of an assignment is taken back of the gift.
create function supply.gift_taken_back() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update supply.gift_target set back = true where home = new.offer_home and id = new.id and not back and issued = 0;
  return null;
end $$;
create trigger gift_back after update of state on supply.assignment
  for each row when (new.state = 'takenBack' and old.state <> 'takenBack') execute function supply.gift_taken_back();

-- Assigned units that a keeper has issued: on the road with the first, received with the last.
create function supply.gift_delivered(at_home text, target uuid) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update supply.assignment a set state = case when t.issued = 0 then 'assigned' when t.issued = t.quantity then 'received'
      else 'onTheRoad' end
  from supply.gift_target t where t.home = at_home and t.id = target and a.offer_home = t.home and a.id = t.id
    and a.state <> 'takenBack';
end $$;

-- Offers of a gift have as many units as there are: as offered until something of the kind was counted, then as counted and not
-- disposed of or lost; less what goes to institutions without a request. Never below what is assigned.
create function supply.gift_offers_follow(at_home text, of_gift uuid) returns void
  language sql security definer set search_path = pg_catalog, pg_temp as $$
  update supply.offer f set quantity = greatest(f.assigned, coalesce(c.units, o.offered) - coalesce(t.units, 0))
  from supply.gift_offer o
    left join lateral (select sum(x.counted - x.disposed - x.lost) as units from supply.gift_count x
      where x.home = o.home and x.gift = o.gift and x.kind = o.kind) c on true
    left join lateral (select sum(x.quantity) as units from supply.gift_target x
      where x.home = o.home and x.gift = o.gift and x.kind = o.kind and not x.back and x.request is null) t on true
  where o.home = at_home and o.gift = of_gift and f.home = o.home and f.id = o.offer and f.state = 'open'
$$;

-- Counties with an open warehouse: there gifts are taken in. Their names are no secret.
create function supply.gift_places() returns table (home text)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select distinct s.home from supply.store s where s.kind = 'warehouse' and s.closed_on is null
$$;
-- How many offers the public page took for a county since a moment.
create function supply.gifts_since(at_home text, since timestamptz) returns int
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select count(*)::int from supply.gift g where g.home = at_home and g.source = 'public' and g.at > since
$$;
-- Whether units of an assignment are of a gift: its keeper issues them, and no other consignment carries them.
create function supply.is_of_gift(assignments uuid[]) returns boolean
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select exists (select from supply.gift_target t where t.id = any(assignments))
$$;

do $$
declare f text;
begin
  foreach f in array array['gift_delivered(text, uuid)', 'gift_offers_follow(text, uuid)', 'gift_places()',
    'gifts_since(text, timestamptz)', 'is_of_gift(uuid[])'] loop
    execute format('revoke execute on function supply.%s from public', f);
    execute format('grant execute on function supply.%s to lianfang_app, lianfang_worker', f);
  end loop;
end $$;

-- Row security. A desk its place; a keeper what was accepted for the own store, from then on; a donor the one gift of the code. What
-- belongs to a gift is reached through it; who gives, by desks alone. What is published is everybody's.
do $$
declare t text;
  desk constant text := $q$(current_setting('lf.supply', true) = 'nation'
    or (current_setting('lf.supply', true) <> '' and starts_with(home, current_setting('lf.supply', true))))$q$;
  keeper constant text := $q$store in (select r.store from supply.store_reach r
    where r.account = nullif(current_setting('lf.account', true), '')::uuid)$q$;
  through constant text := $q$exists (select from supply.gift g where g.home = %1$I.home and g.id = %1$I.gift)$q$;
begin
  foreach t in array array['gift', 'gift_donor', 'gift_name', 'gift_line', 'gift_offer', 'gift_count', 'gift_paper', 'gift_consent',
    'gift_target', 'gift_photo', 'gift_notice'] loop
    execute format('alter table supply.%I enable row level security', t);
    execute format('alter table supply.%I force row level security', t);
    execute format('create policy fill on supply.%I to lianfang_worker using (true) with check (true)', t);
    execute format('create policy keep on supply.%I to lianfang_migrator using (true) with check (true)', t);
  end loop;
  execute format('create policy desk on supply.gift to lianfang_app using (%s) with check (%s)', desk, desk);
  execute format($p$create policy keeper on supply.gift to lianfang_app using (state not in ('offered', 'declined') and %s)
    with check (state in ('counted', 'inspected', 'inBooks', 'issued') and %s)$p$, keeper, keeper);
  execute $p$create policy donor on supply.gift for select to lianfang_app
    using (code = nullif(current_setting('lf.link', true), '')::uuid)$p$;
  execute $p$create policy offer on supply.gift for insert to lianfang_app
    with check (code = nullif(current_setting('lf.link', true), '')::uuid and state = 'offered' and source = 'public'
      and num_nonnulls(aim_facility, aim_place, store) = 0)$p$;
  foreach t in array array['gift_line', 'gift_offer', 'gift_count', 'gift_paper', 'gift_consent', 'gift_target', 'gift_photo'] loop
    execute format('create policy through on supply.%I to lianfang_app using (%s) with check (%2$s)', t, format(through, t));
  end loop;
  execute format('create policy desk on supply.gift_donor for select to lianfang_app using (%s)', desk);
  foreach t in array array['gift_donor', 'gift_name', 'gift_notice'] loop
    execute format('create policy enter on supply.%I for insert to lianfang_app with check (%s)', t, format(through, t));
  end loop;
  foreach t in array array['gift_name', 'gift_notice'] loop
    execute format('create policy published on supply.%I for select to lianfang_app using (true)', t);
  end loop;
  -- A donor offers, and writes nothing else; nothing of an offer is added to later.
  foreach t in array array['gift_offer', 'gift_count', 'gift_paper', 'gift_consent', 'gift_target', 'gift_photo', 'gift_notice'] loop
    execute format($p$create policy not_by_donor on supply.%I as restrictive for insert to lianfang_app
      with check (coalesce(current_setting('lf.link', true), '') = '')$p$, t);
  end loop;
  foreach t in array array['gift_line', 'gift_donor', 'gift_name'] loop
    execute format($p$create policy offered on supply.%1$I as restrictive for insert to lianfang_app
      with check (coalesce(current_setting('lf.link', true), '') = '' or exists (select from supply.gift g
        where g.home = %1$I.home and g.id = %1$I.gift and g.state = 'offered'))$p$, t);
  end loop;
end $$;
create policy through_gift on supply.step to lianfang_app
  using (exists (select from supply.gift g where g.home = step.home and g.id = step.subject))
  with check (exists (select from supply.gift g where g.home = step.home and g.id = step.subject));

grant select, insert on supply.gift, supply.gift_donor, supply.gift_name, supply.gift_line, supply.gift_offer, supply.gift_count,
  supply.gift_paper, supply.gift_consent, supply.gift_target, supply.gift_photo, supply.gift_notice to lianfang_app, lianfang_worker;
grant update (state, aim_facility, aim_place, aim_name, store, store_name, declined_why, declined_text, version) on supply.gift
  to lianfang_app;
grant update (counted, quarantine, kept, issued, disposed, lost, looked, note) on supply.gift_count to lianfang_app;
grant update (issued, back) on supply.gift_target to lianfang_app;
grant update (offered) on supply.gift_offer to lianfang_app;
grant update (seen_number, seen_until) on supply.offer to lianfang_app;
grant update (key_id, wrapped) on supply.gift_donor to lianfang_worker;
