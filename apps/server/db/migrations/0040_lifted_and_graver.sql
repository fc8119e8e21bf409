-- breaking: no
-- Whom an infection or a worsening lifted to the rank of red, and from which tier: by the rank alone the red were not told
-- from them, and a list of the red was longer than the figure that opens it (K6). Nobody else has a value.
alter table care.due add column lifted text collate "C" check (lifted in ('yellow', 'green'));
-- The owner is held by row security too, and would see nobody's: it is let in for this one statement, inside the transaction.
alter table care.due no force row level security;
alter table care.person no force row level security;
update care.due d set lifted = p.tier from care.person p
where p.home = d.home and p.id = d.person and p.episode_since is not null and p.tier <> 'red' and d.rank in (0, 1);
alter table care.due force row level security;
alter table care.person force row level security;
-- As their last key, so that whoever is passed over in a range is passed over in the index.
drop index care.due_team, care.due_township, care.due_home;
create index due_team on care.due (home, team, rank, due_order, person, lifted);
create index due_township on care.due (home, township, rank, due_order, person, lifted);
create index due_home on care.due (home, rank, due_order, person, lifted);
-- A county's yellow begin with the infected among thousands of red: found without passing those.
create index due_lifted on care.due (home, lifted, rank, due_order, person) where lifted is not null;

-- When a reading came that was graver than what the open alarm knew: since then it waits to be taken up again (K5, K8).
alter table care.alarm add column graver_at timestamptz;

-- A call about somebody who has died or moved away is closed with that (K20).
alter table care.desk_call drop constraint desk_call_result_check;
alter table care.desk_call add constraint desk_call_result_check
  check (result in ('advised', 'visited', 'sentToHospital', 'notReached', 'noNeed', 'gone'));
