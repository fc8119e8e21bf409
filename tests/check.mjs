// Static checks, one after the other; stops at the first that fails and says which.
import { spawnSync } from 'node:child_process'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const bin = (name) => join(root, 'node_modules/.bin', name)

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
