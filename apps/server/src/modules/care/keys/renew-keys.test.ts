import { copyFile, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeTownship, type Township } from '../../../../../../tests/support/township.js'
import { luotian, makeWorld, testKeyFile, type World, yingshan } from '../../../../../../tests/support/world.js'
import { countyScope, inTransaction } from '../../../kernel/db/index.js'
import { dropKey, type Keys, openKeys, rotateKeys } from '../../../kernel/keys/index.js'
import { openFields } from '../people/secrets.js'
import { searchTokens } from '../people/tokens.js'
import { countKeys, renewCountyKeys, sealedTables } from './renew-keys.js'

let w: World
let t: Township
let folder: string
let file: string
let keys: Keys

beforeAll(async () => {
  w = await makeWorld()
  t = await makeTownship(w, { names: ['魏桂英', '张有福', '刘翠兰'] })
  const said = { about: '张大爷', said: '咳了两天', caller: { number: '13711112222', name: '张小妹' } }
  const nothing = { redFlags: [], dayFlags: [], signs: [], spo2Percent: null, temperatureC: null }
  await t.manager.call('call.record', { body: { id: uuidv7(), place: t.code, personId: null, ...said, ...nothing } })
  folder = await mkdtemp(join(tmpdir(), 'lianfang-keys-'))
  file = join(folder, 'keys.json')
  await copyFile(testKeyFile(), file)
  keys = await rotateKeys({ file })
})
afterAll(async () => {
  await w.close()
  await rm(folder, { recursive: true, force: true })
})

const counts = async () =>
  new Map((await countKeys({ db: w.house.db }, [luotian, yingshan])).map(({ keyId, rows }) => [keyId, rows]))

test('[X2] every table whose rows carry a key of their own is put under a new master key', async () => {
  const { rows } = await w.admin.query<{ name: string }>(
    `select table_schema || '.' || table_name as name from information_schema.columns
     where column_name = 'wrapped' order by 1`,
  )
  expect(rows.map((row) => row.name)).toEqual(Object.keys(sealedTables).sort())
})

test('[X2] after a rotation everybody is readable and found with the new key alone, and a second run changes nothing', async () => {
  const before = [...(await counts()).values()].reduce((sum, n) => sum + n, 0)
  const needs = { db: w.house.db, keys }
  let told = 0
  expect(
    await renewCountyKeys(needs, luotian, (done) => {
      told += done
    }),
  ).toBe(before)
  expect(told).toBe(before)
  expect(await counts()).toEqual(new Map([[keys.activeId, before]]))
  expect(await renewCountyKeys(needs, luotian, () => undefined)).toBe(0)
  const [old = ''] = keys.keyIds.filter((id) => id !== keys.activeId)
  const alone = await dropKey({ file, id: old })
  await inTransaction(w.house.db.worker, countyScope(luotian), async (tx) => {
    const fields = await openFields({ keys: alone }, tx, { home: luotian, people: t.people, fields: ['name'] })
    expect([...fields.values()].map((one) => one.get('name')).sort()).toEqual(['刘翠兰', '张有福', '魏桂英'])
  })
  const tokens = searchTokens(alone, { name: '魏桂英', idNumber: null, phones: ['13900001000'] })
  const found = await w.admin.query('select token from care.person_token where person = $1', [t.people[0]])
  expect(found.rows.map((row) => row.token.toString('hex')).sort()).toEqual(
    tokens.map((token) => token.toString('hex')).sort(),
  )
})

test('[K1] rows of a ledger are known again after a rotation, and when the old key is gone', async () => {
  const { purposeKey } = w.house.keys
  expect((await openKeys({ file })).purposeKey('sync')).toEqual(purposeKey('sync'))
  expect(keys.purposeKey('sync')).toEqual(purposeKey('sync'))
  expect(keys.purposeKey('backup')).not.toEqual(purposeKey('backup'))
})

test('[X2] the key in use is never taken out of the file', async () => {
  await expect(dropKey({ file, id: keys.activeId })).rejects.toMatchObject({ code: 'keys.active' })
  await expect(dropKey({ file, id: 'unknown' })).rejects.toMatchObject({ code: 'sealed.unknown-key' })
})
