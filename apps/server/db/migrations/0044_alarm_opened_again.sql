-- breaking: no
-- An alarm that was ended by mistake is opened again by name and with a reason (K5); what ended it stays a fact.
alter table care.alarm_act drop constraint alarm_act_kind_check;
alter table care.alarm_act add constraint alarm_act_kind_check
  check (kind in ('acknowledge', 'referred', 'familyRefused', 'doctorDecided', 'reopen'));
