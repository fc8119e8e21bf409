-- breaking: no
-- After a rotation of the master key every row's own key is wrapped anew, and what a call is found by is made anew.
grant update (key_id, wrapped) on care.desk_handover to lianfang_worker;
grant update (key_id, wrapped, tokens) on care.desk_call to lianfang_worker;
grant delete on care.person_token, care.person_match to lianfang_worker;
-- Which master key was active when the database was last opened: a key file from before a rotation is refused, because what it
-- would seal no later file could open.
alter table kernel.instance add column active_key text;
