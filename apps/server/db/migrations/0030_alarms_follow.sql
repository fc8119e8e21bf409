-- breaking: no
-- Open alarms go where their person goes: an import may move somebody, and a team may take over villages.
grant update (township, village, team) on care.alarm to lianfang_worker;
