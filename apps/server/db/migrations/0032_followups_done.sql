-- breaking: no
-- The list behind "follow-ups in 7 days" (K3, X6): of a township, newest first. Facts come nearly in the order of their moment,
-- so a write goes to the same page of a township's as the one before it, some 70 bytes; a county is the merge of its townships.
-- With the village or the team in the key a write would pay for the few who look at one village: their lists read on in the
-- township's, at most a week of it.
create index followup_done on care.followup (home, township, at, id) where outcome = 'reached';
