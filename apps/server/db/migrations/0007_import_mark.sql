-- breaking: no
-- How far an import was taken in, kept in the transaction that took the rows in: after a kill the work goes on exactly there.
alter table care.import add column taken_to int not null default 0;
