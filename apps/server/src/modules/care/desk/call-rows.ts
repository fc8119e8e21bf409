import type { DeskCall } from '@lianfang/contract'
import { type CallOwner, latenessOf } from '@lianfang/domain/care'
import type { DeskValues } from '@lianfang/domain/policy'
import { type Instant, instantOf } from '@lianfang/domain/shared'
import type { Tx } from '../../../kernel/db/index.js'
import { placesByCode } from '../../../kernel/org/index.js'
import { type Stay, stayNamed, staysOf } from '../care-homes/where-they-stay.js'
import type { CareNeeds } from '../needs.js'
import { openFields } from '../people/secrets.js'
import { type CallActRow, type CallRow, callActs } from './sql-calls.js'

/** What is sealed of a call, as one text under its own key. */
export type Said = {
  readonly number: string
  readonly name: string
  readonly about: string
  readonly said: string
}

export const saidField = 'desk-call:said'
export const noteField = (act: string): string => `desk-call:${act}`

const keyOf = (row: Pick<CallRow, 'key_id' | 'wrapped'>) => ({ keyId: row.key_id, wrapped: row.wrapped })

type SealedCall = Pick<CallRow, 'id' | 'key_id' | 'wrapped' | 'said_sealed'>

/** What a call's caller said and who it was. */
export const openCall = (keys: CareNeeds['keys'], home: string, row: SealedCall): Said =>
  JSON.parse(
    keys.open({ key: keyOf(row), at: { county: home, person: row.id, field: saidField }, sealed: row.said_sealed }),
  ) as Said // sealed by `recordCall` in this shape

const opened = (needs: CareNeeds, home: string, row: CallRow): Said => openCall(needs.keys, home, row)

export const ownerOf = (row: Pick<CallRow, 'owner_account' | 'owner_team'>): CallOwner => {
  if (row.owner_account !== null) return { kind: 'account', id: row.owner_account }
  return row.owner_team === null ? { kind: 'nobody' } : { kind: 'team', id: row.owner_team }
}

const iso = (at: Instant): string => new Date(at).toISOString()

const actOf = (needs: CareNeeds, home: string, row: CallRow, act: CallActRow): DeskCall['acts'][number] => ({
  kind: act.kind,
  at: iso(act.at),
  by: act.by_name ?? '',
  to: act.to_name,
  note:
    act.note_sealed === null
      ? null
      : needs.keys.open({
          key: keyOf(row),
          at: { county: home, person: row.id, field: noteField(act.id) },
          sealed: act.note_sealed,
        }),
})

const medicineOf = (row: CallRow): DeskCall['medicine'] => {
  const { request, request_at: askedAt, request_closed_at: at, request_how: how } = row
  if (request === null || askedAt === null) return null
  const closed = at === null || how === null ? null : { at: iso(at), by: row.request_closed_name ?? '', how }
  return { request, askedAt: iso(askedAt), closed }
}

const closedOf = (row: CallRow): DeskCall['closed'] =>
  row.closed_at === null || row.result === null
    ? null
    : { at: iso(row.closed_at), by: row.closed_name ?? '', result: row.result }

type Known = {
  readonly names: Awaited<ReturnType<typeof openFields>>
  readonly places: Awaited<ReturnType<typeof placesByCode>>
  readonly stays: ReadonlyMap<string, Stay>
}

/** Where 120 has to drive, and whom else one can ring: the care home with its room, else as the ledger has it. */
const homeOf = (row: CallRow, { names, places, stays }: Known): DeskCall['home'] => {
  const known = row.person === null ? undefined : names.get(row.person)
  if (known === undefined) return null
  const named = (code: string | null): string => (code === null ? '' : (places.get(code)?.name ?? ''))
  const phones = (known.get('phones') ?? '').split('\n').filter((phone) => phone !== '')
  const stay = row.person === null ? undefined : stays.get(row.person)
  if (stay !== undefined) {
    const duty = stay.phone === null || stay.phone === '' ? [] : [stay.phone]
    const place = `${named(stay.township)} ${named(stay.village)}`.trim()
    return { place, address: stayNamed(stay), phones: [...duty, ...phones] }
  }
  return {
    place: `${named(row.person_township)} ${named(row.person_village)}`.trim(),
    address: known.get('address') ?? '',
    phones,
  }
}

type Opening = { readonly home: string; readonly rows: readonly CallRow[]; readonly values: DeskValues }

/** Calls as they are read: opened, with names, how late, and what was done. */
export const openCalls = async (needs: CareNeeds, tx: Tx, { home, rows, values }: Opening): Promise<DeskCall[]> => {
  if (rows.length === 0) return []
  const people = [...new Set(rows.map((r) => r.person).filter((id) => id !== null))]
  const names = await openFields(needs, tx, { home, people, fields: ['name', 'address', 'phones'] })
  const stays = await staysOf(tx, home, people)
  const codes = [
    ...rows.flatMap((r) => [r.place, r.person_township, r.person_village]),
    ...[...stays.values()].flatMap((stay) => [stay.township, stay.village]),
  ]
  const places = await placesByCode(
    tx,
    codes.filter((code) => code !== null),
  )
  const ids = rows.map((r) => r.id)
  const acts = await callActs(tx, home, ids)
  const now = instantOf(needs.now())
  return rows.flatMap((row) => {
    const place = places.get(row.place)
    if (place === undefined) return []
    const { number, name, about, said } = opened(needs, home, row)
    const waits = row.closed_at === null && row.reached_at === null
    return {
      id: row.id,
      place,
      at: iso(row.at),
      by: row.by_name ?? '',
      caller: { number, name },
      personId: row.person,
      about: (row.person === null ? undefined : names.get(row.person)?.get('name')) ?? about,
      home: homeOf(row, { names, places, stays }),
      tier: row.tier,
      gone: row.gone,
      said,
      redFlags: row.red_flags,
      dayFlags: row.day_flags,
      signs: row.signs,
      spo2Percent: row.spo2_percent,
      temperatureC: row.temperature_c,
      breathsPerMinute: row.breaths,
      outcome: row.outcome,
      alarm: row.alarm,
      medicine: medicineOf(row),
      dueAt: iso(row.due_at),
      late: waits ? latenessOf({ outcome: row.outcome, dueAt: row.due_at, now, gone: row.gone !== null }, values) : 0,
      owner: { owner: ownerOf(row), name: row.owner_name },
      tries: row.tries,
      reachedAt: row.reached_at === null ? null : iso(row.reached_at),
      closed: closedOf(row),
      acts: acts.filter((act) => act.call === row.id).map((act) => actOf(needs, home, row, act)),
    }
  })
}
