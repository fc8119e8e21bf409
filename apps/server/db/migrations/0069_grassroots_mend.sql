-- breaking: no
-- An issue for a request of care that its keeper takes back in the book before it was handed over frees the request: another one
-- can be issued. What was taken back stays as a row.
alter table supply.medicine_issue add column undone_at timestamptz;
alter table supply.medicine_issue drop constraint medicine_issue_pkey;
alter table supply.medicine_issue add primary key (home, id);
create unique index medicine_issue_once on supply.medicine_issue (home, request) where undone_at is null;

-- Into whose hands it was given; what was handed over before does not say.
alter table supply.medicine_issue add column delivered_to text collate "C"
  check (delivered_to in ('person', 'family', 'careHome', 'villageDoctor'));
grant update (delivered_to) on supply.medicine_issue to lianfang_app;

-- A keeper reads no request of care: the database follows the book.
create function supply.free_medicine() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update supply.medicine_issue set undone_at = new.at
  where home = new.home and id = new.reverses and delivered_at is null and undone_at is null;
  return null;
end $$;
revoke execute on function supply.free_medicine() from public;
create trigger free_medicine after insert on supply.movement for each row when (new.reverses is not null)
  execute function supply.free_medicine();
