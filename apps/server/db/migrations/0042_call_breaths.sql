-- breaking: no
-- Breaths a minute, where the caller counted them (K4).
alter table care.desk_call add column breaths smallint;
