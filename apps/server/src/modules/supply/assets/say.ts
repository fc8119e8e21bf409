import { type Day, parseDay } from '@lianfang/domain/shared'
import { type AssetFault, faultOfAssetAct, faultOfDay, needsNewCheck } from '@lianfang/domain/supply'
import { writeAudit } from '../../../kernel/audit/index.js'
import { inTransaction, type Tx } from '../../../kernel/db/index.js'
import type { Call } from '../../../kernel/http/index.js'
import { problem } from '../../../kernel/problems/index.js'
import { bookKinds, bookOf, lockBook, storesKnown } from '../movements/sql-load.js'
import { type AssetRules, assetRules, hashOf, type SupplyNeeds } from '../needs.js'
import { type Booking, beginUse, freeUnit, holdUnit, issueUnit, releaseUnit, sendUnit, takeBack } from './book-acts.js'
import { tellAsset } from './read-assets.js'
import { type AssetSqlRow, assetById, assetOf, factHash, reservedAs } from './sql.js'
import { type AssetChange, addFact, changeAsset } from './sql-save.js'

type Said = Call<'asset.say'>['body']
type Of<W extends Said['what']> = Extract<Said, { readonly what: W }>

const asProblem = (fault: AssetFault) => {
  switch (fault.why) {
    case 'notHere':
      return problem('asset.not-here')
    case 'notLent':
      return problem('asset.not-lent')
    case 'noFault':
      return problem('asset.no-fault')
    case 'noUse':
      return problem('asset.no-use')
    case 'stands':
      return problem('asset.stands', { state: fault.state })
    case 'ask':
      return problem('asset.reason', { states: fault.states.join(' ') })
  }
}

const dayIn = (text: string): Day => {
  const day = parseDay(text)
  if (day === null) throw problem('request.invalid')
  return day
}

/** A day to come: maintenance, the end of a contract, the day a loan is due. */
const dayAhead = (text: string | null, today: Day): Day | null => {
  if (text === null) return null
  const day = dayIn(text)
  if (day < today) throw problem('asset.day-past')
  return day
}

const daysOf = (days: number | null): number | null => {
  if (days === null) return null
  if (!Number.isInteger(days) || days < 0 || days > 3650) throw problem('asset.consumable-days')
  return days
}

type Acting = {
  readonly tx: Tx
  readonly row: AssetSqlRow
  readonly day: Day
  readonly rules: AssetRules
  readonly book: Booking
}
type Done = { readonly change: AssetChange; readonly detail: object }

const check = (said: Of<'check'>, { rules, day }: Acting): Done => {
  const { today } = rules
  const maintenanceDue = dayAhead(said.maintenanceDue, today)
  const until = dayAhead(said.contract?.until ?? null, today)
  const consumableDays = daysOf(said.consumableDays)
  return {
    change: {
      checkedOn: day,
      ...(maintenanceDue === null ? {} : { maintenanceDue }),
      ...(said.contract === null ? {} : { contract: { own: said.contract.own, until } }),
      ...(consumableDays === null ? {} : { consumableDays }),
    },
    detail: { maintenanceDue, contractOwn: said.contract?.own ?? null, contractUntil: until, consumableDays },
  }
}

const fault = async ({ cause }: { readonly cause: string }, a: Acting): Promise<Done> => {
  const reference = a.row.book === 'reserved' ? (a.row.use_at ?? (await reservedAs(a.tx, a.row))) : undefined
  if (reference !== undefined) await freeUnit(a.book, reference)
  if (a.row.book === 'free' || reference !== undefined) await holdUnit(a.book)
  return { change: { fault: { cause, since: a.day }, use: null }, detail: { cause } }
}

const repaired = async ({ reason }: Of<'repaired'>, { row, book }: Acting): Promise<Done> => {
  if (row.book === 'onHold' && row.maintenance_since === null) await releaseUnit(book)
  return { change: { fault: null }, detail: { reason } }
}

const maintain = async ({ reason }: Of<'maintain'>, { row, book, day }: Acting): Promise<Done> => {
  if (row.book === 'free') await holdUnit(book)
  return { change: { maintenanceSince: day }, detail: { reason } }
}

const maintained = async (said: Of<'maintained'>, { row, book, rules, day }: Acting): Promise<Done> => {
  const maintenanceDue = dayAhead(said.maintenanceDue, rules.today)
  if (row.maintenance_since !== null && row.book === 'onHold' && row.fault === null) await releaseUnit(book)
  return { change: { maintenanceSince: null, maintenanceDue, checkedOn: day }, detail: { maintenanceDue } }
}

const use = async ({ where, reason }: Of<'use'>, { book, day }: Acting): Promise<Done> => {
  await beginUse(book, where)
  return { change: { use: { at: where, since: day } }, detail: { where, reason } }
}

const useEnded = async ({ row, book }: Acting): Promise<Done> => {
  const reference = row.use_at
  if (reference !== null && row.book === 'reserved') await freeUnit(book, reference)
  return { change: { use: null }, detail: { where: reference } }
}

