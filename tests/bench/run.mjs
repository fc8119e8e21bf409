// `npm run bench`: bundles the benches and runs them, as the launcher does with the program.
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))

const aliases = () => {
  const list = {}
  for (const name of ['domain', 'contract']) {
    const { exports } = JSON.parse(readFileSync(join(root, `packages/${name}/package.json`), 'utf8'))
    for (const [door, file] of Object.entries(exports))
      list[`@lianfang/${name}${door.slice(1)}`] = join(root, 'packages', name, file)
  }
  return list
}

const out = join(root, 'apps/server/dist/bench.mjs')
await build({
  entryPoints: [join(root, 'tests/bench/main.ts')],
  outfile: out,
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  packages: 'external',
  alias: aliases(),
  sourcemap: 'inline',
  logLevel: 'error',
})
// The launcher brings the program's own bundle up to date.
spawnSync(process.execPath, [join(root, 'bin/lianfang.mjs'), '--help'], { stdio: 'ignore' })
process.setSourceMapsEnabled(true)
const { main } = await import(pathToFileURL(out).href)
await main({ root, argv: process.argv.slice(2), env: process.env })
