import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeWorld, root, type World } from '../../../../../tests/support/world.js'
import { migrate } from './migrate.js'

const folder = join(root, 'apps/server/db/migrations')
let w: World
beforeAll(async () => {
  w = await makeWorld()
})
afterAll(() => w.close())

test('[X8] a database that is up to date is not changed', async () => {
  expect(await migrate(w.admin, folder)).toEqual({ outcome: 'migrated', applied: [] })
})

test('[X9] a database that a newer program made is left alone, and named', async () => {
  await w.admin.query(`insert into lianfang_migration.applied (name, hash) values ('9999_later.sql', 'x')`)
  expect(await migrate(w.admin, folder)).toEqual({ outcome: 'newer', unknown: ['9999_later.sql'] })
  await w.admin.query(`delete from lianfang_migration.applied where name = '9999_later.sql'`)
})

test('[X9] a step that was edited after it was taken is told by its name, and none is taken after it', async () => {
  await w.admin.query(
    `delete from lianfang_migration.applied where name = (select max(name) from lianfang_migration.applied)`,
  )
  await w.admin.query(`update lianfang_migration.applied set hash = 'edited' where name = '0002_care.sql'`)
  expect(await migrate(w.admin, folder)).toEqual({ outcome: 'edited', name: '0002_care.sql' })
})
