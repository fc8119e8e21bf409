import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createKeys, type Keys, nameParts, openKeys, rotateKeys, type SealedAt } from './index.js'

let folder = ''
let file = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lf-keys-'))
  file = join(folder, 'keys', 'lianfang.keys')
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const at: SealedAt = { county: '421123', person: '0190b2f0-0000-7000-8000-000000000001', field: 'name' }
const fresh = async (): Promise<Keys> => (await createKeys({ file })).keys
const notReadable = expect.objectContaining({ code: 'sealed.not-readable' })

test('the first start makes a key file that only its owner reads, and says so once', async () => {
  expect((await createKeys({ file })).created).toBe(true)
  expect((await stat(file)).mode & 0o777).toBe(0o600)
  expect((await stat(join(folder, 'keys'))).mode & 0o777).toBe(0o700)
  expect(await readdir(join(folder, 'keys'))).toEqual(['lianfang.keys'])
  expect((await createKeys({ file })).created).toBe(false)
})

test('two first starts at once get the same key', async () => {
  const both = await Promise.all([createKeys({ file }), createKeys({ file })])
  expect(both[0].keys.proofs).toEqual(both[1].keys.proofs)
  expect(both.filter(({ created }) => created)).toHaveLength(1)
})

for (const mode of [0o640, 0o604, 0o660])
  test(`a key file of mode ${mode.toString(8)} is refused`, async () => {
    await fresh()
    await chmod(file, mode)
    await expect(openKeys({ file })).rejects.toMatchObject({ code: 'keys.open-to-others' })
    await expect(createKeys({ file })).rejects.toMatchObject({ code: 'keys.open-to-others' })
  })

test('a missing key file is a problem when it should be there', async () => {
  await expect(openKeys({ file })).rejects.toMatchObject({ code: 'keys.missing' })
})

test('a broken key file is never replaced by a new one', async () => {
  await fresh()
  await writeFile(file, '{"keys":[]}')
  await expect(createKeys({ file })).rejects.toMatchObject({ code: 'keys.unreadable' })
  expect(await readFile(file, 'utf8')).toBe('{"keys":[]}')
})

test('a key file inside the data or backup folder is refused', async () => {
  await expect(createKeys({ file, outside: [folder] })).rejects.toMatchObject({ code: 'keys.beside-data' })
  await expect(createKeys({ file, outside: [join(folder, 'data')] })).resolves.toMatchObject({ created: true })
})

test('a sealed value opens to the same text, and sealing twice gives different bytes', async () => {
  const keys = await fresh()
  const key = keys.newPersonKey()
  for (const text of ['张德明', '', '🏥', 'x'.repeat(100_000)]) {
    const sealed = keys.seal({ key, at, text })
    expect(keys.open({ key, at, sealed })).toBe(text)
    expect(keys.seal({ key, at, text })).not.toEqual(sealed)
  }
})

test('any changed byte of a sealed value is noticed', async () => {
  const keys = await fresh()
  const key = keys.newPersonKey()
  const sealed = keys.seal({ key, at, text: '张德明' })
  for (let byte = 0; byte < sealed.length; byte += 1) {
    const changed = Buffer.from(sealed)
    changed[byte] = (changed[byte] ?? 0) ^ 1
    expect(() => keys.open({ key, at, sealed: changed })).toThrow(notReadable)
  }
  expect(() => keys.open({ key, at, sealed: sealed.subarray(0, 20) })).toThrow(notReadable)
})

test('a value moved to another person, field or county does not open', async () => {
  const keys = await fresh()
  const key = keys.newPersonKey()
  const sealed = keys.seal({ key, at, text: '张德明' })
  for (const other of [{ person: 'other' }, { field: 'phone' }, { county: '421124' }])
    expect(() => keys.open({ key, at: { ...at, ...other }, sealed })).toThrow(notReadable)
})

