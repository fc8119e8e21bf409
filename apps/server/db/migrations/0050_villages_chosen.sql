-- breaking: no
-- The village that somebody chose for a way of writing one: for the file it was chosen on, and for the next of this county (K1).
create table care.village_choice (
  home text collate "C" not null,
  -- Whose files it holds for: those of a township, or '' for the county's and where the township has chosen nothing.
  township text collate "C" not null default '',
  -- How the file writes them, without spaces, brackets and what stands in them.
  written_township text not null,
  written_village text not null,
  village text collate "C" not null,
  -- What had been chosen for it before.
  was text collate "C",
  -- The command that chose it last.
  command uuid not null,
  account uuid not null,
  at timestamptz not null,
  primary key (home, township, written_township, written_village)
);
create index village_choice_command on care.village_choice (home, command);
alter table care.village_choice enable row level security;
alter table care.village_choice force row level security;
create policy scope on care.village_choice to lianfang_app, lianfang_worker using (
  home = current_setting('lf.county', true)
  and case current_setting('lf.narrow', true)
    when 'county' then true
    when 'township' then township = current_setting('lf.township', true)
    else false end);
grant select, insert, update on care.village_choice to lianfang_app, lianfang_worker;
