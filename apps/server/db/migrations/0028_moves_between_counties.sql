-- breaking: no
-- Moves between two counties of one installation (K20). Each county has a row of its own under one id: `gives` where the person
-- is, `takes` where they are to live. A carrier reads and writes them one after the other, one county a transaction.
alter table care.move add column side text check (side in ('gives', 'takes'));
alter table care.move add column other text collate "C";
alter table care.move add constraint move_sides check ((side is null) = (other is null));
alter table care.move drop constraint move_state_check;
alter table care.move add constraint move_state_check
  check (state in ('asked', 'accepting', 'accepted', 'refused', 'withdrawn') and (state <> 'accepting' or side = 'takes'));
-- The row's own key, where the person is another county's.
alter table care.move add column key_id text;
alter table care.move add column wrapped bytea;
-- What the other county has to know: of the person and who asks, or who answered.
alter table care.move add column told_sealed bytea;
-- The person's record on its way; gone when it has arrived.
alter table care.move add column record_sealed bytea;
-- Why it closed without an answer.
alter table care.move add column withdrawn_why text check (withdrawn_why in ('asker', 'gone'));
-- One open move a person, where the person is.
drop index care.move_open;
create unique index move_open on care.move (home, person) where state = 'asked' and side is distinct from 'takes';
grant insert, update on care.move to lianfang_worker;

-- A life event may be made by a move and not by a person who types.
alter table care.life_event add column move uuid;
alter table care.life_event alter account drop not null;
grant insert on care.life_event to lianfang_worker;
grant insert, update on care.alarm, care.episode to lianfang_worker;

-- Talks and attempts of the county somebody came from: they count for what is due, and are nobody's work here.
create table care.carried_contact (
  home text collate "C" not null,
  person uuid not null,
  id uuid not null,
  at timestamptz not null,
  outcome text not null check (outcome in ('reached', 'unanswered')),
  move uuid not null,
  primary key (home, person, id)
);
alter table care.carried_contact enable row level security;
alter table care.carried_contact force row level security;
-- Seen when the person is seen.
create policy scope on care.carried_contact to lianfang_app, lianfang_worker using (
  home = current_setting('lf.county', true)
  and case current_setting('lf.narrow', true)
    when 'county' then true
    else exists (select from care.person p where p.home = carried_contact.home and p.id = carried_contact.person) end);
grant select, insert on care.carried_contact to lianfang_app, lianfang_worker;
grant delete on care.carried_contact to lianfang_worker;

-- Who arrives may be on the ledger already: such a pair comes from a move and from no file.
alter table care.doubtful_pair add column move uuid;
alter table care.doubtful_pair alter import_id drop not null;
alter table care.doubtful_pair alter row_number drop not null;
alter table care.doubtful_pair add constraint pair_origin check ((import_id is null) = (move is not null));
create unique index doubtful_pair_move on care.doubtful_pair (home, move) where move is not null;

-- Work that failed and is to be tried again is looked for by its kind.
create index long_work_failed on kernel.long_work (kind, ended_at) where state = 'failed';
