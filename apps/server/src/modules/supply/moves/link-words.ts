import type { LinkInfo, LinkWord } from '@lianfang/contract'
import { DAY_MS, type Instant, instantOf, type PlaceCode, parseInstant } from '@lianfang/domain/shared'
import { consignmentAfter, doubtOfMilestone, isZone, localAt, onRoad } from '@lianfang/domain/supply'
import { sql } from 'kysely'
import { writeAudit } from '../../../kernel/audit/index.js'
import { inTransaction, linkScope, type Tx } from '../../../kernel/db/index.js'
import type { PublicCall } from '../../../kernel/http/index.js'
import { problem } from '../../../kernel/problems/index.js'
import { hashOf, type MoveRules, moveRules, type SupplyNeeds } from '../needs.js'
import { wasDone } from '../steps.js'
import { keepPhoto } from './along.js'
import { partId } from './command.js'
import { milestoneOf, renew, wayOf } from './derive.js'
import { codeOf } from './links.js'
import { type LegRow, type LinkRow, linesOn, linkByCode, lockMoves, type MoveRow, moveById, saidOver } from './sql.js'
import { addMilestone, addMoveStep, addNote, type Writer } from './sql-save.js'

/** The consignment of a link in force. One that never was, one that has run out and one taken away are answered alike. */
const reachByLink = async (tx: Tx, token: string, now: Instant): Promise<{ link: LinkRow; row: MoveRow }> => {
  const link = await linkByCode(tx, codeOf(token))
  if (link === undefined || link.withdrawn_at !== null || link.expires_at <= now) throw problem('link.unknown')
  const row = await moveById(tx, link.move)
  if (row === undefined) throw problem('link.unknown')
  return { link, row }
}

const countyIn = (token: string): PlaceCode => token.slice(0, 6) as PlaceCode // checked by the contract: six digits

type KindRow = { readonly code: string; readonly name: string; readonly name_en: string; readonly unit: string }

/** The leg that a link is for, else the first that has not ended. */
const legFor = async (tx: Tx, link: LinkRow, row: MoveRow): Promise<LegRow | undefined> => {
  const { legs, milestones } = await wayOf(tx, row)
  if (link.leg !== null) return legs.find(({ n }) => n === link.leg)
  const ended = (n: number) => milestones.some((m) => m.leg === n && m.what === 'arrived' && m.basis === 'actual')
  return legs.find(({ n }) => !ended(n)) ?? legs.at(-1)
}

/** All that a link shows (E5): whence, where to, what, whom to call, and what was said over it. */
export const readLink = async (needs: SupplyNeeds, { body }: PublicCall<'link.read'>): Promise<LinkInfo> =>
  inTransaction(
    needs.db.app,
    linkScope(codeOf(body.token)),
    async (tx) => {
      const { link, row } = await reachByLink(tx, body.token, instantOf(needs.now()))
      const leg = await legFor(tx, link, row)
      const codes = row.kinds.map(({ kind }) => kind)
      const kinds = await tx.rows(sql<KindRow>`
        select code, name, name_en, unit from supply.kind where code = any(${codes}::text[])`)
      return {
        ...{ state: row.state, urgency: row.urgency, mode: leg?.mode ?? null },
        from: leg?.from_name ?? row.from_name ?? row.party ?? '',
        to: leg?.to_name ?? row.to_name,
        what: row.kinds.map(({ kind, quantity, left }) => {
          const known = kinds.find(({ code }) => code === kind)
          const units = row.state === 'planned' ? quantity : left
          return {
            kind,
            name: known?.name ?? kind,
            nameEn: known?.name_en ?? kind,
            unit: known?.unit ?? '',
            quantity: units,
          }
        }),
        phones: [...link.phones],
        until: new Date(link.expires_at).toISOString(),
        said: (await saidOver(tx, link)).map(({ id, what, at }) => ({ id, what, at: new Date(at).toISOString() })),
      }
    },
    { readOnly: true },
  )

type Saying = {
  readonly tx: Tx
  readonly link: LinkRow
  readonly row: MoveRow
  readonly rules: MoveRules
  readonly by: Writer
}
type Over = { readonly token: string; readonly id: string }

const entriesToday = async (tx: Tx, link: LinkRow, now: Instant): Promise<number> =>
  (
    await tx.row(sql<{ n: number }>`
      select count(*)::int as n from supply.step
      where home = ${link.home} and subject = ${link.move} and account = ${link.id}::uuid and at > ${new Date(now - DAY_MS)}`)
  )?.n ?? 0

