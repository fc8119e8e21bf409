-- breaking: no
-- Whether its owner ever chose the account's language. Whoever makes an account leaves the language of their own screen or
-- shell in it, which says nothing of who will sign in. Accounts that are there keep theirs.
alter table kernel.account add column language_chosen boolean not null default true;
alter table kernel.account alter column language_chosen set default false;
