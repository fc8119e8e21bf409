import type { PersonPage } from '@lianfang/contract'
import type { Tier } from '@lianfang/domain/policy'
import type { Instant } from '@lianfang/domain/shared'
import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../../../kernel/db/index.js'
import type { Keys } from '../../../kernel/keys/index.js'
import { fieldHere, type ToldHere } from '../life/between-counties/sealed.js'
import { cameRows } from './came.js'
import { mergedRows } from './merged.js'
import { personKey } from './secrets.js'
import { moreEntry, moreRows } from './timeline-more.js'

type Entry = PersonPage['timeline'][number]

type Contact = {
  at: Instant
  name: string | null
  channel: Entry['channel']
  outcome: NonNullable<Entry['outcome']>
  spo2_percent: number | null
  temperature_c: number | null
  breaths: number | null
  at_rest: boolean | null
  warm_hand: boolean | null
  on_oxygen: boolean | null
  signs: Entry['signs']
  symptoms: Entry['symptoms']
  unwell: boolean | null
  answered_by: Entry['answeredBy']
  talk_seconds: number | null
}

type FollowupRow = Contact & {
  id: string
  note_sealed: Buffer | null
  /** The entry that this one puts right, as it was. */
  corrected_entry: Contact | null
  /** What the entry that corrects this one says. */
  corrected_to: Contact['outcome'] | null
  received_at: Instant
  by_check: boolean
  call: string | null
  doubt: Entry['doubt']
}

type ChangeRow = { id: string; at: Instant; name: string | null; from_tier: Tier | null; to_tier: Tier; cause: string }

type Wanted = {
  readonly home: string
  readonly person: string
  readonly reader: string
  /** Whether the reader's role sees names of diseases. */
  readonly seesDiseases: boolean
}

// A round of a home keeps the word on its part; a follow-up by itself carries it.
const unwell = (fact: RawBuilder<unknown>): RawBuilder<unknown> => sql`
  coalesce(${fact}.unwell, (select true from care.care_home_part r where r.home = ${fact}.home and r.person = ${fact}.person
    and r.followup = ${fact}.id and r.state = 'unwell' limit 1))`

const followups = (tx: Tx, { home, person }: Wanted): Promise<FollowupRow[]> =>
  tx.rows(sql<FollowupRow>`
    select f.id, f.at, a.name, f.channel, f.outcome, f.spo2_percent, f.temperature_c,
      f.breaths, f.at_rest, f.warm_hand, f.on_oxygen, f.signs, f.symptoms, ${unwell(sql`f`)} as unwell, f.answered_by, f.talk_seconds, f.note_sealed, f.doubt,
      f.received_at, f.call, f.checked_as is not null as by_check,
      (select c.outcome from care.followup c where c.home = f.home and c.person = f.person and c.corrects = f.id
        order by c.id desc limit 1) as corrected_to,
      case when o.id is not null then jsonb_build_object(
        'at', (extract(epoch from o.at) * 1000)::float8, 'name', b.name, 'channel', o.channel,
        'outcome', o.outcome, 'spo2_percent', o.spo2_percent, 'temperature_c', o.temperature_c,
        'breaths', o.breaths, 'at_rest', o.at_rest, 'warm_hand', o.warm_hand, 'on_oxygen', o.on_oxygen, 'signs', o.signs,
        'symptoms', o.symptoms, 'unwell', ${unwell(sql`o`)}, 'answered_by', o.answered_by, 'talk_seconds', o.talk_seconds) end as corrected_entry
    from care.followup f left join kernel.account a on a.id = f.account
      left join care.followup o on o.home = f.home and o.person = f.person and o.id = f.corrects
      left join kernel.account b on b.id = o.account
    where f.home = ${home} and f.person = ${person} order by f.at desc, f.id desc limit 100`)

const changes = (tx: Tx, { home, person }: Wanted): Promise<ChangeRow[]> =>
  tx.rows(sql<ChangeRow>`
    select c.id, c.at, a.name, c.from_tier, c.to_tier, c.cause
    from care.tier_change c left join kernel.account a on a.id = c.account
    where c.home = ${home} and c.person = ${person} order by c.at desc limit 50`)

type EventRow = {
  id: string
  source: 'life' | 'episode' | 'baseline' | 'home' | 'move'
  at: Instant
  name: string | null
  kind: string
  day: string | null
  note_sealed: Buffer | null
  taken_back: boolean
  spo2_percent: number | null
  temperature_c: number | null
  end_command: string | null
  mine: boolean
  to_name: string | null
  /** Who answered in another county, whose names are not this one's to read. */
  told_sealed: Buffer | null
}

