-- breaking: no
-- Since when a person is known to live alone, or only with disabled children; null: since being taken in. Who begins to is
-- not overdue for the time before.
alter table care.person add column living_since timestamptz;
