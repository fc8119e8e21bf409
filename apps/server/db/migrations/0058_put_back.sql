-- breaking: no
-- A withdrawal by a call-back or a judged pattern says so, with the role of who judged: put back by who may judge alone (K3).
alter table care.followup add column checked_as text;
-- The owner is held by row security too, and would see nobody's: it is let in for this one statement, inside the transaction.
alter table care.followup no force row level security;
alter table care.callback no force row level security;
alter table care.pattern_seen no force row level security;
alter table kernel.account_grant no force row level security;
update care.followup f set checked_as =
  case when exists (select from kernel.account_grant g where g.account = f.account and g.role = 'countyOfficer')
    then 'countyOfficer' else 'townshipManager' end
from (select home, unnest(withdrawals) as id from care.callback union select home, unnest(withdrawals) from care.pattern_seen) w
where f.home = w.home and f.id = w.id;
alter table care.followup force row level security;
alter table care.callback force row level security;
alter table care.pattern_seen force row level security;
alter table kernel.account_grant force row level security;
