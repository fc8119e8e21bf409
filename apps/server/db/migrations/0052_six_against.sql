-- breaking: no
-- What of the population register a township's survey point of a day stood against (over65, residents), so that a line of days
-- holds one measure only (K6). Null: the register said nothing, or the day was kept before this was.
alter table care.six_day add column against text;
