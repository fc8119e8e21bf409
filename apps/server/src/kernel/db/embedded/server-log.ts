import { open, readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'

/** Where each log file ended at a moment: what comes after it is about the start we made. */
export type LogMark = ReadonlyMap<string, number>

const sizes = async (dataDir: string): Promise<LogMark> => {
  const folder = join(dataDir, 'log')
  const names = await readdir(folder).catch((): string[] => [])
  const found = await Promise.all(names.map((name) => stat(join(folder, name)).catch(() => undefined)))
  return new Map(names.map((name, at) => [name, found[at]?.size ?? 0]))
}

export const markLog = sizes

/** At most the last 64 KB written since the mark. */
export const logSince = async (dataDir: string, mark: LogMark): Promise<string> => {
  const parts: string[] = []
  for (const [name, size] of await sizes(dataDir)) {
    const from = Math.max(mark.get(name) ?? 0, size - 65_536)
    if (size > from) parts.push(await readPart(join(dataDir, 'log', name), { from, length: size - from }))
  }
  return parts.join('\n')
}

const readPart = async (file: string, { from, length }: { readonly from: number; readonly length: number }) => {
  const handle = await open(file, 'r')
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, from)
    return buffer.subarray(0, bytesRead).toString('utf8')
  } finally {
    await handle.close()
  }
}
