-- breaking: no
-- A call at the desk that said that medicine runs out: the request that it opened, or joined (K4, K9).
alter table care.desk_call add column request uuid;
create index desk_call_request on care.desk_call (home, request) where request is not null;
