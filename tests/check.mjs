// Static checks, one after the other; stops at the first that fails and says which.
import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const bin = (name) => join(root, 'node_modules/.bin', name)

/** A day cut out of a moment is the day in London: between midnight and eight in the morning of the place it is yesterday's. */
const cut = /toISOString\(\)\.slice\(0, ?10\)/
const sources = ['packages', 'apps', 'tests'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true })
    .map((name) => join(folder, name))
    .filter((name) => /\.tsx?$/.test(name) && !/(^|[\\/])(node_modules|dist)[\\/]/.test(name)),
)
const foreign = sources.filter((name) => cut.test(readFileSync(join(root, name), 'utf8')))
for (const name of foreign)
  process.stderr.write(`${name}: take the day with dayIn (domain) or dayAt (tests/support/days)\n`)
process.stdout.write(`${foreign.length === 0 ? 'ok  ' : 'FAIL'} days of the place\n`)
if (foreign.length > 0) process.exit(1)

const checks = [
  ['format and lint', bin('biome'), ['ci', '--error-on-warnings', '.']],
  ['types: domain', bin('tsc'), ['-p', 'packages/domain']],
  ['types: contract', bin('tsc'), ['-p', 'packages/contract']],
  ['types: server', bin('tsc'), ['-p', 'apps/server']],
  ['types: web', bin('tsc'), ['-p', 'apps/web']],
  ['types: tests', bin('tsc'), ['-p', '.']],
  ['walls', bin('depcruise'), ['--config', '.dependency-cruiser.cjs', 'packages', 'apps/server/src', 'apps/web/src']],
  ['unused', bin('knip'), []],
  ['generated files', process.execPath, [join(root, 'tests/generate.mjs'), '--check']],
]

for (const [name, command, args] of checks) {
  const began = Date.now()
  const { status } = spawnSync(command, args, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' })
  const seconds = ((Date.now() - began) / 1000).toFixed(1)
  process.stdout.write(`${status === 0 ? 'ok  ' : 'FAIL'} ${name} (${seconds} s)\n`)
  if (status !== 0) process.exit(1)
}
