-- breaking: no
-- Readings from home over a personal link (K8). The link is a secret of 128 bits; its hash is kept, never the secret. It lets
-- write and shows nothing.
create table care.home_link (
  home text collate "C" not null,
  -- The command's id.
  id uuid not null,
  person uuid not null,
  secret_hash bytea not null,
  made_by uuid not null,
  made_at timestamptz not null,
  expires_at timestamptz not null,
  withdrawn_at timestamptz,
  -- Whom to call when a value is low: the institution's or the family doctor's number, else 120.
  phone text not null,
  primary key (home, id)
);
create unique index home_link_secret on care.home_link (home, secret_hash);
create index home_link_person on care.home_link (home, person, made_at desc);

create table care.home_reading (
  home text collate "C" not null,
  id uuid not null,
  person uuid not null,
  link uuid not null,
  at timestamptz not null,
  received_at timestamptz not null,
  spo2_percent smallint,
  temperature_c numeric(3, 1),
  breaths smallint,
  symptoms text check (symptoms in ('none', 'same', 'worse')),
  signs text[] not null default '{}',
  alarmed boolean not null,
  body_hash bytea not null,
  primary key (home, id)
);
create index home_reading_person on care.home_reading (home, person, at desc);
create index home_reading_link on care.home_reading (home, link, received_at desc);

do $$
declare t text;
begin
  -- Seen when the person is seen.
  foreach t in array array['home_link', 'home_reading'] loop
    execute format('alter table care.%I enable row level security', t);
    execute format('alter table care.%I force row level security', t);
    execute format($p$create policy scope on care.%1$I to lianfang_app, lianfang_worker using (
      home = current_setting('lf.county', true)
      and case current_setting('lf.narrow', true)
        when 'county' then true
        else exists (select from care.person p where p.home = %1$I.home and p.id = %1$I.person) end)$p$, t);
  end loop;
end $$;
grant select, insert, update on care.home_link to lianfang_app;
grant select, insert on care.home_reading to lianfang_app;
grant select, delete on care.home_link, care.home_reading to lianfang_worker;
