import type { Day } from '@lianfang/domain/shared'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { luotian, makeWorld, type World } from '../../../../../tests/support/world.js'

let w: World
beforeAll(async () => {
  w = await makeWorld()
})
afterAll(() => w.close())

test('[X3] [X9] the rules are read anew while requests hold every connection of theirs', async () => {
  const { db, policy } = w.house
  const most = db.app.options.max ?? 0
  const held = await Promise.all(Array.from({ length: most }, () => db.app.connect()))
  policy.forget()
  const care = await policy.care(luotian, '2023-01-10' as Day)
  for (const client of held) client.release()
  expect([held.length, care.due.state]).toEqual([most, 'open'])
})
