import { readFile } from 'node:fs/promises'

/** The code of a system error (`ENOENT` …), or '' for anything else. */
export const systemCode = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' ? error.code : ''

/** The file's text, or undefined when there is no such file (or it went away while we read). */
export const readIfThere = async (file: string): Promise<string | undefined> => {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    // ESRCH: a file of /proc whose process ended between open and read.
    if (['ENOENT', 'ESRCH', 'ENOTDIR'].includes(systemCode(error))) return undefined
    throw error
  }
}

export const sleep = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms))
