-- breaking: no
-- When an account was first used: who never signed in reads no alarm, and is not chosen for a shift as a matter of course (K4). Kept
-- here because the sessions are seen by the auth role alone.
alter table kernel.account add column first_signed_in_at timestamptz;
alter table kernel.account no force row level security;
alter table kernel.session no force row level security;
update kernel.account a set first_signed_in_at = s.at
from (select account, min(created_at) as at from kernel.session group by account) s where s.account = a.id;
alter table kernel.account force row level security;
alter table kernel.session force row level security;
