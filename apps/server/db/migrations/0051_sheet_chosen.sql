-- breaking: no
-- The sheet that a county chose last in a workbook of these sheets (K1), as columns are remembered by their headings.
create table care.sheet_choice (
  home text collate "C" not null,
  book_hash bytea not null,
  sheet text not null,
  primary key (home, book_hash)
);
alter table care.sheet_choice enable row level security;
alter table care.sheet_choice force row level security;
create policy scope on care.sheet_choice to lianfang_app, lianfang_worker
  using (home = current_setting('lf.county', true) and current_setting('lf.narrow', true) in ('county', 'township'));
grant select, insert, update on care.sheet_choice to lianfang_app, lianfang_worker;
