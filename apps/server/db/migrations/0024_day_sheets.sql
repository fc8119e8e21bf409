-- breaking: no
-- Day lists that were printed (K3): who stood on which line, so that what was written on paper is entered in the same order
-- when the list has long moved on. Ids only; whoever reads a name reads it of the person.
create table care.day_sheet (
  home text collate "C" not null,
  -- The command's id.
  id uuid not null,
  -- Printed on the sheet, so that the paper finds its list again.
  code text collate "C" not null,
  township text collate "C" not null check (starts_with(township, home)),
  -- Whose day: a team's, or a village's that has none.
  village text collate "C",
  team uuid,
  day date not null,
  printed_at timestamptz not null,
  printed_by uuid not null,
  people int not null,
  -- Due as well, but past the end of the longest sheet.
  left_over int not null,
  primary key (home, id),
  check (team is not null or village is not null)
);
create unique index day_sheet_code on care.day_sheet (home, code);
create index day_sheet_township on care.day_sheet (home, township, printed_at desc);

-- One line of a sheet as it was printed. Both ids are kept for what will be entered from it, so that two who enter the same
-- sheet record each line once.
create table care.day_sheet_row (
  home text collate "C" not null,
  sheet uuid not null,
  n smallint not null,
  person uuid not null,
  tier text not null,
  due_at timestamptz,
  reason text not null,
  mode text not null,
  rule_id text not null,
  attempts smallint not null,
  followup uuid not null,
  medicine uuid not null,
  primary key (home, sheet, n)
);

do $$
declare t text;
begin
  foreach t in array array['day_sheet', 'day_sheet_row'] loop
    execute format('alter table care.%I enable row level security', t);
    execute format('alter table care.%I force row level security', t);
  end loop;
end $$;
create policy scope on care.day_sheet to lianfang_app, lianfang_worker using (
  home = current_setting('lf.county', true)
  and case current_setting('lf.narrow', true)
    when 'county' then true
    when 'township' then township = current_setting('lf.township', true)
    when 'village' then village = current_setting('lf.village', true) and team is null
    when 'team' then team::text = current_setting('lf.team', true)
    else false end);
create policy scope on care.day_sheet_row to lianfang_app, lianfang_worker using (
  home = current_setting('lf.county', true)
  and exists (select from care.day_sheet s where s.home = day_sheet_row.home and s.id = day_sheet_row.sheet));
grant select, insert on care.day_sheet, care.day_sheet_row to lianfang_app;
grant select, insert, delete on care.day_sheet, care.day_sheet_row to lianfang_worker;
