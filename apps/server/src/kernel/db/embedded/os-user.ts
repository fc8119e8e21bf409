import { lchown, lstat, readdir, readFile, stat } from 'node:fs/promises'
import { dirname, join, parse } from 'node:path'
import { EmbeddedError } from './problem.js'

/** Whom the children run as. */
export type OsUser = { readonly name: string; readonly uid: number; readonly gid: number }

/** PostgreSQL refuses root, so root needs somebody else; everybody else runs it as themselves (undefined). */
export const unprivilegedUser = async (dataDir: string): Promise<OsUser | undefined> => {
  if (process.getuid?.() !== 0) return undefined
  const users = parsePasswd(await readFile('/etc/passwd', 'utf8'))
  // Existing data keeps its owner: a `postgres` user installed later must not lock `nobody`'s data.
  const owner = await stat(dataDir).then((found) => found.uid)
  const user =
    users.find(({ uid }) => uid === owner && uid !== 0) ?? byName(users, 'postgres') ?? byName(users, 'nobody')
  if (user === undefined)
    throw new EmbeddedError({ code: 'no-unprivileged-user', details: { tried: 'postgres, nobody' } })
  return user
}

/** Lines of /etc/passwd that are whole. */
export const parsePasswd = (text: string): readonly OsUser[] =>
  text.split('\n').flatMap((line) => {
    const [name, , uid, gid] = line.split(':')
    if (name === undefined || !/^\d+$/.test(uid ?? '') || !/^\d+$/.test(gid ?? '')) return []
    return [{ name, uid: Number(uid), gid: Number(gid) }]
  })

const byName = (users: readonly OsUser[], wanted: string): OsUser | undefined =>
  users.find(({ name, uid }) => name === wanted && uid !== 0)

/** The highest folder on the way to `path` (itself included) that this user may not enter; undefined when all are open. */
export const closedFolder = async (path: string, user: OsUser): Promise<string | undefined> => {
  for (const folder of ancestors(path)) {
    const found = await stat(folder)
    if (!found.isDirectory()) continue
    const enter = found.uid === user.uid ? 0o100 : found.gid === user.gid ? 0o010 : 0o001
    if ((found.mode & enter) === 0) return folder
  }
  return undefined
}

const ancestors = (path: string): readonly string[] =>
  path === parse(path).root ? [path] : [...ancestors(dirname(path)), path]

/** Gives a folder and all in it to the user, where it is not theirs yet. */
export const giveTo = async (path: string, user: OsUser): Promise<void> => {
  const found = await lstat(path)
  if (found.uid !== user.uid) await lchown(path, user.uid, user.gid)
  if (!found.isDirectory()) return
  for (const name of await readdir(path)) await giveTo(join(path, name), user)
}