// A township of another county is named with it.
const toName = sql`nullif(concat_ws(' ', c.name, t.name), '')`
const toPlace = sql`left join kernel.division t on t.code = e.to_township left join kernel.division c on c.code = e.other`

/** Life events, infections and worsenings with their ends, what a doctor set as usual, moves and their answers. */
const eventsOf = (tx: Tx, { home, person, reader }: Wanted): Promise<EventRow[]> =>
  tx.rows(sql<EventRow>`
    select e.id, 'life' as source, e.at, a.name, case when e.joined_to is null then e.kind else 'joined' end as kind, e.day, e.note_sealed,
      exists (select from care.life_event b where b.home = e.home and b.person = e.person and b.takes_back = e.id) as taken_back,
      null::smallint as spo2_percent, null::numeric as temperature_c, null::uuid as end_command, e.account = ${reader}::uuid as mine, case when e.kind = 'left' then ${toName} end as to_name, null::bytea as told_sealed
    from care.life_event e left join kernel.account a on a.id = e.account
      left join care.move m on m.home = e.home and m.id = e.move and m.side = 'gives'
      left join kernel.division t on t.code = m.to_township left join kernel.division c on c.code = m.other
    where e.home = ${home} and e.person = ${person}
    union all
    select e.id, 'episode', e.began_at, a.name, e.kind, null, e.note_sealed, false, null, null, null, false, null, null
    from care.episode e left join kernel.account a on a.id = e.account where e.home = ${home} and e.person = ${person}
    union all
    select e.id, 'episode', e.ended_at, a.name, 'ended.' || e.end_reason, null, e.end_sealed, false, null, null, e.end_command, false, null, null
    from care.episode e left join kernel.account a on a.id = e.ended_by
    where e.home = ${home} and e.person = ${person} and e.ended_at is not null
    union all
    select e.id, 'baseline', e.at, a.name, 'baseline', e.until, e.note_sealed, false, e.spo2_percent, null, null, false, null, null
    from care.baseline e left join kernel.account a on a.id = e.account where e.home = ${home} and e.person = ${person}
    union all
    select e.id, 'move', e.asked_at, a.name, 'move.asked', null, e.note_sealed, false, null, null, null, false, ${toName}, null
    from care.move e left join kernel.account a on a.id = e.asked_by ${toPlace}
    where e.home = ${home} and e.person = ${person} and e.side is distinct from 'takes'
    union all
    select e.id, 'move', e.decided_at, a.name, 'move.' || e.state, null, e.reason_sealed, false, null, null, null, false, ${toName}, e.told_sealed
    from care.move e left join kernel.account a on a.id = e.decided_by ${toPlace}
    where e.home = ${home} and e.person = ${person} and e.decided_at is not null and e.side is distinct from 'takes'
    union all
    select h.id, 'home', h.at, null, case when h.alarmed then 'homeAlarm' else 'homeReading' end, null, null, false,
      h.spo2_percent, h.temperature_c, null, false, null, null
    from care.home_reading h where h.home = ${home} and h.person = ${person}
    order by at desc limit 60`)

const contactOf = (c: Contact) => ({
  at: new Date(c.at).toISOString(),
  by: c.name,
  channel: c.channel,
  outcome: c.outcome,
  spo2Percent: c.spo2_percent,
  temperatureC: c.temperature_c,
  breathsPerMinute: c.breaths,
  atRest: c.at_rest,
  warmHand: c.warm_hand,
  onOxygen: c.on_oxygen,
  signs: [...c.signs],
  symptoms: c.symptoms,
  unwell: c.unwell,
  answeredBy: c.answered_by,
  talkSeconds: c.talk_seconds,
})

const blank = {
  channel: null,
  outcome: null,
  spo2Percent: null,
  temperatureC: null,
  breathsPerMinute: null,
  atRest: null,
  warmHand: null,
  onOxygen: null,
  signs: [] as Entry['signs'], // empty in the entries that are no contact
  symptoms: null,
  unwell: null,
  answeredBy: null,
  talkSeconds: null,
  corrects: null,
  madeAt: null,
  note: null,
  fromTier: null,
  toTier: null,
  cause: null,
  corrected: false,
  withdrawn: false,
  byCheck: false,
  day: null,
  mine: false,
  to: null,
  came: null,
  merged: null,
  other: null,
  call: null,
  reasons: [] as Entry['reasons'], // of alarms alone
  daysLeft: null,
  doubt: 'none',
} as const

const contactKind = ({ corrected_entry, outcome }: FollowupRow): Entry['kind'] => {
  if (outcome === 'withdrawn') return 'withdrawal'
  if (corrected_entry !== null) return 'correction'
  return outcome === 'reached' ? 'followup' : 'attempt'
}

