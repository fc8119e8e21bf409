import { createCipheriv, createDecipheriv, createHash, hkdfSync } from 'node:crypto'

/**
 * A backup file: a mark, the length of the header, the header (JSON, readable without a key), then chunks. A chunk is the
 * length of its ciphertext, the ciphertext and a tag: AES-256-GCM under a key of this file alone (the master's purpose key
 * with the file's salt), so that the nonce can be a plain count. Header, position and "this is the last" are
 * associated data: a chunk that is changed, moved, left out or cut off does not open. All chunks but the last hold one
 * compressed stream of frames (frames.ts); the last holds the summary, so that it is read without unpacking the rest.
 */
export const mark = Buffer.from('LIANFANG-BACKUP\n')
export const formatVersion = 1
export const chunkBytes = 1 << 20
export const tagBytes = 16
/** Larger than any header or chunk: what says more is no backup, and no reason to take that much memory. */
export const mostHeaderBytes = 1 << 20

export type AppliedMigration = { readonly name: string; readonly hash: string }

export type BackupHeader = {
  readonly format: number
  readonly instance: string
  readonly demonstration: boolean
  /** The moment the snapshot shows: what happened later is not in it. */
  readonly snapshotAt: string
  readonly keyId: string
  readonly proofs: Readonly<Record<string, string>>
  readonly salt: string
  readonly migrations: readonly AppliedMigration[]
}

export type BackupTable = { readonly name: string; readonly rows: number }
export type BackupSummary = { readonly tables: readonly BackupTable[] }

/** The header as it stands in the file, and the key and associated data that follow from it. */
export type FileKey = { readonly key: Buffer; readonly bound: Buffer }

export const fileKey = (purposeKey: Buffer, header: BackupHeader, headerBytes: Buffer): FileKey => ({
  key: Buffer.from(hkdfSync('sha256', purposeKey, Buffer.from(header.salt, 'base64'), 'lianfang/backup/1', 32)),
  bound: createHash('sha256').update(headerBytes).digest(),
})

type At = { readonly index: number; readonly last: boolean }

const nonceOf = (index: number): Buffer => {
  const nonce = Buffer.alloc(12)
  nonce.writeBigUInt64BE(BigInt(index), 4)
  return nonce
}

const associated = ({ bound }: FileKey, { index, last }: At): Buffer => {
  const at = Buffer.alloc(9)
  at.writeBigUInt64BE(BigInt(index))
  at[8] = last ? 1 : 0
  return Buffer.concat([bound, at])
}

/** One chunk as it stands in the file. */
export const sealChunk = (file: FileKey, at: At, plain: Buffer): Buffer => {
  const cipher = createCipheriv('aes-256-gcm', file.key, nonceOf(at.index))
  cipher.setAAD(associated(file, at))
  const body = cipher.update(plain)
  cipher.final()
  const head = Buffer.alloc(5)
  head.writeUInt32BE(body.length)
  head[4] = at.last ? 1 : 0
  return Buffer.concat([head, body, cipher.getAuthTag()])
}

/** The chunk's text, or null when it is not what was written at this place. */
export const openChunk = (
  file: FileKey,
  at: At,
  sealed: { readonly body: Buffer; readonly tag: Buffer },
): Buffer | null => {
  const decipher = createDecipheriv('aes-256-gcm', file.key, nonceOf(at.index), { authTagLength: tagBytes })
  decipher.setAAD(associated(file, at))
  decipher.setAuthTag(sealed.tag)
  const plain = decipher.update(sealed.body)
  try {
    decipher.final()
    return plain
  } catch {
    return null
  }
}
