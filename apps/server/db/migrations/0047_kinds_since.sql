-- breaking: no
-- Since when each kind of a person is known that has a longest gap of its own (CARE-DUE-11 to -14), as milliseconds since 1970 by
-- the kind's name, so that a row is read without another statement; a kind that is not named: since being taken in.
alter table care.person add column kinds_since jsonb not null default '{}';
-- Whoever is on a ledger already was owed nothing for these kinds until now: nobody is overdue for the time before.
alter table care.person no force row level security;
update care.person set kinds_since = (
  select jsonb_object_agg(kind, floor(extract(epoch from now()) * 1000)::bigint) from unnest(kinds) kind
  where kind in ('dialysis', 'pregnant', 'disabled', 'childInDifficulties'))
where kinds && array['dialysis', 'pregnant', 'disabled', 'childInDifficulties'];
alter table care.person force row level security;
