// Files made from the code: writes them, or with --check says which are not up to date.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const check = process.argv.includes('--check')

const describe = async () => {
  const folder = mkdtempSync(join(root, 'node_modules/.lianfang-'))
  try {
    const out = join(folder, 'openapi.mjs')
    await build({
      entryPoints: [join(root, 'packages/contract/src/openapi.ts')],
      outfile: out,
      bundle: true,
      platform: 'node',
      format: 'esm',
      logLevel: 'error',
    })
    const { describeApi } = await import(pathToFileURL(out).href)
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
    return `${JSON.stringify(describeApi(version), null, 1)}\n`
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const file = join(root, 'docs/generated/openapi.json')
const text = await describe()
if (!check) {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text)
} else if (!existsSync(file) || readFileSync(file, 'utf8') !== text) {
  process.stderr.write('docs/generated/openapi.json is not up to date: npm run generate\n')
  process.exit(1)
}