test('once the wrapped key is deleted the value is lost, to every other key', async () => {
  const keys = await fresh()
  const key = keys.newPersonKey()
  const sealed = keys.seal({ key, at, text: '张德明' })
  keys.forget(key)
  expect(() => keys.open({ key: keys.newPersonKey(), at, sealed })).toThrow(notReadable)
  expect(() => keys.open({ key: { ...key, wrapped: Buffer.alloc(40) }, at, sealed })).toThrow(notReadable)
  expect(() => keys.open({ key: { ...key, wrapped: Buffer.alloc(0) }, at, sealed })).toThrow(notReadable)
})

test('after a rotation old values open, new keys are under the new id, and a rewrap moves a person', async () => {
  const before = await fresh()
  const key = before.newPersonKey()
  const sealed = before.seal({ key, at, text: '张德明' })
  const after = await rotateKeys({ file })
  expect(after.activeId).not.toBe(before.activeId)
  expect(after.open({ key, at, sealed })).toBe('张德明')
  expect(after.newPersonKey().keyId).toBe(after.activeId)
  const moved = after.rewrap(key)
  expect(moved.keyId).toBe(after.activeId)
  expect(after.open({ key: moved, at, sealed })).toBe('张德明')
  expect(() => before.open({ key: moved, at, sealed })).toThrow(expect.objectContaining({ code: 'sealed.unknown-key' }))
  expect((await stat(file)).mode & 0o777).toBe(0o600)
})

test('a key of another installation opens nothing', async () => {
  const keys = await fresh()
  const key = keys.newPersonKey()
  const sealed = keys.seal({ key, at, text: '张德明' })
  const stranger = (await createKeys({ file: join(folder, 'other', 'keys') })).keys
  expect(() => stranger.open({ key, at, sealed })).toThrow(expect.objectContaining({ code: 'sealed.unknown-key' }))
  expect(() => stranger.open({ key: { ...key, keyId: stranger.activeId }, at, sealed })).toThrow(notReadable)
})

test('more people than the memory keeps still open', async () => {
  const keys = await fresh()
  const people = Array.from({ length: 6000 }, (_, n) => {
    const key = keys.newPersonKey()
    return { key, sealed: keys.seal({ key, at, text: `第${n}人` }) }
  })
  expect(people.every(({ key, sealed }, n) => keys.open({ key, at, sealed }) === `第${n}人`)).toBe(true)
})

test('a blind index is 16 bytes, equal for equal parts, and another for another kind or key', async () => {
  const before = await fresh()
  const part = { kind: 'name', text: '张' } as const
  const { token } = before.blindIndex(part)
  expect(token).toHaveLength(16)
  expect(before.blindIndex(part).token).toEqual(token)
  expect(before.blindIndex({ ...part, kind: 'number' }).token).not.toEqual(token)
  const after = await rotateKeys({ file })
  expect(after.blindIndex(part).token).not.toEqual(token)
  expect(after.blindIndexAll(part).map((found) => found.keyId)).toEqual([after.activeId, before.activeId])
  expect(after.blindIndexAll(part).map((found) => found.token)).toContainEqual(token)
})

test('every purpose and role has a key of its own, the same after a restart', async () => {
  const keys = await fresh()
  const again = await openKeys({ file })
  expect(keys.rolePassword('app')).toMatch(/^[0-9a-f]{64}$/)
  expect(again.rolePassword('app')).toBe(keys.rolePassword('app'))
  expect(keys.rolePassword('worker')).not.toBe(keys.rolePassword('app'))
  expect(keys.purposeKey('audit')).not.toEqual(keys.purposeKey('session'))
})

test('nothing printed of the keys shows a secret', async () => {
  const keys = await fresh()
  const { keys: written } = JSON.parse(await readFile(file, 'utf8')) as { keys: { key: string }[] }
  const printed = JSON.stringify(keys)
  for (const { key } of written) expect(printed).not.toContain(key)
  expect(nameParts('张')).toEqual([{ kind: 'name', text: '张' }])
})
