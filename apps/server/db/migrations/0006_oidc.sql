-- breaking: no
-- Signing in through an identity provider (OpenID Connect), optional. A link binds one account to one subject of one issuer;
-- without a link nobody gets in, and no account is ever made by it.
create table kernel.oidc_link (
  account uuid not null references kernel.account,
  issuer text not null,
  subject text not null,
  linked_by uuid not null,
  linked_at timestamptz not null default now(),
  primary key (account, issuer),
  unique (issuer, subject)
);
-- A sign-in on its way: made when somebody leaves for the provider, used once when they return. Only the hash of the browser's
-- half is kept.
create table kernel.oidc_flow (
  token_hash bytea primary key,
  state text not null,
  nonce text not null,
  verifier text not null,
  -- Whose account is being linked; null for a sign-in.
  linking uuid references kernel.account,
  -- Set when the provider has answered and the second factor is still owed.
  account uuid references kernel.account,
  expires_at timestamptz not null
);
create index oidc_flow_expires on kernel.oidc_flow (expires_at);

-- How a session was opened: a provider's own second factor counts for that session only, and a first password that was not
-- used does not hold it up.
alter table kernel.session
  add column by_provider boolean not null default false,
  add column provider_factor boolean not null default false;

alter table kernel.oidc_link enable row level security;
alter table kernel.oidc_link force row level security;
alter table kernel.oidc_flow enable row level security;
alter table kernel.oidc_flow force row level security;
create policy auth_all on kernel.oidc_link to lianfang_auth using (true) with check (true);
create policy administrator on kernel.oidc_link to lianfang_admin using (
  exists (select from kernel.account a where a.id = oidc_link.account));
create policy auth_all on kernel.oidc_flow to lianfang_auth using (true) with check (true);
grant select, insert, delete on kernel.oidc_link to lianfang_auth, lianfang_admin;
grant select, insert, update, delete on kernel.oidc_flow to lianfang_auth;
