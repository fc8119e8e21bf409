import type { Keys, WrappedKey } from '../keys/index.js'

const unpack = (packed: Buffer) => {
  const idLength = packed[0] ?? 0
  const keyId = packed.toString('utf8', 1, 1 + idLength)
  const wrapped = packed.subarray(1 + idLength, 1 + idLength + 40)
  return { key: { keyId, wrapped }, sealed: packed.subarray(1 + idLength + 40) }
}

const pack = (key: WrappedKey, sealed: Buffer): Buffer =>
  Buffer.concat([Buffer.from([key.keyId.length]), Buffer.from(key.keyId), key.wrapped, sealed])

// A second factor's secret is sealed under a key of its own purpose, bound to the account.
export const totpKey = (keys: Keys) => ({
  seal: (account: string, secret: string): Buffer => {
    const key = keys.newPersonKey()
    const sealed = keys.seal({ key, at: { county: '', person: account, field: 'totp' }, text: secret })
    return pack(key, sealed)
  },
  open: (account: string, packed: Buffer): string => {
    const { key, sealed } = unpack(packed)
    return keys.open({ key, at: { county: '', person: account, field: 'totp' }, sealed })
  },
})

/** The key id under which a second factor is sealed, and the same secret under the active one. */
export const totpKeyId = (packed: Buffer): string => unpack(packed).key.keyId
export const rewrapTotp = (keys: Keys, packed: Buffer): Buffer => {
  const { key, sealed } = unpack(packed)
  return pack(keys.rewrap(key), sealed)
}
