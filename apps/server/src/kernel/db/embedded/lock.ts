import { randomBytes } from 'node:crypto'
import { open, rename, rm, stat } from 'node:fs/promises'
import { readIfThere, sleep, systemCode } from './files.js'
import { EmbeddedError } from './problem.js'
import { processToken } from './processes.js'

type Holder = { readonly pid: number; readonly token: string }

// initdb, a copy of 60 MB and a long crash recovery all happen under the lock, so the wait is generous.
const patienceMs = 30 * 60_000

/**
 * Runs `work` while no other of our processes does, on this machine. The lock is a file with the holder's pid and start
 * time; a dead holder's lock is taken over. (Node has no flock; a lock on a port would collide with strangers.)
 */
export const withLock = async <T>(file: string, work: () => Promise<T>): Promise<T> => {
  const mine = JSON.stringify({ pid: process.pid, token: (await processToken(process.pid)) ?? '' } satisfies Holder)
  const until = Date.now() + patienceMs
  while (!(await tryLock(file, mine))) {
    const holder = await readHolder(file)
    if (holder === 'dead') await takeAway(file)
    else if (Date.now() > until && holder !== undefined)
      throw new EmbeddedError({ code: 'locked', details: { file, pid: holder.pid } })
    else await sleep(25)
  }
  try {
    return await work()
  } finally {
    await rm(file, { force: true })
  }
}

const tryLock = async (file: string, content: string): Promise<boolean> => {
  try {
    const handle = await open(file, 'wx', 0o600)
    await handle.writeFile(content).finally(() => handle.close())
    return true
  } catch (error) {
    // EPERM, EBUSY: Windows, while another process deletes the file.
    if (['EEXIST', 'EPERM', 'EBUSY'].includes(systemCode(error))) return false
    throw error
  }
}

const readHolder = async (file: string): Promise<Holder | 'dead' | undefined> => {
  const holder = parseHolder(await readIfThere(file))
  if (holder === 'absent') return undefined
  // Created and not yet written, or its writer died in between: two seconds tell.
  if (holder === 'unwritten') return (await ageMs(file)) > 2000 ? 'dead' : undefined
  const token = await processToken(holder.pid)
  return token === undefined || token !== holder.token ? 'dead' : holder
}

const parseHolder = (text: string | undefined): Holder | 'absent' | 'unwritten' => {
  if (text === undefined) return 'absent'
  try {
    const read: unknown = JSON.parse(text)
    if (typeof read !== 'object' || read === null || !('pid' in read) || !('token' in read)) return 'unwritten'
    return { pid: Number(read.pid), token: String(read.token) }
  } catch {
    return 'unwritten'
  }
}

/**
 * Two waiters may see the same dead holder; the slower one would remove the faster one's fresh lock. So the file is moved
 * to a private name first and looked at again: a live lock taken by mistake is put back.
 */
const takeAway = async (file: string): Promise<void> => {
  const aside = `${file}.${process.pid}-${randomBytes(4).toString('hex')}`
  try {
    await rename(file, aside)
  } catch (error) {
    if (['ENOENT', 'EPERM', 'EBUSY'].includes(systemCode(error))) return
    throw error
  }
  const holder = await readHolder(aside)
  if (holder !== 'dead' && holder !== undefined) await rename(aside, file)
  else await rm(aside, { force: true })
}

const ageMs = async (file: string): Promise<number> => {
  const found = await stat(file).catch(() => undefined)
  return found === undefined ? 0 : Date.now() - found.mtimeMs
}
