-- breaking: no
-- First sign-in by a printed code (K2, X2). An account made from a list has no password until its owner sets one; the secret on
-- the card is 128 random bits, of which only the hash is kept. One row an account: a new card is the end of the old one.
create table kernel.first_sign_in (
  account uuid primary key references kernel.account,
  secret_hash bytea not null unique,
  made_by uuid not null,
  made_at timestamptz not null,
  expires_at timestamptz not null
);
alter table kernel.credential alter column password_hash drop not null;

alter table kernel.first_sign_in enable row level security;
alter table kernel.first_sign_in force row level security;
create policy auth_all on kernel.first_sign_in to lianfang_auth using (true) with check (true);
-- Seen when the account is seen, and no secret of another place's account can be replaced.
create policy administrator on kernel.first_sign_in to lianfang_admin using (
  exists (select from kernel.account a where a.id = first_sign_in.account));
grant select, insert, update, delete on kernel.first_sign_in to lianfang_admin;
grant select, delete on kernel.first_sign_in to lianfang_auth;
