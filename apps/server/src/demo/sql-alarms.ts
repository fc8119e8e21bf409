import { sql } from 'kysely'
import type { Tx } from '../kernel/db/index.js'
import type { DemoAlarm } from './alarms.js'
import type { DemoPerson } from './invent.js'

const ms = (list: readonly (number | null)[]) => sql`${list}::float8[]`
const instant = (column: string) => sql`to_timestamp(${sql.ref(column)} / 1000)`
const listed = (instants: readonly number[]): string => `{${instants.map((t) => new Date(t).toISOString()).join(',')}}`

/** Infections that are followed daily. */
export const insertEpisodes = async (tx: Tx, home: string, people: readonly DemoPerson[]): Promise<void> => {
  const open = people.flatMap(({ id, episode }) => (episode === null ? [] : [{ ...episode, person: id }]))
  if (open.length === 0) return
  await tx.run(sql`
    insert into care.episode (home, id, person, kind, began_at, known_at, received_at, account, body_hash)
    select ${home}, id, person, 'infection', ${instant('at')}, ${instant('at')}, ${instant('at')}, account, sha256(uuid_send(id))
    from unnest(${open.map((e) => e.id)}::uuid[], ${open.map((e) => e.person)}::uuid[], ${ms(open.map((e) => e.since))},
      ${open.map((e) => e.by)}::uuid[]) as n (id, person, at, account)`)
}

/** Alarms and what was done about them. */
export const insertAlarms = async (tx: Tx, home: string, alarms: readonly DemoAlarm[]): Promise<void> => {
  if (alarms.length === 0) return
  const col = <T>(pick: (alarm: DemoAlarm) => T): T[] => alarms.map(pick)
  await tx.run(sql`
    insert into care.alarm (home, id, person, township, village, team, kind, raised_at, measured_at, reasons, spo2_percent,
      urgent, climbs_at, acknowledged_at, acknowledged_by, closed_at, closed_by, closed_how)
    select ${home}, id, person, township, village, team, kind, ${instant('raised')}, ${instant('measured')}, reasons::jsonb, spo2,
      urgent, climbs::timestamptz[], ${instant('seen')}, seen_by, ${instant('closed')}, closed_by, how
    from unnest(${col((a) => a.id)}::uuid[], ${col((a) => a.person.id)}::uuid[],
      ${col((a) => a.person.fields.township)}::text[], ${col((a) => a.person.fields.village)}::text[],
      ${col((a) => a.person.team)}::uuid[], ${col((a) => a.kind)}::text[], ${ms(col((a) => a.raisedAt))},
      ${ms(col((a) => a.measuredAt))}, ${col((a) => JSON.stringify(a.reasons))}::text[],
      ${col((a) => a.spo2Percent)}::smallint[], ${col((a) => a.urgent)}::boolean[], ${col((a) => listed(a.climbs))}::text[],
      ${ms(col((a) => a.acknowledged?.at ?? null))}, ${col((a) => a.acknowledged?.by ?? null)}::uuid[],
      ${ms(col((a) => a.closed?.at ?? null))}, ${col((a) => a.closed?.by ?? null)}::uuid[],
      ${col((a) => a.closed?.how ?? null)}::text[])
    as n (id, person, township, village, team, kind, raised, measured, reasons, spo2, urgent, climbs, seen, seen_by, closed,
      closed_by, how)`)
  const acts = alarms.flatMap((a) => a.acts.map((one) => ({ ...one, alarm: a.id, person: a.person.id })))
  if (acts.length === 0) return
  await tx.run(sql`
    insert into care.alarm_act (home, id, alarm, person, kind, at, account, note_sealed, body_hash)
    select ${home}, id, alarm, person, kind, ${instant('at')}, account, note, sha256(uuid_send(id))
    from unnest(${acts.map((a) => a.id)}::uuid[], ${acts.map((a) => a.alarm)}::uuid[], ${acts.map((a) => a.person)}::uuid[],
      ${acts.map((a) => a.kind)}::text[], ${ms(acts.map((a) => a.at))}, ${acts.map((a) => a.by)}::uuid[],
      ${acts.map((a) => a.noteSealed)}::bytea[]) as n (id, alarm, person, kind, at, account, note)`)
}
