-- breaking: no
-- Who answered, and how long it was from dialling to the record (K3).
alter table care.followup add column answered_by text check (answered_by in ('self', 'family', 'other'));
alter table care.followup add column talk_seconds integer check (talk_seconds >= 0);
