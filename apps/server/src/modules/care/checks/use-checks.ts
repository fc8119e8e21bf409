import { findPatterns, isChosen, type Pattern } from '@lianfang/domain/care'
import type { CheckValues } from '@lianfang/domain/policy'
import { addDays, dayIn, instantOf, type PlaceCode, parseDay, parseInstant, startOfDay } from '@lianfang/domain/shared'
import { sql } from 'kysely'
import { writeAudit } from '../../../kernel/audit/index.js'
import { inTransaction, type Tx } from '../../../kernel/db/index.js'
import type { Call } from '../../../kernel/http/index.js'
import { placesByCode } from '../../../kernel/org/index.js'
import { openGate } from '../../../kernel/policy/index.js'
import { problem } from '../../../kernel/problems/index.js'
import { givenFor } from '../followups/record-followup.js'
import type { CareNeeds } from '../needs.js'
import { openFields, personKey, sealField } from '../people/secrets.js'
import { checkValuesOn, ruledSpans } from './check-values.js'
import { restoreTalks, withdrawTalks } from './not-done.js'
import { owedDays, patternDays } from './open-checks.js'
import {
  type CallbackRow,
  callbacksOf,
  type DayRow,
  followupAt,
  lockSeen,
  patternsSeen,
  type SeenRow,
  setCallback,
  setSeen,
  talksOfDay,
} from './sql.js'

const iso = (at: number): string => new Date(at).toISOString()

type Names = Awaited<ReturnType<typeof openFields>>

/** The drawn follow-ups of a day and the patterns of that day (K3). */
export const checksOfDay = async (needs: CareNeeds, { scope, query, actor, require }: Call<'check.day'>) => {
  require({ place: query.township })
  const home = scope.county
  if (!query.township.startsWith(home)) throw problem('place.outside')
  const day = parseDay(query.day)
  if (day === null) throw problem('request.invalid', { day: query.day })
  const today = dayIn(instantOf(needs.now()), needs.zone)
  const care = await needs.policy.care(home as PlaceCode, today) // a county's code
  const now = openGate(care.checks)
  const ruled = { home: home as PlaceCode, now } // a county's code
  const values = await checkValuesOn(needs, ruled, day)
  const spans = await ruledSpans(needs, { ...ruled, first: addDays(today, -now.callbackDays), end: today })
  const waiting = { home, township: query.township, spans }
  const from = new Date(startOfDay(day, needs.zone))
  const until = new Date(startOfDay(addDays(day, 1), needs.zone))
  const span = { home, township: query.township, from, until }
  const read = async (tx: Tx) => {
    const talks = await talksOfDay(tx, span)
    const drawn = talks.filter((t) => isChosen(t.id, values.sharePercent))
    const patterns = findPatterns(talks, values)
    const seen = await patternsSeen(tx, span)
    const results = await callbacksOf(
      tx,
      home,
      drawn.map((d) => d.id),
    )
    const byId = new Map(talks.map((t) => [t.id, t]))
    const meant = patterns.flatMap((p) => p.followups.map((id) => byId.get(id)?.person ?? ''))
    const people = [...new Set([...drawn.map((d) => d.person), ...meant])].filter((id) => id !== '')
    const names = await openFields(needs, tx, { home, people, fields: ['name', 'phones'] })
    const callbacks = []
    for (const row of drawn) callbacks.push(await callbackOf(needs, tx, { home, row, results, names }))
    await writeAudit(tx, actor, { action: 'check.day', place: query.township, count: callbacks.length })
    return {
      callbacks,
      patterns: patterns.map((p) => patternOf(p, { byId, names, seen })),
      of: talks.length,
      owed: await owedDays(tx, waiting, needs.zone),
      unjudged: await patternDays(tx, waiting, needs.zone),
    }
  }
  return inTransaction(needs.db.app, scope, read, { noted: true })
}

type Drawn = {
  readonly home: string
  readonly row: DayRow
  readonly results: readonly CallbackRow[]
  readonly names: Names
}

const callbackOf = async (needs: CareNeeds, tx: Tx, { home, row, results, names }: Drawn) => {
  const code = row.village ?? row.township
  const known = results.find((r) => r.followup === row.id)
  return {
    followup: row.id,
    personId: row.person,
    name: names.get(row.person)?.get('name') ?? '',
    place: (await placesByCode(tx, [code])).get(code)?.name ?? code,
    phones: (names.get(row.person)?.get('phones') ?? '').split('\n').filter((phone) => phone !== ''),
    at: iso(row.at),
    channel: row.channel,
    by: row.name ?? '',
    gone: row.gone,
    result:
      known === undefined
        ? null
        : {
            result: known.result,
            by: known.name ?? '',
            at: iso(known.at),
            note: await noteOf(needs, tx, home, known),
            withdrawn: known.withdrawn,
          },
  }
}

const noteOf = async (needs: CareNeeds, tx: Tx, home: string, row: CallbackRow): Promise<string | null> => {
  if (row.note_sealed === null) return null
  const key = await personKey(tx, home, row.person)
  return needs.keys.open({
    key,
    at: { county: home, person: row.person, field: `callback:${row.followup}` },
    sealed: row.note_sealed,
  })
}

type Told = {
  readonly byId: ReadonlyMap<string, DayRow>
  readonly names: Names
  readonly seen: readonly SeenRow[]
}

const mostNamed = 20

