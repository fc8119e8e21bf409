#!/usr/bin/env -S node --max-semi-space-size=64
// The launcher: brings the bundled program up to date when a source file changed (0.3 s), then hands over. It is plain
// JavaScript because it must run before anything is built, on Node 20 and later, also without install scripts.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const [major, minor] = process.versions.node.split('.').map(Number)
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(`Lianfang needs Node 20.19 or later; this is ${process.versions.node}.\n`)
  process.stderr.write(`联防需要 Node 20.19 或更高版本，当前为 ${process.versions.node}。\n`)
  process.exit(2)
}
if (!existsSync(join(root, 'node_modules/esbuild'))) {
  process.stderr.write('Run "npm ci" first. / 请先运行 “npm ci”。\n')
  process.exit(2)
}

const walk = (folder) =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return walk(path)
    return /\.(ts|json)$/.test(entry.name) && !entry.name.endsWith('.test.ts') ? [path] : []
  })

/** A mark of all sources: path, size and time of each. */
const markOf = () => {
  const hash = createHash('sha256').update(process.versions.node)
  for (const folder of ['apps/server/src', 'packages/domain/src', 'packages/contract/src']) {
    for (const file of walk(join(root, folder)).sort()) {
      const { size, mtimeMs } = statSync(file)
      hash.update(`${file}\0${size}\0${mtimeMs}\n`)
    }
  }
  return hash.digest('hex')
}

/** Workspace packages are bundled from their sources; everything else stays in node_modules. */
const aliases = () => {
  const list = {}
  for (const name of ['domain', 'contract']) {
    const { exports } = JSON.parse(readFileSync(join(root, `packages/${name}/package.json`), 'utf8'))
    for (const [door, file] of Object.entries(exports)) {
      list[`@lianfang/${name}${door.slice(1)}`] = join(root, 'packages', name, file)
    }
  }
  return list
}

const build = async (out, mark) => {
  const { build } = await import('esbuild')
  mkdirSync(dirname(out), { recursive: true })
  const aside = `${out}.${process.pid}.mjs`
  await build({
    entryPoints: [join(root, 'apps/server/src/cli/main.ts')],
    outfile: aside,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    alias: aliases(),
    sourcemap: 'inline',
    logLevel: 'error',
  })
  renameSync(aside, out)
  writeFileSync(`${out}.mark`, mark)
}

const out = join(root, 'apps/server/dist/lianfang.mjs')
const mark = markOf()
const known = existsSync(out) && existsSync(`${out}.mark`) ? readFileSync(`${out}.mark`, 'utf8') : ''
if (known !== mark) await build(out, mark)
process.setSourceMapsEnabled(true)
const { main } = await import(pathToFileURL(out).href)
await main({ root, argv: process.argv.slice(2), env: process.env })
