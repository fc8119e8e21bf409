-- breaking: no
-- Somebody who was reached and is not well: said by whoever recorded it, and marked in the timeline. Null: not said (K3).
alter table care.followup add column unwell boolean;
-- An admission to hospital ends the alarms that asked for it, and taking that admission back opens them again (K5, K20).
alter table care.alarm add column closed_fact uuid;
alter table care.alarm drop constraint alarm_closed_how_check;
alter table care.alarm add constraint alarm_closed_how_check
  check (closed_how in ('referred', 'doctorDecided', 'gone', 'admitted'));