const patternOf = (pattern: Pattern, { byId, names, seen }: Told) => {
  const rows = pattern.followups.map((id) => byId.get(id)).filter((row) => row !== undefined)
  const known = seen.find(
    (s) => s.account === pattern.account && s.kind === pattern.kind && s.began_at === pattern.beganAt,
  )
  return {
    account: pattern.account,
    by: rows[0]?.name ?? '',
    kind: pattern.kind,
    beganAt: iso(pattern.beganAt),
    endedAt: iso(pattern.endedAt),
    people: rows.slice(0, mostNamed).map((r) => ({ id: r.person, name: names.get(r.person)?.get('name') ?? '' })),
    count: rows.length,
    seen:
      known === undefined
        ? null
        : {
            verdict: known.verdict,
            note: known.note,
            by: known.name ?? '',
            at: iso(known.seen_at),
            withdrawn: known.withdrawn,
          },
  }
}

/** Two who judge the same wait for each other: the second sees what the first withdrew. */
const waitFor = (tx: Tx, what: string): Promise<number> =>
  tx.run(sql`select pg_advisory_xact_lock(hashtextextended(${`check ${what}`}, 71239))`)

/** Records what a call-back said (K3); a talk that was denied is withdrawn, and stands again with another result (CARE-CHECK-6). */
export const recordCallback = async (
  needs: CareNeeds,
  { scope, params, body, actor, require }: Call<'check.callback'>,
): Promise<undefined> => {
  const home = scope.county
  const given = await givenFor(needs, { actor })
  await inTransaction(needs.db.app, scope, async (tx) => {
    await waitFor(tx, params.id)
    const followup = await followupAt(tx, home, params.id)
    if (followup === undefined) throw problem('not-found')
    require({ place: followup.township as PlaceCode }) // stored from a checked code
    const { person, township } = followup
    if (followup.not_asked) throw problem('check.gone')
    const noteSealed =
      body.note === null || body.note === ''
        ? null
        : await sealField(needs, tx, { home, person, field: `callback:${params.id}`, text: body.note })
    const result = { home, followup: params.id, person, township, result: body.result, noteSealed }
    const judging = { call: { actor, scope, require }, given }
    const made = followup.withdrawals ?? []
    const withdrawals =
      body.result === 'denied'
        ? [...made, ...(await withdrawTalks(needs, tx, { ...judging, followups: [params.id], note: body.note }))]
        : null
    if (withdrawals === null) await restoreTalks(needs, tx, { ...judging, withdrawals: made })
    await setCallback(tx, { ...result, account: actor.accountId, at: new Date(needs.now()), withdrawals })
    await writeAudit(tx, actor, { action: 'check.callback', subject: person, detail: { result: body.result } })
  })
  return undefined
}

type Sought = {
  readonly home: string
  readonly township: string
  readonly values: CheckValues
  readonly zone: string
} & Pick<Pattern, 'account' | 'kind' | 'beganAt'>

/** The follow-ups of a pattern as they stand now; null when there is none of this account, kind and moment any more. */
export const findAgain = async (tx: Tx, sought: Sought): Promise<readonly string[] | null> => {
  const { home, township, account, kind, beganAt, values, zone } = sought
  const day = dayIn(beganAt, zone)
  const [from, until] = [new Date(startOfDay(day, zone)), new Date(startOfDay(addDays(day, 1), zone))]
  const patterns = findPatterns(await talksOfDay(tx, { home, township, from, until }), values)
  return patterns.find((p) => p.account === account && p.kind === kind && p.beganAt === beganAt)?.followups ?? null
}

/** Records what somebody found out about a pattern (K3), with the follow-ups that it is about. */
export const recordPattern = async (
  needs: CareNeeds,
  { scope, body, actor, require }: Call<'check.pattern'>,
): Promise<undefined> => {
  require({ place: body.township })
  const home = scope.county
  if (!body.township.startsWith(home)) throw problem('place.outside')
  const { account, kind, township, verdict, note } = body
  const now = instantOf(needs.now())
  const care = await needs.policy.care(home as PlaceCode, dayIn(now, needs.zone)) // a county's code
  const began = parseInstant(body.beganAt) ?? instantOf(0)
  const ruled = { home: home as PlaceCode, now: openGate(care.checks) } // a county's code
  const values = await checkValuesOn(needs, ruled, dayIn(began, needs.zone))
  const given = await givenFor(needs, { actor })
  await inTransaction(needs.db.app, scope, async (tx) => {
    await waitFor(tx, `${account} ${kind} ${body.beganAt}`)
    const key = { home, township, account, kind }
    const followups = await findAgain(tx, { ...key, beganAt: began, values, zone: needs.zone })
    const before = await lockSeen(tx, { ...key, beganAt: new Date(began) })
    const judging = { call: { actor, scope, require }, given }
    const made = before?.withdrawals ?? []
    const meant = [...new Set([...(followups ?? []), ...(before?.followups ?? [])])]
    const withdrawals =
      verdict === 'wrong'
        ? [...made, ...(await withdrawTalks(needs, tx, { ...judging, followups: meant, note }))]
        : null
    if (withdrawals === null) await restoreTalks(needs, tx, { ...judging, withdrawals: made })
    const said = { verdict, note, by: actor.accountId, at: new Date(now), followups, withdrawals }
    await setSeen(tx, { ...key, beganAt: new Date(began), ...said })
    await writeAudit(tx, actor, { action: 'check.pattern', subject: account, place: township, detail: { verdict } })
  })
  return undefined
}
