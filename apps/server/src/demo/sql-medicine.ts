import type { Instant } from '@lianfang/domain/shared'
import { sql } from 'kysely'
import type { Tx } from '../kernel/db/index.js'
import type { DemoPerson } from './invent.js'
import { medicineOf } from './medicine.js'

const ms = (list: readonly (number | null)[]) => sql`${list}::float8[]`
const instant = (column: string) => sql`to_timestamp(${sql.ref(column)} / 1000)`

/** What is known of people's medicine, and requests for those who run short. */
export const insertMedicine = async (
  tx: Tx,
  home: string,
  people: readonly DemoPerson[],
  now: Instant,
): Promise<void> => {
  const told = people.map((person) => medicineOf(person, now)).filter((one) => one !== null)
  if (told.length === 0) return
  await tx.run(sql`
    insert into care.medicine_state (home, person, days_left, days_at, control, control_at, guided, guided_at)
    select ${home}, person, days, ${instant('at')}, control, ${instant('at')}, guided, case when guided is not null then ${instant('at')} end
    from unnest(${told.map((t) => t.person)}::uuid[], ${told.map((t) => t.daysLeft)}::smallint[], ${ms(told.map((t) => t.at))},
      ${told.map((t) => t.control)}::text[], ${told.map((t) => t.guided)}::boolean[]) as n (person, days, at, control, guided)`)
  const asked = told.flatMap(({ request, ...one }) => (request === null ? [] : [{ ...one, ...request }]))
  if (asked.length === 0) return
  await tx.run(sql`
    insert into care.medicine_request (home, id, person, asked_at, asked_by, days_left, late_at, closed_at, closed_by, closed_how,
      closed_days)
    select ${home}, id, person, ${instant('at')}, by, days, ${instant('late')}, ${instant('closed')}, closed_by,
      case when closed is not null then 'supplied' end, given
    from unnest(${asked.map((a) => a.id)}::uuid[], ${asked.map((a) => a.person)}::uuid[], ${ms(asked.map((a) => a.at))},
      ${asked.map((a) => a.by)}::uuid[], ${asked.map((a) => (a.closed === null ? a.daysLeft : 2))}::smallint[],
      ${ms(asked.map((a) => a.lateAt))}, ${ms(asked.map((a) => a.closed?.at ?? null))},
      ${asked.map((a) => a.closed?.by ?? null)}::uuid[], ${asked.map((a) => a.closed?.days ?? null)}::smallint[])
      as n (id, person, at, by, days, late, closed, closed_by, given)`)
}
