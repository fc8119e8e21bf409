import { createHmac, createSecretKey, hkdfSync, type KeyObject, randomBytes } from 'node:crypto'
import { type KeyFile, newMasterKey, readKeyFile, refuseInside, writeKeyFile } from './key-file.js'
import type { NamePart, PartKind } from './parts.js'
import { openUnder, type SealedAt, sealUnder, unwrapKey, type WrappedKey, wrapKey } from './person-key.js'
import { KeyError } from './problem.js'
import { recentKeys } from './recent.js'

export type { NamePart, PartKind } from './parts.js'
export { nameParts, nameQuery, numberParts, numberQuery, phoneParts, phoneQuery } from './parts.js'
export type { SealedAt, WrappedKey } from './person-key.js'
export { KeyError, type KeyProblem } from './problem.js'

/** Other uses of the master key, each with a key of its own: one that leaks tells nothing of the others. */
export type Purpose = 'audit' | 'session' | 'backup' | 'sync'

/** A blind index value: equal texts give equal tokens, and without the key neither can be told from the other. */
export type BlindToken = { readonly keyId: string; readonly token: Buffer }

export type Keys = {
  readonly activeId: string
  /** Every key id, the active first; more than one while keys rotate. */
  readonly keyIds: readonly string[]
  /** Every key id with a public proof that the same key stands behind it: a restore compares these before it begins. */
  readonly proofs: Readonly<Record<string, string>>
  readonly newPersonKey: () => WrappedKey
  readonly seal: (value: { readonly key: WrappedKey; readonly at: SealedAt; readonly text: string }) => Buffer
  readonly open: (value: { readonly key: WrappedKey; readonly at: SealedAt; readonly sealed: Buffer }) => string
  /** The same data key under the active master; values sealed with it stay as they are. */
  readonly rewrap: (key: WrappedKey) => WrappedKey
  /** After a person's key is deleted from the database: drops it from memory too. */
  readonly forget: (key: WrappedKey) => void
  /** The token to store, under the active key. */
  readonly blindIndex: (part: NamePart) => BlindToken
  /** The tokens to look up: under every key, because rotating takes a while. */
  readonly blindIndexAll: (part: NamePart) => readonly BlindToken[]
  readonly purposeKey: (purpose: Purpose, keyId?: string) => Buffer
  /** The database role's password, in hex. It changes with a rotation: the next start sets the roles anew. */
  readonly rolePassword: (role: string) => string
}

/** Opens an existing key file; a missing one is a problem, never made silently. */
export const openKeys = async ({ file }: { readonly file: string }): Promise<Keys> => keysOf(await readKeyFile(file))

type Create = {
  readonly file: string
  /** Folders of data and backups: the key file may not be inside one. */
  readonly outside?: readonly string[]
}

/** Opens the key file, or makes one at the first start; `created` is for the caller to say so, once. */
export const createKeys = async ({
  file,
  outside = [],
}: Create): Promise<{ readonly keys: Keys; readonly created: boolean }> => {
  refuseInside(file, outside)
  const isThere = await readKeyFile(file).then(
    () => true,
    (error: unknown) => {
      if (error instanceof KeyError && error.code === 'keys.missing') return false
      throw error
    },
  )
  const created = !isThere && (await writeKeyFile({ file, keys: [newMasterKey()], sync: null, replace: false }))
  return { keys: await openKeys({ file }), created }
}

/** Adds a new active key to the file; the ones before still open what they sealed. */
export const rotateKeys = async ({ file }: { readonly file: string }): Promise<Keys> => {
  const before = await readKeyFile(file)
  const sync = keysOf(before).purposeKey('sync')
  const keys = [newMasterKey(), ...before.keys.map((key) => ({ ...key, state: 'old' as const }))]
  await writeKeyFile({ file, keys, sync, replace: true })
  return openKeys({ file })
}

/** Takes an old key out of the file. What is still sealed under it cannot be read afterwards: the caller has looked. */
export const dropKey = async ({ file, id }: { readonly file: string; readonly id: string }): Promise<Keys> => {
  const before = await readKeyFile(file)
  const known = before.keys.find((key) => key.id === id)
  if (known === undefined) throw new KeyError({ code: 'sealed.unknown-key', details: { keyId: id } })
  if (known.state === 'active') throw new KeyError({ code: 'keys.active', details: { keyId: id } })
  await writeKeyFile({ ...before, file, keys: before.keys.filter((key) => key.id !== id), replace: true })
  return openKeys({ file })
}

type Derived = { readonly id: string; readonly secret: Buffer; readonly wrap: Buffer; readonly index: KeyObject }

// 5,000 people open at once is more than any screen, list or import chunk; 32 bytes and a name each, about 1 MB.
const keptKeys = 5000