const lend = async (said: Of<'lend'>, { tx, row, book, rules, day }: Acting): Promise<Done> => {
  const dueBack = dayAhead(said.dueBack, rules.today)
  if (dueBack === null) throw problem('request.invalid')
  const { condition, reason } = said
  if ('party' in said.to) {
    const { party } = said.to
    await issueUnit(book, party)
    const loan = { to: party, home: null, store: null, on: day, dueBack }
    return { change: { loan }, detail: { where: party, dueBack, condition, reason } }
  }
  const [to] = await storesKnown(tx, [said.to.store])
  if (to === undefined || to.closed_on !== null) throw problem('stock.store-unknown')
  if (to.id === row.store) throw problem('stock.to-itself')
  await sendUnit(book, to.id)
  const loan = { to: to.name, home: to.home, store: to.id, on: day, dueBack }
  return { change: { loan }, detail: { where: to.name, dueBack, condition, reason } }
}

/** A unit lent to a store comes back as a transfer does; one lent to a party is received here. */
const returned = async (said: Of<'returned'>, a: Acting): Promise<Done> => {
  const { row, book } = a
  if (!row.present && row.lent_to_store !== null) throw problem('asset.not-back')
  if (!row.present) await takeBack(book)
  const { condition, cause } = said
  const loan = { change: { loan: null }, detail: { condition, cause, where: row.lent_to } }
  if (cause === null) return loan
  const broken = await fault({ cause }, { ...a, row: { ...row, book: 'free', present: true } })
  return { change: { ...broken.change, ...loan.change }, detail: loan.detail }
}

const act = (said: Said, a: Acting): Done | Promise<Done> => {
  switch (said.what) {
    case 'check':
      return check(said, a)
    case 'fault':
      return fault(said, a)
    case 'repaired':
      return repaired(said, a)
    case 'maintain':
      return maintain(said, a)
    case 'maintained':
      return maintained(said, a)
    case 'use':
      return use(said, a)
    case 'useEnded':
      return useEnded(a)
    case 'lend':
      return lend(said, a)
    case 'returned':
      return returned(said, a)
  }
}

const reasonIn = (said: Said): string | null => ('reason' in said ? said.reason : null)
const whyOf = (said: Said): string | null => ('cause' in said && said.cause !== null ? said.cause : reasonIn(said))

const dayOf = (said: Said, { today, books }: AssetRules): Day => {
  const day = dayIn(said.day)
  const wrong = faultOfDay(day, today, books.values)
  if (wrong === null) return day
  throw problem(wrong === 'future' ? 'stock.day-future' : 'stock.day-late', { days: books.values.backDays })
}

/**
 * What a keeper says of a unit (E9): the fact, what follows from it and what the book writes, in one transaction. A repeat is
 * answered and not repeated; the same id with other words is refused.
 */
export const sayOfAsset = async (needs: SupplyNeeds, call: Call<'asset.say'>) => {
  const { scope, actor, params, body, require } = call
  const rules = await assetRules(needs, actor.place)
  const hash = hashOf(`asset ${params.id} ${params.item}`, body)
  return inTransaction(needs.db.app, scope, async (tx) => {
    const found = await assetById(tx, { store: params.id, item: params.item }, rules)
    await lockBook(tx, params.id, found === undefined ? [] : [found.kind])
    const row = await assetById(tx, { store: params.id, item: params.item }, rules)
    const book = await bookOf(tx, params.id, { account: actor.accountId, id: body.id })
    if (book === undefined) throw problem('not-found')
    require({ place: book.place, named: book.keeper === null ? [] : [actor.accountId] })
    if (row === undefined) throw problem('not-found')
    const before = await factHash(tx, { home: row.home, id: body.id })
    if (before !== undefined) {
      if (!before.equals(hash)) throw problem('command.other-body', { id: body.id })
      return { outcome: 'already-recorded' as const, result: await tellAsset(tx, row, { rules, write: true }) }
    }
    if (book.closed_on !== null) throw problem('stock.store-closed')
    const day = dayOf(body, rules)
    const wrong = faultOfAssetAct(assetOf(row), body.what, { ...rules, reason: reasonIn(body) })
    if (wrong !== null) throw asProblem(wrong)
    const [kind] = await bookKinds(tx, [row.kind])
    const booking: Booking = {
      ...{ tx, row, unit: kind?.unit ?? '', rules, actor, require, id: body.id, day: body.day, why: whyOf(body) },
    }
    const { change, detail } = await act(body, { tx, row, day, rules, book: booking })
    const at = new Date(rules.at)
    const again = needsNewCheck(body.what) ? { checkedOn: null } : {}
    await changeAsset(tx, row, { ...change, ...again }, at)
    const by = book.keeper ?? ''
    await addFact(tx, row, { id: body.id, what: body.what, day, at, account: actor.accountId, by, detail, hash })
    await writeAudit(tx, actor, {
      ...{ action: 'asset.say', subject: row.store, place: book.place, detail: { item: row.item, what: body.what } },
    })
    const after = await assetById(tx, { store: params.id, item: params.item }, rules)
    return { outcome: 'recorded' as const, result: await tellAsset(tx, after ?? row, { rules, write: true }) }
  })
}
