-- breaking: no
-- Files of the population register (K1): checked first, then taken in, and the last one taken back. Numbers of villages only;
-- what a wrong row says is not kept, since nobody knows what was sent by mistake.
create table care.register_load (
  home text collate "C" not null,
  id uuid not null,
  at timestamptz not null,
  by_account uuid not null,
  -- Rows under the headings of the file.
  file_rows int not null,
  -- What could be read, by village: v, residents r, of 65 and over o, row of the file n.
  lines jsonb not null,
  wrong jsonb not null,
  -- The load the register stood on when this one was checked; taken in while another stands there, it would hide what changed.
  stands_on uuid,
  -- What the register said of the named villages before: v, r, o, day d; a village that is not among them was new.
  before jsonb,
  total_before int,
  total_after int,
  taken_at timestamptz,
  taken_by uuid,
  back_at timestamptz,
  back_by uuid,
  primary key (home, id),
  check ((taken_at is null) = (taken_by is null) and (taken_at is null) = (before is null)),
  check ((back_at is null) = (back_by is null) and (back_at is null or taken_at is not null))
);
create index register_load_taken on care.register_load (home, taken_at desc) where taken_at is not null;
alter table care.register_load enable row level security;
alter table care.register_load force row level security;
create policy scope on care.register_load to lianfang_app, lianfang_worker using (
  home = current_setting('lf.county', true) and current_setting('lf.narrow', true) = 'county');
-- A check that was never taken in makes room for the next one of the same account; what was taken in stays for good.
grant select, insert, update, delete on care.register_load to lianfang_app;

-- Since when a team has a village (K6): what fell due before is the work of whoever had it then. Null: since before this was kept.
alter table care.team_village add column since timestamptz;

-- A death that became known in the county somebody left, after they had gone (K20): told to the county that has them now.
alter table care.move add column died_at timestamptz;
alter table care.move add constraint move_died check (died_at is null or (side is not null and state = 'accepted'));
