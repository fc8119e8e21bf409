-- breaking: no
-- The follow-ups of a pattern as they stood when somebody judged it: a later correction of one of them must not make the
-- pattern disappear. Null: judged before this was kept; such a pattern is found again from what stands.
alter table care.pattern_seen add column followups uuid[];
