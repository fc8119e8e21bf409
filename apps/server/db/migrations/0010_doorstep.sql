-- breaking: no
-- People who were added or corrected by hand. The key is the command id, so that a repeat is answered and not repeated; the
-- hash is keyed, because a form is little more than a name and a number and could be guessed from a plain one.
create table care.doorstep (
  home text collate "C" not null,
  id uuid not null,
  person uuid not null,
  kind text not null check (kind in ('add', 'correct')),
  account uuid not null,
  at timestamptz not null,
  body_hash bytea not null,
  primary key (home, id)
);
create index doorstep_person on care.doorstep (home, person);
alter table care.doorstep enable row level security;
alter table care.doorstep force row level security;
-- Seen when the person is seen.
create policy scope on care.doorstep to lianfang_app, lianfang_worker using (
  home = current_setting('lf.county', true)
  and case current_setting('lf.narrow', true)
    when 'county' then true
    else exists (select from care.person p where p.home = doorstep.home and p.id = doorstep.person) end);
grant select, insert on care.doorstep to lianfang_app;