const keysOf = ({ keys: masters, sync }: KeyFile): Keys => {
  const derived = new Map<string, Derived>(
    masters.map(({ id, secret }) => [
      id,
      { id, secret, wrap: derive(secret, 'wrap'), index: createSecretKey(derive(secret, 'index')) },
    ]),
  )
  const find = (keyId: string): Derived => {
    const found = derived.get(keyId)
    if (found === undefined) throw new KeyError({ code: 'sealed.unknown-key', details: { keyId } })
    return found
  }
  const purposes = new Map<string, Buffer>()
  const tokens = rememberedTokens()
  const active = find(masters.find(({ state }) => state === 'active')?.id ?? '')
  return {
    activeId: active.id,
    keyIds: [active.id, ...[...derived.keys()].filter((id) => id !== active.id)],
    proofs: Object.fromEntries(
      [...derived.values()].map(({ id, secret }) => [id, derive(secret, 'proof').toString('hex', 0, 8)]),
    ),
    ...personKeys(find, active),
    blindIndex: (part) => tokens(active, part),
    blindIndexAll: (part) => [...derived.values()].map((key) => tokens(key, part)),
    purposeKey: (purpose, keyId = active.id) => {
      if (purpose === 'sync' && sync !== null) return sync
      const name = `${keyId} ${purpose}`
      const known = purposes.get(name) ?? derive(find(keyId).secret, `purpose:${purpose}`)
      purposes.set(name, known)
      return known
    },
    rolePassword: (role) => derive(active.secret, `role:${role}`).toString('hex'),
  }
}

// 128 keys a call of the system's generator; what was handed out is wiped from the store.
const nextKey = (): Buffer => {
  if (keysUsed + 32 > keyStore.length) {
    keyStore = randomBytes(32 * 128)
    keysUsed = 0
  }
  const key = Buffer.from(keyStore.subarray(keysUsed, keysUsed + 32))
  keyStore.fill(0, keysUsed, keysUsed + 32)
  keysUsed += 32
  return key
}
let keyStore = Buffer.alloc(0)
let keysUsed = 0

type PersonKeys = Pick<Keys, 'newPersonKey' | 'seal' | 'open' | 'rewrap' | 'forget'>

const personKeys = (find: (keyId: string) => Derived, active: Derived): PersonKeys => {
  const recent = recentKeys(keptKeys)
  const nameOf = ({ keyId, wrapped }: WrappedKey) => keyId + wrapped.toString('latin1')
  const unwrapped = (key: WrappedKey) => recent.get(nameOf(key), () => unwrapKey(find(key.keyId).wrap, key.wrapped))
  return {
    newPersonKey: () => {
      const plain = nextKey()
      const key = { keyId: active.id, wrapped: wrapKey(active.wrap, plain) }
      // It seals the person's texts next: unwrapping what was wrapped a moment ago cost as much as a text.
      recent.get(nameOf(key), () => plain)
      return key
    },
    seal: ({ key, at, text }) => sealUnder(unwrapped(key), at, text),
    open: ({ key, at, sealed }) => openUnder(unwrapped(key), at, sealed),
    rewrap: (key) =>
      key.keyId === active.id ? key : { keyId: active.id, wrapped: wrapKey(active.wrap, unwrapped(key)) },
    forget: (key) => recent.forget(nameOf(key)),
  }
}

// 16 of 32 bytes: half the index, and a collision among 10^10 tokens has a chance of about 10^-19. Read as latin1 because
// a digest as a buffer takes a third longer (2.8 against 2.1 µs).
const tokenUnder = ({ id, index }: Derived, { kind, text }: NamePart): BlindToken => ({
  keyId: id,
  token: Buffer.from(createHmac('sha256', index).update(`${kind}\0${text}`).digest('binary').slice(0, 16), 'latin1'),
})

const shortEnough: Readonly<Partial<Record<PartKind, number>>> = { name: 2, 'phone-end': 4, 'number-end': 4 }
const keptTokens = 30_000

// Surnames, single characters and last four digits come again and again and name nobody: half of an import's hashes.
const rememberedTokens = () => {
  const known = new Map<string, BlindToken>()
  return (key: Derived, part: NamePart): BlindToken => {
    if (part.text.length > (shortEnough[part.kind] ?? 0)) return tokenUnder(key, part)
    const name = `${key.id} ${part.kind} ${part.text}`
    const found = known.get(name)
    if (found !== undefined) return found
    const made = tokenUnder(key, part)
    if (known.size < keptTokens) known.set(name, made)
    return made
  }
}

const derive = (secret: Buffer, purpose: string): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, Buffer.alloc(0), `lianfang/1/${purpose}`, 32))
