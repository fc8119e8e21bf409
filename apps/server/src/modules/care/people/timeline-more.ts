import type { PersonPage } from '@lianfang/contract'
import type { AlarmReason } from '@lianfang/domain/care'
import type { Instant } from '@lianfang/domain/shared'
import { sql } from 'kysely'
import type { Tx } from '../../../kernel/db/index.js'
import { answerField, reasonField } from '../life/read-asks.js'

type Entry = PersonPage['timeline'][number]

export type MoreRow = {
  /** Of the fact, with what part of it is told: an alarm has the id of the entry that raised it. */
  readonly id: string
  readonly fact: string
  readonly kind: Extract<Entry['kind'], 'alarm' | 'call' | 'medicine' | 'told' | 'household' | 'careHome' | 'asked'>
  readonly at: Instant
  readonly name: string | null
  readonly cause: string
  readonly reasons: readonly AlarmReason[] | null
  readonly spo2_percent: number | null
  readonly days_left: number | null
  readonly day: string | null
  readonly to_name: string | null
  readonly note_sealed: Buffer | null
}

type Of = { readonly home: string; readonly person: string }

const mostShown = 80

/**
 * What else is stored about a person (K3, K4, K5, K9, K21): alarms and who did what about them, calls to the desk, medicine that
 * was asked for, who told the numbers, who lives together, homes, and that a death was asked to be taken back (K20), with the answer
 * that it stands: a taking back is a life event of its own. Row security shows a call to those alone who see its desk. The
 * name of a medicine tells the disease and stays on the request (X2).
 */
export const moreRows = (tx: Tx, { home, person }: Of): Promise<MoreRow[]> =>
  tx.rows(sql<MoreRow>`
    select 'alarm:' || a.id as id, a.id as fact, 'alarm' as kind, a.raised_at as at, null::text as name,
      case a.kind when 'referNow' then 'alarm.referNow' else 'alarm.raised' end as cause, a.reasons, a.spo2_percent,
      null::smallint as days_left, null::date as day, null::text as to_name, null::bytea as note_sealed
    from care.alarm a where a.home = ${home} and a.person = ${person}
    union all
    select 'act:' || x.id, x.id, 'alarm', x.at, b.name,
      case when x.kind = 'acknowledge' and row_number() over (partition by x.alarm order by x.at, x.id) > 1
        then 'alarm.takenOver' else 'alarm.' || x.kind end,
      null, null, null, null, null, x.note_sealed
    from care.alarm_act x left join kernel.account b on b.id = x.account where x.home = ${home} and x.person = ${person}
    union all
    select 'call:' || c.id, c.id, 'call', c.at, b.name, 'call.' || c.outcome, null, c.spo2_percent, null, null, null, null
    from care.desk_call c left join kernel.account b on b.id = c.account where c.home = ${home} and c.person = ${person}
    union all
    select 'call-closed:' || c.id, c.id, 'call', c.closed_at, b.name, 'call.' || c.result, null, null, null, null, null, null
    from care.desk_call c left join kernel.account b on b.id = c.closed_by
    where c.home = ${home} and c.person = ${person} and c.closed_at is not null
    union all
    select 'medicine:' || r.id, r.id, 'medicine', r.asked_at, b.name, 'medicine.asked', null, null, r.days_left, null, null, null
    from care.medicine_request r left join kernel.account b on b.id = r.asked_by where r.home = ${home} and r.person = ${person}
    union all
    select 'medicine-closed:' || r.id, r.id, 'medicine', r.closed_at, b.name, 'medicine.' || r.closed_how, null, null,
      r.closed_days, null, null, null
    from care.medicine_request r left join kernel.account b on b.id = r.closed_by
    where r.home = ${home} and r.person = ${person} and r.closed_at is not null
    union all
    select 'told:' || t.id, t.id, 'told', t.at, b.name, 'told.' || t.how, null, null, null, null, null, null
    from care.told t left join kernel.account b on b.id = t.account where t.home = ${home} and t.person = ${person}
    union all
    select 'household:' || h.id, h.id, 'household', h.at, b.name,
      case when h.to_household is null then 'household.left' else 'household.joined' end, null, null, null, null, null, null
    from care.household_change h left join kernel.account b on b.id = h.account
    where h.home = ${home} and h.person = ${person}
    union all
    select 'stay:' || s.id, s.id, 'careHome', s.at, b.name, 'careHome.' || s.kind, null, null, null, s.day, f.name, null
    from care.care_home_stay s left join kernel.account b on b.id = s.account
      left join care.care_home f on f.home = s.home and f.id = s.care_home
    where s.home = ${home} and s.person = ${person}
    union all
    select 'asked:' || q.id, q.id, 'asked', q.asked_at, b.name, 'death.asked', null, null, null, null, null, q.reason_sealed
    from care.taking_back q left join kernel.account b on b.id = q.asked_by where q.home = ${home} and q.person = ${person}
    union all
    select 'stands:' || q.id, q.id, 'asked', q.answered_at, b.name, 'death.stands', null, null, null, null, null, q.answer_sealed
    from care.taking_back q left join kernel.account b on b.id = q.answered_by
    where q.home = ${home} and q.person = ${person} and q.answer = 'stands'
    order by at desc limit ${mostShown}`)

const sealedAs = ({ kind, cause, fact }: MoreRow): string => {
  if (kind !== 'asked') return `alarm:${fact}`
  return cause === 'death.stands' ? answerField(fact) : reasonField(fact)
}

type Told = Pick<
  Entry,
  'id' | 'at' | 'kind' | 'by' | 'cause' | 'spo2Percent' | 'reasons' | 'daysLeft' | 'day' | 'to' | 'note'
>

/** A row as an entry; `open` opens a sealed note of the person. */
export const moreEntry = (r: MoreRow, open: (sealed: Buffer | null, field: string) => string | null): Told => ({
  id: r.id,
  at: new Date(r.at).toISOString(),
  kind: r.kind,
  by: r.name,
  cause: r.cause,
  spo2Percent: r.spo2_percent,
  reasons: [...(r.reasons ?? [])],
  daysLeft: r.days_left,
  day: r.day,
  to: r.to_name,
  note: open(r.note_sealed, sealedAs(r)),
})
