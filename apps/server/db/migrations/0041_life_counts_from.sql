-- breaking: no
-- From when what follows an admission or a discharge is counted: the end of the day that was told, when it was recorded later
-- (CARE-LIFE-1, CARE-LIFE-3). Null: from when it was recorded.
alter table care.life_event add column counts_from timestamptz;
