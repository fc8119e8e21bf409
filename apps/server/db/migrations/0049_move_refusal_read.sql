-- breaking: no
-- A move that the receiving township refused is a line of the day of the team that still has the person, until somebody has read it
-- (K20). What was refused before this was known stays on the person's page.
alter table care.move add column refusal_read_at timestamptz, add column refusal_read_by uuid;
alter table care.move no force row level security;
update care.move set refusal_read_at = now() where state = 'refused' and decided_at < now() - interval '14 days';
alter table care.move force row level security;
create index move_refused on care.move (home, person) where state = 'refused' and refusal_read_at is null;
