import type { AlarmInfo, AlarmsOnly } from '@lianfang/contract'
import { ageToday, levelAt } from '@lianfang/domain/care'
import type { Actor } from '@lianfang/domain/org'
import { addDays, addHours, dayIn, type Instant, instantOf, type PlaceCode, startOfDay } from '@lianfang/domain/shared'
import { type RawBuilder, sql } from 'kysely'
import { writeAudit } from '../../../kernel/audit/index.js'
import { countUpTo, inAllOf, inTransaction, type Tx } from '../../../kernel/db/index.js'
import { type Call, momentCursor, writeMomentCursor } from '../../../kernel/http/index.js'
import { placesByCode } from '../../../kernel/org/index.js'
import { openGate } from '../../../kernel/policy/index.js'
import { problem } from '../../../kernel/problems/index.js'
import { stayNamed, staysOf } from '../care-homes/where-they-stay.js'
import type { CareNeeds } from '../needs.js'
import { openFields, personKey } from '../people/secrets.js'
import { callsBehind } from './behind.js'
import { openAbout } from './others.js'
import {
  type ActRow,
  actsOf,
  alarmsIn,
  type ListedAlarm,
  newestAlarms,
  ofKind,
  ofPerson,
  ofPlace,
  openAlarms,
  type WaitingRow,
  type WorkCursor,
} from './sql.js'
import { facesOf } from './sql-faces.js'

