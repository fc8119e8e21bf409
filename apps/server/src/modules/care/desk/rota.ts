import { decideShift, gapsOf, onDutyAt, type Span } from '@lianfang/domain/care'
import { addHours, DAY_MS, dayIn, type Instant, instantOf, type PlaceCode, parseInstant } from '@lianfang/domain/shared'
import { v7 as uuidv7 } from 'uuid'
import { writeAudit } from '../../../kernel/audit/index.js'
import { inTransaction, inTurn, type Tx } from '../../../kernel/db/index.js'
import type { Call } from '../../../kernel/http/index.js'
import { placesByCode } from '../../../kernel/org/index.js'
import { openGate } from '../../../kernel/policy/index.js'
import { problem } from '../../../kernel/problems/index.js'
import type { CareNeeds } from '../needs.js'
import { hashOf } from './numbers.js'
import { holderOf, shownBackHours } from './on-duty.js'
import { tellDesk } from './record-call.js'
import { openAt, openIds } from './sql-calls.js'
import { deskTeams } from './sql-numbers.js'
import {
  acceptHandover,
  addHandover,
  addShift,
  awayAt,
  cancelShift,
  type Desk,
  type HandoverRow,
  handoverBefore,
  handoversOf,
  lockHandover,
  type ShiftRow,
  shiftBefore,
  shiftsIn,
  staffOf,
} from './sql-rota.js'

const iso = (at: Instant): string => new Date(at).toISOString()
const spanInfo = ({ from, until }: Span) => ({ from: iso(from), until: iso(until) })
const shiftInfo = (row: ShiftRow) => ({
  ...{ id: row.id, accountId: row.account, name: row.name ?? '' },
  ...spanInfo({ from: row.from_at, until: row.until_at }),
  away: row.by_name === null || row.away_until === null ? null : { by: row.by_name, until: row.away_until },
})

const noteOf = (needs: CareNeeds, home: string, row: HandoverRow): string | null =>
  row.note_sealed === null
    ? null
    : needs.keys.open({
        key: { keyId: row.key_id, wrapped: row.wrapped },
        at: { county: home, person: row.id, field: 'desk-handover' },
        sealed: row.note_sealed,
      })

const handoverInfo = (needs: CareNeeds, home: string, row: HandoverRow) => ({
  ...{
    id: row.id,
    from: row.from_name ?? '',
    fromId: row.from_account,
    to: row.to_name ?? '',
    toId: row.to_account,
    calls: row.calls.length,
  },
  at: iso(row.at),
  note: noteOf(needs, home, row),
  acceptedAt: row.accepted_at === null ? null : iso(row.accepted_at),
})

const holderNow = async (...asked: Parameters<typeof holderOf>) => {
  const held = await holderOf(...asked)
  return held === null ? null : { ...held, since: iso(held.since) }
}

/** A desk: who is on duty, the rota with its holes, hand-overs, what is open, and the script of a call (K4). */
export const readDesk = async (needs: CareNeeds, { scope, query, require }: Call<'desk.read'>) => {
  const { place } = query
  require({ place })
  const home = scope.county
  if (!place.startsWith(home)) throw problem('place.outside')
  const now = instantOf(needs.now())
  const care = await needs.policy.care(home as PlaceCode, dayIn(now, needs.zone)) // a county's code
  const [values, alarms] = [openGate(care.desk), openGate(care.alarms)]
  const until = instantOf(now + values.rotaDays * DAY_MS)
  const read = async (tx: Tx) => {
    const from = addHours(now, -shownBackHours)
    // Beyond the days that must be covered what is entered is shown all the same.
    const shifts = await shiftsIn(tx, { home, place, from: new Date(from), until: new Date(until + 30 * DAY_MS) })
    const spans = shifts.map((s) => ({ ...s, from: s.from_at, until: s.until_at }))
    const open = await openAt(tx, { home, place, now: new Date(now) })
    const away = await awayAt(tx, home, new Date(now))
    const named = (await placesByCode(tx, [place])).get(place)
    if (named === undefined) throw problem('place.unknown')
    return {
      place: named,
      onDuty: onDutyAt(spans, now).map(shiftInfo),
      holder: await holderNow(tx, { home, place }, { shifts: spans, now }),
      shifts: spans.filter((s) => s.until > now).map(shiftInfo),
      gaps: gapsOf(spans, { from: now, until }).map(spanInfo),
      rotaDays: values.rotaDays,
      staff: (await staffOf(tx, place)).map((one) => ({ ...one, away: away.get(one.id) ?? null })),
      teams: (await deskTeams(tx, { home, township: place.length === 9 ? place : '' })).map(({ id, name }) => ({
        id,
        name,
      })),
      handovers: (await handoversOf(tx, { home, place })).map((row) => handoverInfo(needs, home, row)),
      ...{ open: open?.open ?? 0, overdue: open?.overdue ?? 0 },
      latest: open?.latest == null ? null : iso(open.latest),
      script: {
        ...{ redFlags: [...values.redFlags], dayFlags: [...values.dayFlags] },
        ...{ child: [...alarms.signs.child], pregnant: [...alarms.signs.pregnant] },
        ...{ minutes: values.callBackMinutes, tries: values.triesBeforeClosing },
      },
    }
  }
  return inTransaction(needs.db.app, scope, read, { readOnly: true })
}

