import { dayIn, instantOf } from '@lianfang/domain/shared'
import { writeAudit } from '../../audit/index.js'
import { type Database, inTransaction, type Tx } from '../../db/index.js'
import { type Call, idCursor, type SendTable } from '../../http/index.js'
import { problem } from '../../problems/index.js'
import { type PlaceName, placesByCode } from '../places.js'
import { accountPlace, type ListedAccount, listAccounts } from './accounts.js'

export type ListNeeds = {
  readonly db: Database
  readonly zone: string
  readonly now: () => number
  /** The issuer of the identity provider; null when none is configured. */
  readonly issuer: string | null
  readonly sendTable: SendTable
}

const cardEnd = (until: number | null, now: number): string | null =>
  until === null || until <= now ? null : new Date(until).toISOString()

type RowNeeds = Pick<ListNeeds, 'issuer' | 'now'>

const accountRow = (needs: RowNeeds, row: ListedAccount, names: ReadonlyMap<string, PlaceName>) => ({
  id: row.id,
  login: row.login,
  name: row.name,
  state: row.state,
  grants: row.grants.map((g) => ({
    id: g.id,
    role: g.role,
    place: names.get(g.place) ?? { code: g.place, name: g.place, level: 'nation' as const },
  })),
  secondFactor: row.second_factor,
  linked: needs.issuer === null ? null : row.linked_with.includes(needs.issuer),
  waiting: row.waiting ? { cardUntil: cardEnd(row.card_until, needs.now()) } : null,
  lastSeenAt: row.last_seen_at === null ? null : new Date(row.last_seen_at).toISOString(),
})

/** Accounts as they are answered, their places named. */
export const accountRows = async (needs: RowNeeds, tx: Tx, rows: readonly ListedAccount[]) => {
  const names = await placesByCode(
    tx,
    rows.flatMap((r) => r.grants.map((g) => g.place)),
  )
  return rows.map((row) => accountRow(needs, row, names))
}

export const listOfAccounts = (needs: ListNeeds, { actor, scope, query }: Call<'account.list'>) =>
  inTransaction(needs.db.admin, scope, async (tx) => {
    const { order, state, limit } = query
    const after = idCursor(query.cursor)
    // Row security hides what is another place's: nothing would come after it.
    if (after !== null && (await accountPlace(tx, after)) === undefined) throw problem('cursor.stale')
    const rows = await listAccounts(tx, {
      place: actor.place,
      order,
      after,
      waiting: state === 'waiting',
      text: null,
      limit: limit + 1,
    })
    const shown = rows.slice(0, limit)
    return {
      rows: await accountRows(needs, tx, shown),
      next: rows.length > limit ? (shown.at(-1)?.id ?? null) : null,
    }
  })

const mostFound = 100

/** Accounts by a part of their login or name. */
export const searchAccounts = (needs: ListNeeds, { actor, scope, body }: Call<'account.search'>) =>
  inTransaction(needs.db.admin, scope, async (tx) => {
    const wanted = {
      place: actor.place,
      order: body.order,
      after: null,
      waiting: body.state === 'waiting',
      text: body.text,
      limit: mostFound + 1,
    }
    const rows = await listAccounts(tx, wanted)
    return { rows: await accountRows(needs, tx, rows.slice(0, mostFound)), more: rows.length > mostFound }
  })

const wordsIn = {
  'zh-CN': {
    headings: ['账号', '姓名', '状态', '角色', '地区代码', '第二重验证', '最近使用'],
    states: { active: '正常', closed: '已停用' },
    yes: '有',
    no: '没有',
  },
  en: {
    headings: ['sign-in name', 'name', 'state', 'role', 'place code', 'second factor', 'last used'],
    states: { active: 'active', closed: 'closed' },
    yes: 'yes',
    no: 'no',
  },
} as const

const pageRows = 500

/** Accounts inside the reader's place as a file, a line for each role. */
export const exportAccounts = async (needs: ListNeeds, call: Call<'account.export'>): Promise<undefined> => {
  const { actor, scope, query, reply } = call
  const words = wordsIn[query.language]
  await inTransaction(needs.db.app, scope, (tx) => writeAudit(tx, actor, { action: 'account.export' }))
  async function* rows() {
    let after: string | null = null
    do {
      const wanted = { place: actor.place, order: 'login' as const, after, waiting: false, text: null, limit: pageRows }
      const some: readonly ListedAccount[] = await inTransaction(needs.db.admin, scope, (tx) =>
        listAccounts(tx, wanted),
      )
      for (const one of some) {
        const seen = one.last_seen_at === null ? null : dayIn(instantOf(one.last_seen_at), needs.zone)
        const grants = one.grants.length === 0 ? [{ role: null, place: null }] : one.grants
        for (const { role, place } of grants)
          yield [
            one.login,
            one.name,
            words.states[one.state],
            role,
            place,
            one.second_factor ? words.yes : words.no,
            seen,
          ]
      }
      after = some.length < pageRows ? null : (some.at(-1)?.id ?? null)
    } while (after !== null)
  }
  const name = `accounts-${actor.place === '' ? 'nation' : actor.place}`
  await needs.sendTable(reply, { format: query.format, name, headings: words.headings, rows: rows() })
}