/** Writes something over a link: in turn with everybody who writes about the consignment, once, and not without end (SUP-MOVE-9). */
const overLink = async <B extends Over>(
  needs: SupplyNeeds,
  { body, action }: { readonly body: B; readonly action: 'link.say' | 'link.photo' },
  work: (s: Saying) => Promise<{ readonly word: string; readonly heard: 'heard' | 'not' }>,
) => {
  const rules = await moveRules(needs, countyIn(body.token))
  const { token, ...said } = body
  const hash = hashOf(action, said)
  return inTransaction(needs.db.app, linkScope(codeOf(token)), async (tx) => {
    const found = await reachByLink(tx, token, rules.at)
    await lockMoves(tx, [found.row.id])
    const { link, row } = await reachByLink(tx, token, rules.at)
    if (await wasDone(tx, { home: row.home, id: body.id, subject: row.id, hash })) {
      return { outcome: 'already-recorded' as const, id: body.id }
    }
    if (consignmentAfter(row.state, 'handOver') === null) throw problem('consignment.state', { state: row.state })
    if ((await entriesToday(tx, link, rules.at)) >= rules.values.linkEntries) throw problem('link.slow-down')
    const by: Writer = { account: link.id, name: link.name, at: new Date(rules.at) }
    const { word, heard } = await work({ tx, link, row, rules, by })
    await renew(tx, row, rules, heard)
    await addMoveStep(tx, row, { id: body.id, what: 'link', reason: null, detail: { word }, hash }, by)
    await writeAudit(tx, null, { action, subject: row.id, place: row.place })
    return { outcome: 'recorded' as const, id: body.id }
  })
}

type Time = { readonly at: Instant; readonly zone: string }
type Stated = Time & {
  readonly id: string
  readonly what: 'pickedUp' | 'handedOver' | 'arrived'
  readonly basis: 'actual' | 'estimated'
  readonly reason: string | null
}

/** A driver's statement. What does not fit is kept with its doubt: nobody is there to ask. */
const state = async ({ tx, link, row, rules, by }: Saying, said: Stated): Promise<void> => {
  const leg = await legFor(tx, link, row)
  if (leg === undefined) return
  const { milestones } = await wayOf(tx, row)
  const { id, what, basis, at, zone, reason } = said
  const doubt =
    basis === 'actual'
      ? doubtOfMilestone(
          { leg: leg.n, what, at, zone },
          milestones.map(milestoneOf),
          [leg.from_zone, leg.to_zone],
          rules.values,
        )
      : null
  const stated = { leg: leg.n, what, basis, at: new Date(at), local: localAt(at, zone), zone, source: 'driver', reason }
  await addMilestone(tx, row, { ...stated, id, sourceName: link.name, doubt: doubt?.why ?? null }, by)
}

const units = (n: number): number => {
  if (!Number.isSafeInteger(n) || n < 0) throw problem('consignment.quantity')
  return n
}

const write = async (s: Saying, body: LinkWord, { at, zone }: Time): Promise<void> => {
  const { tx, link, row, by } = s
  const word = { place: null, position: null, cause: null, note: null }
  const when = new Date(at)
  switch (body.what) {
    case 'pickedUp': {
      if (body.count !== null) units(body.count)
      const told = [body.count === null ? null : String(body.count), body.note].filter((text) => text !== null)
      return state(s, {
        id: partId(body.id, 1),
        what: 'pickedUp',
        basis: 'actual',
        at,
        zone,
        reason: told.join(' ') || null,
      })
    }
    case 'where': {
      const detail = { ...word, what: 'where', place: body.place, position: body.position }
      return addNote(tx, row, { id: body.id, what: 'word', detail, at: when }, by)
    }
    case 'delay': {
      const detail = { ...word, what: 'delay', cause: body.cause, note: body.note }
      await addNote(tx, row, { id: body.id, what: 'word', detail, at: when }, by)
      const until = body.until === null ? null : parseInstant(body.until)
      if (until === null) return undefined
      const reason = body.note === null ? body.cause : `${body.cause}: ${body.note}`
      return state(s, { id: partId(body.id, 1), what: 'arrived', basis: 'estimated', at: until, zone, reason })
    }
    case 'handedOver': {
      const count = units(body.count)
      const expected = (await linesOn(tx, row)).reduce((sum, line) => sum + onRoad(line), 0)
      const leg = (await legFor(tx, link, row))?.n ?? 0
      const { taker, condition } = body
      const detail = { leg, giver: link.name, taker, condition, count, expected }
      await addNote(tx, row, { id: body.id, what: 'handOver', detail, at: when }, by)
      return state(s, { id: partId(body.id, 1), what: 'handedOver', basis: 'actual', at, zone, reason: null })
    }
  }
}

/** Takes a driver's word (E5). It may come late, from where there was no network; never from the future. */
export const sayOverLink = (needs: SupplyNeeds, { body }: PublicCall<'link.say'>) =>
  overLink(needs, { body, action: 'link.say' }, async (s) => {
    const at = instantOf(Math.min(parseInstant(body.at) ?? s.rules.at, s.rules.at))
    await write(s, body, { at, zone: isZone(body.zone) ? body.zone : needs.zone })
    return { word: body.what, heard: 'heard' }
  })

/** Keeps a driver's photo (E5). */
export const photoOverLink = (needs: SupplyNeeds, { body }: PublicCall<'link.photo'>) =>
  overLink(needs, { body, action: 'link.photo' }, async ({ tx, row, rules }) => {
    await keepPhoto(tx, row, body, rules)
    return { word: 'photo', heard: 'not' }
  })
