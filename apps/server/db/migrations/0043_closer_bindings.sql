-- breaking: no
-- Bindings closer than the village's (K2): a team serves a grid, a household or a person too, and the closest one decides
-- (CARE-TEAM-2). Who serves a person stays in `care.person.team`, so that lists and row security read one column.
create table care.grid (
  home text collate "C" not null,
  id uuid not null,
  township text collate "C" not null,
  village text collate "C" not null,
  name text not null,
  made_by uuid not null,
  made_at timestamptz not null,
  primary key (home, id)
);
create unique index grid_name on care.grid (home, village, name);
create index grid_township on care.grid (home, township);

alter table care.person add column grid uuid;
create index person_grid on care.person (home, grid) where grid is not null;
-- Since when the team of today serves the person: what fell due before is the work of whoever had them then (K6). Null:
-- since before this was kept.
alter table care.person add column team_since timestamptz;

-- `subject` is a grid, a household or a person; the village's team stands in care.team_village.
create table care.team_binding (
  home text collate "C" not null,
  kind text not null check (kind in ('grid', 'household', 'person')),
  subject uuid not null,
  team uuid not null,
  township text collate "C" not null,
  since timestamptz not null,
  bound_by uuid not null,
  primary key (home, kind, subject)
);
create index team_binding_team on care.team_binding (home, team);

-- Who gave what to which team, took it away, or put somebody into a grid. Facts; the key is the command id.
create table care.binding_change (
  home text collate "C" not null,
  id uuid not null,
  township text collate "C" not null,
  what text not null check (what in ('bound', 'unbound', 'grid')),
  kind text not null check (kind in ('grid', 'household', 'person')),
  subject uuid not null,
  team uuid,
  grid uuid,
  at timestamptz not null,
  account uuid not null,
  body_hash bytea not null,
  primary key (home, id)
);

do $$
declare t text;
begin
  foreach t in array array['grid', 'team_binding', 'binding_change'] loop
    execute format('alter table care.%I enable row level security', t);
    execute format('alter table care.%I force row level security', t);
    execute format($p$create policy scope on care.%I to lianfang_app, lianfang_worker using (
      home = current_setting('lf.county', true)
      and case current_setting('lf.narrow', true)
        when 'county' then true
        when 'person' then false
        else township = current_setting('lf.township', true) end)$p$, t);
  end loop;
end $$;
grant select, insert, update on care.grid to lianfang_app, lianfang_worker;
grant select, insert, update, delete on care.team_binding to lianfang_app, lianfang_worker;
grant select, insert on care.binding_change to lianfang_app, lianfang_worker;
-- What is made anew by the thousand is taken away by the thousand (a demonstration).
grant delete on care.grid, care.binding_change to lianfang_worker;
