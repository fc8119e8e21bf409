-- breaking: no
-- A consignment that is sent elsewhere (E5): whoever it was bound for sees that it is not coming, who said so and when, and nothing
-- of what happens after. A fact; nothing here is ever changed.

create table supply.move_gone (
  home text collate "C" not null,
  -- The command's id.
  id uuid not null,
  move uuid not null,
  -- The store it was bound for.
  to_home text collate "C" not null,
  to_store uuid not null,
  to_name text not null,
  to_place text collate "C" not null check (starts_with(to_place, to_home)),
  -- Where it went instead.
  instead text not null,
  turned_back boolean not null,
  from_name text not null,
  reference text,
  -- Units that were on the road: [{kind, quantity}].
  kinds jsonb not null,
  reason text not null,
  account uuid not null,
  by_name text not null,
  at timestamptz not null,
  primary key (home, id),
  foreign key (home, move) references supply.move (home, id)
);
create index move_gone_to on supply.move_gone (to_store, at desc);
create index move_gone_place on supply.move_gone (to_place, at desc);
create trigger fact before update or delete on supply.move_gone for each row execute function supply.refuse_change();

alter table supply.move_gone enable row level security;
alter table supply.move_gone force row level security;
create policy fill on supply.move_gone to lianfang_worker using (true) with check (true);
create policy keep on supply.move_gone to lianfang_migrator using (true) with check (true);
create policy desk on supply.move_gone to lianfang_app
  using (current_setting('lf.supply', true) = 'nation'
    or (current_setting('lf.supply', true) <> '' and starts_with(home, current_setting('lf.supply', true))))
  with check (current_setting('lf.supply', true) = 'nation'
    or (current_setting('lf.supply', true) <> '' and starts_with(home, current_setting('lf.supply', true))));
create policy other_desk on supply.move_gone for select to lianfang_app
  using (current_setting('lf.supply', true) = 'nation'
    or (current_setting('lf.supply', true) <> '' and starts_with(to_home, current_setting('lf.supply', true))));
create policy keeper on supply.move_gone for select to lianfang_app
  using (to_store in (select r.store from supply.store_reach r
    where r.account = nullif(current_setting('lf.account', true), '')::uuid));
grant select, insert on supply.move_gone to lianfang_app, lianfang_worker;
