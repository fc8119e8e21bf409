-- breaking: no
-- What the planner knows of the tables of care, brought up to date. It knows counties by name, and of one whose people came
-- since it last looked it expects a single row: any index that begins with the county is then as good as another, and a list
-- of 20,000 people reads all of them for each of them. The database looks by itself after a tenth of a table has changed,
-- which is never for one small county among many. Whoever asks owns no table: the function looks in its owner's name.
create function care.refresh_statistics(least_changed int, older_than interval) returns int
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  found record;
  looked int := 0;
begin
  -- Somebody is at it already.
  if not pg_try_advisory_xact_lock(hashtext('care.refresh_statistics')) then return 0; end if;
  for found in
    select relname from pg_stat_user_tables where schemaname = 'care' and n_mod_since_analyze >= least_changed
      and coalesce(greatest(last_analyze, last_autoanalyze), '-infinity') <= clock_timestamp() - older_than
    order by relname
  loop
    execute format('analyze care.%I', found.relname);
    looked := looked + 1;
  end loop;
  return looked;
end $$;
revoke execute on function care.refresh_statistics(int, interval) from public;
grant execute on function care.refresh_statistics(int, interval) to lianfang_worker;
