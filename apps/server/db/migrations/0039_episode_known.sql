-- breaking: no
-- Since when an infection or a worsening is known to those who follow it daily (K3, K5): what is owed counts from there. It began
-- as long before as it was said to; until it was told nobody could owe anything for it.
alter table care.episode add column known_at timestamptz;
-- The owner is held by row security too, and would see nobody's: it is let in for this one statement, inside the transaction.
alter table care.episode no force row level security;
alter table care.person no force row level security;
-- Of who came with it from another county the person knows, since the row came later; of what is over the arrival of the report.
update care.episode e set known_at = coalesce(
  (select p.episode_since from care.person p where p.home = e.home and p.id = e.person and e.ended_at is null), e.received_at);
alter table care.episode force row level security;
alter table care.person force row level security;
alter table care.episode alter column known_at set default now();
alter table care.episode alter column known_at set not null;
