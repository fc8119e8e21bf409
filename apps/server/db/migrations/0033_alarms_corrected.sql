-- breaking: no
-- An alarm says itself that the entry which raised it was corrected: the correction is told where the entry was made, and the
-- alarm goes with the person to another team or township (K5).
alter table care.alarm add column corrected boolean not null default false;
-- The owner is held by row security too, and would see nobody's: it is let in for this one statement, inside the transaction.
alter table care.alarm no force row level security;
alter table care.followup no force row level security;
update care.alarm a set corrected = true
where exists (select from care.followup f where f.home = a.home and f.person = a.person and f.corrects = a.id);
alter table care.alarm force row level security;
alter table care.followup force row level security;
-- Whoever is said to have been reached with the same call: taken out with it when it is judged to be invented (K6).
create index followup_call on care.followup (home, call) where call is not null;
