-- breaking: no
-- Overdue is the sum of the due hours that have passed: 75 rows a team, 33,000 for a county of 436 teams (50 ms). What lies
-- before a marked hour is kept summed up under the metric 'past', bucket 0; a reader adds the hours since. With no row the
-- mark is hour 0 and nothing is summed up.
create table kernel.due_mark (
  one boolean primary key default true check (one),
  hour int not null
);
grant select on kernel.due_mark to lianfang_app, lianfang_worker;
grant insert, update on kernel.due_mark to lianfang_worker;

-- A county's teams by metric, without reading every hour of each.
create index team_counter_metric on kernel.team_counter (county, metric, bucket);
