-- breaking: no
-- Whoever entered a death cannot take it back: they, or somebody who sees the person, ask a second person to (K20). One asking of a
-- death is open at a time; it closes with the taking back, or with the answer that the death stands.
create table care.taking_back (
  home text collate "C" not null,
  id uuid not null,
  person uuid not null,
  -- The death that is meant.
  event uuid not null,
  asked_by uuid not null,
  asked_at timestamptz not null,
  reason_sealed bytea not null,
  body_hash bytea not null,
  answer text check (answer in ('takenBack', 'stands')),
  -- Null where another county told that it was a mistake.
  answered_by uuid,
  answered_at timestamptz,
  answer_sealed bytea,
  -- The command that answered.
  answer_id uuid,
  -- When whoever asked has read that the death stands.
  read_at timestamptz,
  primary key (home, id)
);
create unique index taking_back_open on care.taking_back (home, event) where answer is null;
create index taking_back_person on care.taking_back (home, person, asked_at desc);
create index taking_back_unread on care.taking_back (home, asked_by) where answer = 'stands' and read_at is null;

alter table care.taking_back enable row level security;
alter table care.taking_back force row level security;
create policy scope on care.taking_back to lianfang_app, lianfang_worker using (
  home = current_setting('lf.county', true)
  and case current_setting('lf.narrow', true)
    when 'county' then true
    else exists (select from care.person p where p.home = taking_back.home and p.id = taking_back.person) end);
grant select, insert, update on care.taking_back to lianfang_app, lianfang_worker;

-- Who is followed daily stands first on the day of a team (K3, K5): found by the team, and not among a township's.
create index person_episode_team on care.person (home, team, id) where episode_since is not null;
