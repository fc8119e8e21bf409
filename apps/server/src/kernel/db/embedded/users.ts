import { randomBytes } from 'node:crypto'
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readIfThere } from './files.js'
import { processToken } from './processes.js'

/** The processes that use one data directory now: a file each, named by pid; the last one to leave turns off the light. */
export type Users = {
  readonly enter: () => Promise<string>
  readonly leave: (name: string) => Promise<void>
  /** How many still live; the files of dead ones are removed on the way. */
  readonly living: () => Promise<number>
}

export const usersOf = (runDir: string): Users => {
  const folder = join(runDir, 'users')
  return {
    enter: async () => {
      await mkdir(folder, { recursive: true, mode: 0o700 })
      // A suffix, because one process may hold the database twice (tests, a command inside the server).
      const name = `${process.pid}-${randomBytes(4).toString('hex')}`
      await writeFile(join(folder, name), (await processToken(process.pid)) ?? '', { mode: 0o600 })
      return name
    },
    leave: (name) => rm(join(folder, name), { force: true }),
    living: async () => {
      const names = await readdir(folder).catch((): string[] => [])
      const live = await Promise.all(names.map((name) => livesOrIsRemoved(folder, name)))
      return live.filter(Boolean).length
    },
  }
}

const livesOrIsRemoved = async (folder: string, name: string): Promise<boolean> => {
  const file = join(folder, name)
  const token = await processToken(Number.parseInt(name, 10))
  const lives = token !== undefined && (await readIfThere(file)) === token
  if (!lives) await rm(file, { force: true })
  return lives
}
