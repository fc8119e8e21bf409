-- breaking: no
-- Two records of one person on the ledger become one (K1): one goes on, the other says in which. Nothing is deleted.
alter table care.person add column joined_to uuid;
alter table care.life_event add column joined_to uuid;
-- The record that was given up, where both stood on the ledger; null where one was a row of a file.
alter table care.record_merged add column other uuid;
-- Rows of files that were read as the record given up are the other one's from now; talks go back when it was a mistake.
grant update on care.ledger_row to lianfang_app;
grant delete on care.carried_contact to lianfang_app;