const insideCounty = (place: string, home: string): void => {
  if (!place.startsWith(home)) throw problem('place.outside')
}

/** Puts somebody on duty (K4). */
export const enterShift = async (needs: CareNeeds, { scope, body, actor, require }: Call<'shift.add'>) => {
  require({ place: body.place })
  const home = scope.county
  insideCounty(body.place, home)
  const now = instantOf(needs.now())
  const [from, until] = [parseInstant(body.from) ?? now, parseInstant(body.until) ?? now]
  const { id, place, account } = body
  const hash = hashOf(body)
  return inTransaction(needs.db.app, scope, async (tx) => {
    await inTurn(tx, id)
    const before = await shiftBefore(tx, home, id)
    if (before !== undefined) {
      if (!before.body_hash.equals(hash)) throw problem('command.other-body', { id })
      return { outcome: 'already-recorded' as const }
    }
    const staff = await staffOf(tx, place)
    if (!staff.some((one) => one.id === account))
      return { outcome: 'refused' as const, reason: 'shift-person' as const }
    const known = await shiftsIn(tx, { home, place, from: new Date(from), until: new Date(until) })
    const others = known.map((s) => ({ account: s.account, from: s.from_at, until: s.until_at }))
    const reason = decideShift({ shift: { account, from, until }, others, now })
    if (reason !== null) return { outcome: 'refused' as const, reason }
    const times = { from: new Date(from), until: new Date(until), at: new Date(now) }
    const shift = { home, id, place, account, by: actor.accountId, bodyHash: hash, ...times }
    if ((await addShift(tx, shift)) === 0) throw problem('command.other-body', { id })
    await tellDesk(tx, { home, place, id })
    await writeAudit(tx, actor, { action: 'shift.add', subject: account, place })
    return { outcome: 'recorded' as const }
  })
}

/** Takes somebody off the rota; asked twice, it is off all the same. */
export const dropShift = async (
  needs: CareNeeds,
  { scope, body, params, actor, require }: Call<'shift.cancel'>,
): Promise<undefined> => {
  require({ place: body.place })
  const home = scope.county
  insideCounty(body.place, home)
  await inTransaction(needs.db.app, scope, async (tx) => {
    const at = { home, place: body.place, id: params.id, by: actor.accountId, at: new Date(needs.now()) }
    if ((await cancelShift(tx, at)) === 0) return
    await writeAudit(tx, actor, { action: 'shift.cancel', subject: params.id, place: body.place })
  })
  return undefined
}

/** Hands the desk over: what is open goes with it, and whoever takes over says so by name (K4). */
export const writeHandover = async (needs: CareNeeds, { scope, body, actor, require }: Call<'handover.write'>) => {
  require({ place: body.place })
  const home = scope.county
  insideCounty(body.place, home)
  const { id, place, to, note } = body
  const hash = hashOf(body)
  return inTransaction(needs.db.app, scope, async (tx) => {
    await inTurn(tx, id)
    const before = await handoverBefore(tx, home, id)
    if (before !== undefined) {
      if (!before.body_hash.equals(hash)) throw problem('command.other-body', { id })
      return { outcome: 'already-recorded' as const }
    }
    if (to === actor.accountId) return { outcome: 'refused' as const, reason: 'handover-self' as const }
    const staff = await staffOf(tx, place)
    if (!staff.some((one) => one.id === to)) return { outcome: 'refused' as const, reason: 'shift-person' as const }
    const key = needs.keys.newPersonKey()
    const at = { county: home, person: id, field: 'desk-handover' }
    const noteSealed = note === null || note === '' ? null : needs.keys.seal({ key, at, text: note })
    const sealed = { keyId: key.keyId, wrapped: key.wrapped, noteSealed, bodyHash: hash }
    const calls = await openIds(tx, home, place)
    const written = { home, id, place, from: actor.accountId, to, at: new Date(needs.now()), calls, ...sealed }
    if ((await addHandover(tx, written)) === 0) throw problem('command.other-body', { id })
    await tellDesk(tx, { home, place, id })
    await writeAudit(tx, actor, { action: 'handover.write', subject: to, place, count: calls.length })
    return { outcome: 'recorded' as const }
  })
}

/** Takes the desk over by name; only whom it was handed to can (K4). */
export const takeHandover = async (
  needs: CareNeeds,
  { scope, body, params, actor, require }: Call<'handover.accept'>,
) => {
  require({ place: body.place })
  const desk: Desk = { home: scope.county, place: body.place }
  insideCounty(body.place, desk.home)
  return inTransaction(needs.db.app, scope, async (tx) => {
    const row = await lockHandover(tx, { ...desk, id: params.id })
    if (row === undefined) throw problem('not-found')
    if (row.to_account !== actor.accountId) {
      return { outcome: 'refused' as const, reason: 'handover-not-yours' as const }
    }
    if (row.accepted_at !== null) return { outcome: 'already-recorded' as const }
    const at = new Date(needs.now())
    const count = await acceptHandover(tx, { ...desk, id: row.id, from: row.from_account, to: actor.accountId, at })
    await tellDesk(tx, { ...desk, id: uuidv7() })
    await writeAudit(tx, actor, { action: 'handover.accept', subject: row.from_account, place: body.place, count })
    return { outcome: 'recorded' as const }
  })
}
