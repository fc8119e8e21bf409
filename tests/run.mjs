// `npm test`: installs what journeys need where it may, runs every test, ends with one line that counts them.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { findChromium } from './chromium.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const say = (line) => process.stdout.write(`${line}\n`)

const hasCjkFont = () => {
  const { stdout, error } = spawnSync('fc-list', [':lang=zh-cn'], { encoding: 'utf8' })
  return error === undefined && stdout.trim() !== ''
}

const aptGet = (words, stdout = 'ignore') =>
  spawnSync('apt-get', words, {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    stdio: ['ignore', stdout, 'inherit'],
  })

const install = (names) => aptGet(['install', '-y', '-qq', '--no-install-recommends', ...names])

const installBrowser = () => {
  const wanted = [...(findChromium() ? [] : ['chromium-headless-shell']), ...(hasCjkFont() ? [] : ['fonts-noto-cjk'])]
  if (wanted.length === 0) return
  const root = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')
  if (!root) return
  say(`Installing ${wanted.join(', ')} for the journeys / 正在安装浏览器与中文字体…`)
  aptGet(['update', '-qq'], 'inherit')
  if (install(wanted).status === 0) return
  // An older Debian has no shell of its own: the whole browser then.
  install(wanted.map((name) => (name === 'chromium-headless-shell' ? 'chromium' : name)))
}

installBrowser()
const chromium = findChromium()
if (chromium === undefined) {
  say('No Chromium found: the journeys in a browser are skipped and count as skipped.')
  say(
    '没有找到 Chromium：浏览器流程测试将跳过，并计入跳过数。 (apt-get install chromium-headless-shell fonts-noto-cjk, or set CHROMIUM_PATH)',
  )
}

const out = join(root, 'tests/.artefacts')
rmSync(join(out, 'results.json'), { force: true })
mkdirSync(out, { recursive: true })
const vitest = join(root, 'node_modules/vitest/vitest.mjs')
const args = [vitest, 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${join(out, 'results.json')}`]
const child = spawn(process.execPath, [...args, ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, ...(chromium === undefined ? {} : { CHROMIUM_PATH: chromium }) },
})
child.on('exit', (code) => {
  const file = join(out, 'results.json')
  if (!existsSync(file)) {
    say('The tests did not finish. / 测试没有完成。')
    say('0 passed, 1 failed')
    process.exit(1)
  }
  const result = JSON.parse(readFileSync(file, 'utf8'))
  const broken = result.testResults.filter((f) => f.status === 'failed' && f.assertionResults.length === 0).length
  const failed = result.numFailedTests + broken + (code !== 0 && result.numFailedTests + broken === 0 ? 1 : 0)
  const skipped = result.numPendingTests + result.numTodoTests
  say(`${result.numPassedTests} passed, ${failed} failed, ${skipped} skipped`)
  process.exit(failed > 0 || (process.env.CI === 'true' && skipped > 0) ? 1 : 0)
})
