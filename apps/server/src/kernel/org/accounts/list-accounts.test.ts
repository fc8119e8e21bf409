import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Caller, luotian, makeWorld, type World, yingshan } from '../../../../../../tests/support/world.js'

let w: World
let administrator: Caller
let auditor: Caller
beforeAll(async () => {
  w = await makeWorld()
  const as = async (role: 'administrator' | 'auditor') => w.signIn((await w.account({ role, place: luotian })).login)
  administrator = await as('administrator')
  auditor = await as('auditor')
  for (const name of ['张三', '李四', '王五', '赵六', '=1+1'])
    await w.account({ role: 'villageWorker', place: `${luotian}100`, name })
  await w.account({ role: 'villageWorker', place: `${yingshan}100`, name: '张三丰' })
})
afterAll(() => w.close())

const linesOf = (text: string): readonly string[] => text.trim().split('\r\n')

describe('accounts', () => {
  test('[X6] pages follow one another in every order, each account once', async () => {
    for (const order of ['login', 'name', 'seen'] as const) {
      const seen: string[] = []
      let cursor: string | null = ''
      while (cursor !== null) {
        const page: {
          readonly body: { readonly rows: readonly { readonly id: string }[]; readonly next: string | null }
        } = await administrator.call('account.list', {
          query: { order, limit: 2, ...(cursor === '' ? {} : { cursor }) },
        })
        seen.push(...page.body.rows.map((row) => row.id))
        cursor = page.body.next
      }
      expect(new Set(seen).size, order).toBe(seen.length)
      expect(seen.length, order).toBe(7)
    }
  })
  test('[X6] whoever used the product last stands first when asked so, and who never did last', async () => {
    const { rows } = (await administrator.call('account.list', { query: { order: 'seen', limit: 50 } })).body
    const times = rows.map((row) => row.lastSeenAt ?? '')
    expect(times).toEqual([...times].sort().reverse())
    expect(times.at(-1)).toBe('')
  })
  test('[X2, X6] a search finds parts of names and logins of the own place alone', async () => {
    const found = (await administrator.call('account.search', { body: { text: '张三' } })).body
    expect(found.rows.map((row) => row.name)).toEqual(['张三'])
    expect(found.more).toBe(false)
    const [one] = found.rows
    const byLogin = await administrator.call('account.search', { body: { text: (one?.login ?? '').toUpperCase() } })
    expect(byLogin.body.rows.map((row) => row.id)).toEqual([one?.id])
    expect((await administrator.call('account.search', { body: { text: '%' } })).body.rows).toEqual([])
  })
  test('[X2, X6] the file holds the own place, a line a role, and a name like a formula is text', async () => {
    const { text } = await administrator.call('account.export', { query: { format: 'csv', language: 'en' } })
    expect(linesOf(text)).toHaveLength(8)
    expect(text).not.toContain('张三丰')
    expect(text).not.toMatch(/,"?=1\+1/)
  })
})

describe('audit rows', () => {
  test('[X6] are cut by outcome and day, turned round, and go out as a file that is itself audited', async () => {
    await auditor.call('account.list', {}) // refused, and therefore a row
    const list = async (query: Record<string, string>) => (await auditor.call('audit.list', { query })).body.rows
    const refused = await list({ outcome: 'refused' })
    expect(refused.length).toBeGreaterThan(0)
    expect(new Set(refused.map((row) => row.outcome))).toEqual(new Set(['refused']))
    const all = await list({})
    expect((await list({ order: 'oldest' })).map((row) => row.id)).toEqual(all.map((row) => row.id).reverse())
    expect(await list({ until: '2000-01-01' })).toEqual([])
    expect((await list({ from: '2000-01-01' })).length).toBe(all.length)
    const file = await auditor.call('audit.export', { query: { outcome: 'refused', format: 'csv', language: 'en' } })
    expect(linesOf(file.text)).toHaveLength(refused.length + 1)
    expect((await list({ action: 'audit.export' })).length).toBe(1)
  })
  test('[X6] a day there is not is refused', async () => {
    expect((await auditor.call('audit.list', { query: { from: '2023-02-31' } })).problem?.code).toBe('request.invalid')
  })
})
