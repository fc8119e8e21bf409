import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { KeyError } from './problem.js'

/** A person's data key as it is stored: readable only with the master key it names. */
export type WrappedKey = { readonly keyId: string; readonly wrapped: Buffer }

/** What a sealed value belongs to; moved anywhere else it does not open. */
export type SealedAt = { readonly county: string; readonly person: string; readonly field: string }

// RFC 3394, whose initial value is fixed. Key wrap rather than GCM: no nonce, so no limit on how many keys one master may
// wrap (GCM with random nonces ends at 2^32, and a nation has 2^30 people), and 40 bytes rather than 60.
const wrapCipher = 'id-aes256-wrap'
const wrapStart = Buffer.from('a6a6a6a6a6a6a6a6', 'hex')

export const wrapKey = (master: Buffer, dataKey: Buffer): Buffer => {
  const cipher = createCipheriv(wrapCipher, master, wrapStart)
  return Buffer.concat([cipher.update(dataKey), cipher.final()])
}

export const unwrapKey = (master: Buffer, wrapped: Buffer): Buffer => {
  try {
    const decipher = createDecipheriv(wrapCipher, master, wrapStart)
    const dataKey = Buffer.concat([decipher.update(wrapped), decipher.final()])
    if (dataKey.length === 32) return dataKey
  } catch {
    // The cause is not kept: OpenSSL's errors say nothing that helps.
  }
  throw new KeyError({ code: 'sealed.not-readable', details: { why: 'wrapped-key' } })
}

const version = 1
const nonceBytes = 12
const tagBytes = 16
const headBytes = 1 + nonceBytes + tagBytes

/** [version][nonce][tag][ciphertext], AES-256-GCM. A fresh random nonce each: a person has tens of values, not 2^32. */
export const sealUnder = (dataKey: Buffer, at: SealedAt, text: string): Buffer => {
  const nonce = nextNonce()
  const cipher = createCipheriv('aes-256-gcm', dataKey, nonce)
  cipher.setAAD(associated(at))
  const body = cipher.update(text, 'utf8')
  cipher.final()
  const sealed = Buffer.allocUnsafe(headBytes + body.length)
  sealed[0] = version
  nonce.copy(sealed, 1)
  cipher.getAuthTag().copy(sealed, 1 + nonceBytes)
  body.copy(sealed, headBytes)
  return sealed
}

export const openUnder = (dataKey: Buffer, at: SealedAt, sealed: Buffer): string => {
  if (sealed.length < headBytes) throw notReadable('length')
  if (sealed[0] !== version) throw notReadable('version')
  const decipher = createDecipheriv('aes-256-gcm', dataKey, sealed.subarray(1, 1 + nonceBytes), {
    authTagLength: tagBytes,
  })
  decipher.setAAD(associated(at))
  decipher.setAuthTag(sealed.subarray(1 + nonceBytes, headBytes))
  const text = decipher.update(sealed.subarray(headBytes))
  try {
    decipher.final()
  } catch {
    throw notReadable('seal')
  }
  return text.toString('utf8')
}

const notReadable = (why: 'version' | 'length' | 'seal') =>
  new KeyError({ code: 'sealed.not-readable', details: { why } })

// Lengths first: ('a', 'bc') and ('ab', 'c') must differ. The version is bound too.
const associated = ({ county, person, field }: SealedAt): Buffer =>
  Buffer.from(`${version};${county.length};${person.length};${county};${person};${field}`)

// One call to the system's generator costs as much as a seal; 512 nonces at a time cost nothing.
let nonces = Buffer.alloc(0)
let used = 0
const nextNonce = (): Buffer => {
  if (used + nonceBytes > nonces.length) {
    nonces = randomBytes(nonceBytes * 512)
    used = 0
  }
  used += nonceBytes
  return nonces.subarray(used - nonceBytes, used)
}
