-- breaking: no
-- A talk that a call-back denied, or that belongs to a pattern judged to be wrong, is withdrawn (K3): by which entries, so that
-- another result takes exactly these back.
alter table care.callback add column withdrawals uuid[];
alter table care.pattern_seen add column withdrawals uuid[];