const kindOf = ({ cause, from_tier }: ChangeRow): Entry['kind'] => {
  if (cause === 'override' || cause === 'overrideEnded') return 'override'
  if (from_tier !== null) return 'tier'
  return cause === 'doorstep' ? 'doorstep' : 'ledger'
}

// An end is sealed under the command that made it, which is not the episode's own id.
const sealedAs = ({ source, kind, id, end_command }: EventRow): string => {
  if (kind.startsWith('ended.')) return `episode-end:${end_command ?? ''}`
  return source === 'move' && kind !== 'move.asked' ? `move-reason:${id}` : `${source}:${id}`
}

// An end and an answer have no id of their own.
const entryId = ({ kind, id }: EventRow): string => {
  if (kind.startsWith('ended.')) return `${id}:end`
  return kind.startsWith('move.') && kind !== 'move.asked' ? `${id}:answer` : id
}

const answeredBy = (told: string | null): string | null =>
  told === null ? null : (JSON.parse(told) as ToldHere).decidedBy // our own, sealed

const newestFirst = (a: Entry, b: Entry): number => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0)

const contactEntry = (f: FollowupRow, note: string | null): Entry => ({
  ...blank,
  ...contactOf(f),
  id: f.id,
  kind: contactKind(f),
  corrected: f.corrected_to !== null,
  withdrawn: f.corrected_to === 'withdrawn',
  byCheck: f.by_check,
  madeAt: f.corrected_entry === null ? null : new Date(f.received_at).toISOString(),
  corrects: f.corrected_entry === null ? null : contactOf(f.corrected_entry),
  note,
  call: f.call,
  doubt: f.doubt,
})

/** The follow-ups and attempts of a person alone, newest first. */
export const readContacts = async (needs: { readonly keys: Keys }, tx: Tx, wanted: Wanted): Promise<Entry[]> => {
  const { home, person } = wanted
  const facts = await followups(tx, wanted)
  const key = facts.some((f) => f.note_sealed !== null) ? await personKey(tx, home, person) : null
  const open = (field: string, sealed: Buffer | null): string | null =>
    key === null || sealed === null ? null : needs.keys.open({ key, at: { county: home, person, field }, sealed })
  return facts.map((f) => contactEntry(f, open(`note:${f.id}`, f.note_sealed)))
}

/** What happened to a person, newest first; corrected entries stay visible and are marked. */
export const readTimeline = async (needs: { readonly keys: Keys }, tx: Tx, wanted: Wanted): Promise<Entry[]> => {
  const [facts, events, others, tierChanges, carried, pairs] = await Promise.all([
    followups(tx, wanted),
    eventsOf(tx, wanted),
    moreRows(tx, wanted),
    changes(tx, wanted),
    cameRows(needs, tx, wanted),
    mergedRows(needs, tx, wanted),
  ])
  const sealed =
    [...facts, ...events, ...others].some((f) => f.note_sealed !== null) || events.some((e) => e.told_sealed !== null)
  const key = sealed ? await personKey(tx, wanted.home, wanted.person) : null
  const open = (note: Buffer | null, field: string): string | null =>
    key === null || note === null
      ? null
      : needs.keys.open({ key, at: { county: wanted.home, person: wanted.person, field }, sealed: note })
  const contacts = facts.map((f) => contactEntry(f, open(f.note_sealed, `note:${f.id}`)))
  const life = events.map(
    (e): Entry => ({
      ...blank,
      id: entryId(e),
      at: new Date(e.at).toISOString(),
      kind: e.source,
      by: e.name ?? answeredBy(open(e.told_sealed, fieldHere.told(e.id))),
      cause: e.kind,
      day: e.day,
      mine: e.mine,
      to: e.to_name,
      corrected: e.taken_back,
      spo2Percent: e.spo2_percent,
      temperatureC: e.temperature_c,
      note: open(e.note_sealed, sealedAs(e)),
    }),
  )
  const more = others.map((r): Entry => ({ ...blank, ...moreEntry(r, open) }))
  const came = carried.map((c): Entry => ({ ...blank, ...c }))
  const tiers = tierChanges.map(
    (c): Entry => ({
      ...blank,
      id: c.id,
      at: new Date(c.at).toISOString(),
      kind: kindOf(c),
      by: c.name,
      fromTier: c.from_tier,
      toTier: c.to_tier,
      cause: c.cause,
    }),
  )
  const merged = pairs.map((m): Entry => ({ ...blank, ...m }))
  return [...contacts, ...life, ...tiers, ...came, ...more, ...merged].sort(newestFirst)
}