const cutsOf = async ({ now, zone, policy }: CareNeeds, county: string, only: AlarmsOnly | undefined) => {
  const at = instantOf(now())
  const today = dayIn(at, zone)
  const todayEnds = new Date(startOfDay(addDays(today, 1), zone))
  if (only !== 'held') return { todayEnds, heldBefore: new Date(at) }
  // The county's value, as the morning counts by, whoever asks.
  const { againAfterHours } = openGate((await policy.care(county as PlaceCode, today)).held) // a county's code
  return { todayEnds, heldBefore: new Date(addHours(at, -againAfterHours)) }
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

const writeWorkCursor = ({ turn, us, id }: WaitingRow, asOf: number): string => `${turn}~${us}~${id}~${asOf}`

const workCursor = (text: string | undefined): WorkCursor | null => {
  if (text === undefined) return null
  const [turn = '', us = '', id = '', asOf = '', ...more] = text.split('~')
  const known = /^\d{1,2}$/.test(turn) && /^\d{1,16}$/.test(us) && uuid.test(id) && /^\d{1,14}$/.test(asOf)
  if (!known || more.length > 0) throw problem('cursor.stale')
  return { turn: Number(turn), us: Number(us), id, asOf: instantOf(Number(asOf)) }
}

type Paged = { readonly rows: readonly ListedAlarm[]; readonly next: string | null }
type Asked = {
  readonly home: string
  readonly query: Call<'alarm.list'>['query']
  readonly whose: RawBuilder<unknown>
  readonly now: Instant
}

/** What is open in the order of work, unless the newest are asked for; what is closed newest first. */
const pageOf = async (tx: Tx, { home, query, whose, now }: Asked): Promise<Paged> => {
  const { limit, cursor } = query
  const page = <Row extends ListedAlarm>(rows: readonly Row[], write: (last: Row) => string): Paged => {
    const shown = rows.slice(0, limit)
    const last = shown.at(-1)
    return { rows: shown, next: rows.length > limit && last !== undefined ? write(last) : null }
  }
  if (query.state === 'open' && query.sort === 'work') {
    const after = workCursor(cursor)
    const asOf = after?.asOf ?? now
    const rows = await openAlarms(tx, { home, whose, asOf, after, limit: limit + 1 })
    return page(rows, (last) => writeWorkCursor(last, asOf))
  }
  const after = momentCursor(cursor)
  const rows = await newestAlarms(tx, { home, whose, open: query.state === 'open', after, limit: limit + 1 })
  return page(rows, writeMomentCursor)
}

/** Alarms of a place: who, why, how high it has climbed, and what was done (K5). */
export const listAlarms = async (needs: CareNeeds, { scope, query, actor, require }: Call<'alarm.list'>) => {
  require({ place: query.place })
  const home = scope.county
  if (query.place.length >= 6 && !query.place.startsWith(home)) throw problem('place.outside')
  const cuts = await cutsOf(needs, home, query.only)
  const read = async (tx: Tx) => {
    const whose = sql`${ofPlace(query.place)} and ${ofKind(query.only, cuts)}`
    const { rows, next } = await pageOf(tx, { home, query, whose, now: instantOf(needs.now()) })
    await writeAudit(tx, actor, { action: 'alarm.list', place: query.place, count: rows.length })
    const { cursor, limit } = query
    const read = next === null ? rows.length : limit + 1
    const inAll = await inAllOf({ cursor, read, limit }, () =>
      countUpTo(tx, alarmsIn({ home, whose, open: query.state === 'open' })),
    )
    return { rows: await tellAbout(needs, tx, { home, reader: actor, alarms: rows }), next, inAll }
  }
  return inTransaction(needs.db.app, scope, read, { noted: true })
}

type OfOne = { readonly home: string; readonly person: string; readonly reader: Actor }

/** The alarms of one person, open ones first. */
export const alarmsOfPerson = async (
  needs: CareNeeds,
  tx: Tx,
  { home, person, reader }: OfOne,
): Promise<AlarmInfo[]> => {
  const at = { home, whose: ofPerson(person), after: null, limit: 20 }
  const [open, closed] = await Promise.all([
    openAlarms(tx, { ...at, asOf: instantOf(needs.now()) }),
    newestAlarms(tx, { ...at, open: false }),
  ])
  return tellAbout(needs, tx, { home, reader, alarms: [...open, ...closed] })
}

type Telling = { readonly home: string; readonly reader: Actor; readonly alarms: readonly ListedAlarm[] }

const tellAbout = async (needs: CareNeeds, tx: Tx, { home, reader, alarms }: Telling): Promise<AlarmInfo[]> => {
  if (alarms.length === 0) return []
  const ids = [...new Set(alarms.map((a) => a.person))]
  const codes = alarms.flatMap((a) => [a.township, a.village]).filter((code) => code !== null)
  const [known, names, places, stays, acts, calls, open] = await Promise.all([
    facesOf(tx, home, ids),
    openFields(needs, tx, { home, people: ids, fields: ['name', 'phones'] }),
    placesByCode(tx, codes),
    staysOf(tx, home, ids),
    openActs(needs, tx, home, alarms),
    callsBehind(needs, tx, { home, reader, alarms: alarms.map((a) => a.id) }),
    openAbout(tx, home, ids),
  ])
  const faces = new Map(known.map((f) => [f.id, f]))
  const now = instantOf(needs.now())
  const today = dayIn(now, needs.zone)
  return alarms.map((a) => {
    const face = faces.get(a.person)
    const named = (code: string | null): string => (code === null ? '' : (places.get(code)?.name ?? code))
    const stay = stays.get(a.person)
    // Whoever drives there must find the room, and the home answers day and night.
    const duty = stay?.phone ? [stay.phone] : []
    return {
      id: a.id,
      personId: a.person,
      name: names.get(a.person)?.get('name') ?? '',
      age: face === undefined ? null : ageToday({ day: face.birth_day, year: face.birth_year }, today),
      tier: face?.tier ?? 'red',
      place: `${named(a.township)} ${named(a.village)} ${stay === undefined ? '' : stayNamed(stay)}`.trim(),
      teamName: a.team_name,
      phones: [...duty, ...(names.get(a.person)?.get('phones') ?? '').split('\n').filter((phone) => phone !== '')],
      kind: a.kind,
      raisedAt: iso(a.raised_at),
      measuredAt: iso(a.measured_at),
      reasons: [...a.reasons],
      spo2Percent: a.spo2_percent,
      urgent: a.urgent,
      graverAt: a.graver_at === null ? null : iso(a.graver_at),
      corrected: a.corrected,
      level: levelAt(a.climbs_at, a.acknowledged_at ?? a.closed_at ?? now),
      nextClimbAt: nextClimb(a, now),
      acknowledged: heldBy(a, reader),
      call: calls.get(a.id) ?? null,
      offerAgainAt: a.offer_again_at === null ? null : iso(a.offer_again_at),
      closed: a.closed_at === null ? null : { at: iso(a.closed_at), by: a.closed_name, how: a.closed_how ?? 'gone' },
      others: (open.get(a.person) ?? []).filter(({ id }) => id !== a.id),
      acts: acts.get(a.id) ?? [],
    }
  })
}

const heldBy = (alarm: ListedAlarm, reader: Actor): AlarmInfo['acknowledged'] =>
  alarm.acknowledged_at === null
    ? null
    : {
        at: iso(alarm.acknowledged_at),
        by: alarm.acknowledged_name ?? '',
        mine: alarm.acknowledged_by === reader.accountId,
      }

const iso = (at: number): string => new Date(at).toISOString()

const nextClimb = (alarm: ListedAlarm, now: number): string | null => {
  if (alarm.acknowledged_at !== null || alarm.closed_at !== null) return null
  const next = alarm.climbs_at.find((at) => at > now)
  return next === undefined ? null : iso(next)
}

type Acts = Map<string, AlarmInfo['acts'][number][]>

const openActs = async (needs: CareNeeds, tx: Tx, home: string, alarms: readonly ListedAlarm[]): Promise<Acts> => {
  const rows = await actsOf(
    tx,
    home,
    alarms.map((a) => a.id),
  )
  const acts: Acts = new Map()
  for (const row of rows) {
    const entry = { kind: row.kind, at: iso(row.at), by: row.name ?? '', note: await noteOf(needs, tx, home, row) }
    const list = acts.get(row.alarm)
    if (list === undefined) acts.set(row.alarm, [entry])
    else list.push(entry)
  }
  return acts
}

const noteOf = async (needs: CareNeeds, tx: Tx, home: string, row: ActRow): Promise<string | null> => {
  if (row.note_sealed === null) return null
  const key = await personKey(tx, home, row.person)
  return needs.keys.open({
    key,
    at: { county: home, person: row.person, field: `alarm:${row.id}` },
    sealed: row.note_sealed,
  })
}
