-- breaking: no
-- When an import last moved on. One that is read or taken in by a program that was killed has no piece of work that would go
-- on with it: it stood as being read for ever.
alter table care.import add column moved_at timestamptz not null default now();
