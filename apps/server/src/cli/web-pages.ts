import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { packPages } from './pack-pages.js'

const filesIn = async (folder: string): Promise<string[]> => {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true })
  return entries.filter((e) => e.isFile()).map((e) => join(e.parentPath, e.name))
}

/** A mark of everything the pages are built from. */
const markOf = async (root: string): Promise<string> => {
  const folders = ['apps/web/src', 'packages/contract/src', 'packages/domain/src'].map((f) => join(root, f))
  const single = [
    'apps/web/index.html',
    'apps/web/field.html',
    'apps/web/home.html',
    'apps/web/road.html',
    'apps/web/gifts.html',
    'apps/web/first.html',
    'apps/web/report.html',
    'apps/web/store.html',
    'apps/web/hospital.html',
    'apps/web/vite.config.ts',
    'apps/server/src/cli/pack-pages.ts',
  ].map((f) => join(root, f))
  const files = [...(await Promise.all(folders.map(filesIn))).flat(), ...single].filter((f) => !f.endsWith('.test.ts'))
  const hash = createHash('sha256')
  for (const file of files.sort()) {
    const facts = await stat(file)
    hash.update(`${file}\0${facts.size}\0${facts.mtimeMs}\n`)
  }
  return hash.digest('hex')
}

/**
 * Vite follows NODE_ENV: a shell that says `development`, or `test`, got React's development build, twice as large and
 * slow on old phones. There is no other way to tell it than by this variable.
 */
const forProduction = async (build: () => Promise<unknown>): Promise<void> => {
  const { NODE_ENV } = process.env
  process.env['NODE_ENV'] = 'production'
  try {
    await build()
  } finally {
    if (NODE_ENV === undefined) delete process.env['NODE_ENV']
    else process.env['NODE_ENV'] = NODE_ENV
  }
}

/** Builds the web pages when a source changed since they were built; answers whether it did. */
export const buildPages = async (root: string, progress: () => void): Promise<boolean> => {
  const mark = await markOf(root)
  const markFile = join(root, 'apps/web/dist/.mark')
  const known = existsSync(markFile) ? await readFile(markFile, 'utf8') : ''
  if (known === mark) return false
  progress()
  const { build } = await import('vite')
  const web = join(root, 'apps/web')
  await forProduction(() => build({ root: web, logLevel: 'error', configFile: join(web, 'vite.config.ts') }))
  await packPages(await filesIn(join(web, 'dist')))
  await writeFile(markFile, mark)
  return true
}
