// The pictures of the README, taken from a demonstration of its own: every person in them is invented.
// npm run shots; renewed when the pages look different.
import { spawn } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'
import { findChromium } from './chromium.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const folder = join(root, 'docs/images')
const password = 'demo-2023-luotian'
// Above this a page of the repository is slow to open on a village line.
const mostBytes = 200_000

const freePort = () =>
  new Promise((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => done(port))
    })
  })

/** A demonstration in a folder of its own, gone afterwards. */
const openDemonstration = async () => {
  const home = mkdtempSync(join(tmpdir(), 'lianfang-shots-'))
  chmodSync(home, 0o755) // as root the database runs as somebody else, who has to pass
  const port = await freePort()
  const program = spawn(process.execPath, ['bin/lianfang.mjs', 'start', '--port', String(port)], {
    cwd: root,
    env: { ...process.env, LIANFANG_HOME: home },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const ended = new Promise((done) => program.once('exit', done))
  const address = `http://127.0.0.1:${port}`
  const signIns = async () => (await (await fetch(`${address}/api/instance`)).json()).signIns ?? []
  for (let i = 0; i < 600 && program.exitCode === null; i += 1) {
    const ready = await signIns().catch(() => [])
    if (ready.length > 0) break
    await new Promise((done) => setTimeout(done, 500))
  }
  const close = async () => {
    program.kill('SIGINT')
    await ended
    rmSync(home, { recursive: true, force: true })
  }
  return { address, close }
}

const ledger = [
  '序号,乡镇,村,姓名,性别,身份证号,年龄,联系电话,基础疾病,疫苗接种情况,是否独居',
  '1,凤山镇,乌岩村,方桂兰,女,,81,13800010001,高血压（控制不稳）,未接种,是',
  '2,凤山镇,万密村,程有福,男,,76,13800010002,糖尿病,打过,否',
  '3,凤山镇,乌岩村,童秀珍,女,,七十三,13800010003,冠心病、慢阻肺,3针,否',
  '4,凤山镇,,余德明,男,,69,13800010004,无,2针,否',
  '5,凤山镇,乌岩村,方桂兰,女,,80,13800010009,高血压,未接种,是',
  '6,凤山镇,乌岩村,,男,,77,13800010006,无,3针,否',
].join('\n')

const ask = (page, path, options = {}) =>
  page.evaluate(
    async ([url, { method = 'GET', json, text }]) => {
      const type = text === undefined ? 'application/json' : 'application/octet-stream'
      const body = text ?? (json === undefined ? undefined : JSON.stringify(json))
      const headers = { 'x-lianfang': '1', ...(body === undefined ? {} : { 'content-type': type }) }
      const answer = await fetch(`/api${url}`, { method, headers, ...(body === undefined ? {} : { body }) })
      if (!answer.ok) throw new Error(`${url}: ${answer.status}`)
      return answer.status === 204 ? null : answer.json()
    },
    [path, options],
  )

/** A ledger that was checked and waits for a decision; its page. */
const checkedLedger = async (page) => {
  const name = encodeURIComponent('凤山镇重点人群台账.csv')
  const { id, columns } = await ask(page, `/ledger/imports?county=421123&fileName=${name}`, {
    method: 'POST',
    text: ledger,
  })
  const chosen = columns.map(({ index, field }) => ({ index, field }))
  await ask(page, `/ledger/imports/${id}/check`, { method: 'POST', json: { columns: chosen, asOf: null } })
  while ((await ask(page, `/ledger/imports/${id}`)).state === 'checking') await page.waitForTimeout(200)
  return `/ledger/${id}`
}

const unstablePerson = async (page) => {
  const { rows } = await ask(page, '/people?place=421123100&state=waiting&limit=5')
  return `/people/${rows[0].id}?place=421123100`
}

const desk = { width: 1200, height: 760 }
const pictures = [
  {
    file: 'board.png',
    login: 'county',
    language: 'en',
    size: desk,
    path: async () => '/board/421123',
    ready: 'canvas, .board-two svg text',
  },
  {
    file: 'today.png',
    login: 'worker',
    language: 'zh-CN',
    size: { width: 390, height: 760 },
    path: async () => '/field',
    ready: '.f-row',
  },
  { file: 'ledger.png', login: 'county', language: 'en', size: desk, path: checkedLedger, ready: '.verdicts' },
  { file: 'person.png', login: 'county', language: 'en', size: desk, path: unstablePerson, ready: '.timeline' },
]

const take = async (browser, address, { file, login, language, size, path, ready }) => {
  const context = await browser.newContext({ viewport: size, colorScheme: 'light', timezoneId: 'Asia/Shanghai' })
  await context.addInitScript((chosen) => localStorage.setItem('lianfang.language', chosen), language)
  const page = await context.newPage()
  await page.goto(address)
  await ask(page, '/session', { method: 'POST', json: { login, password } })
  await page.goto(address + (await path(page)))
  await page.locator(ready).first().waitFor()
  await page.evaluate(() => document.fonts.ready)
  await page.waitForTimeout(500) // the chart draws itself
  await page.screenshot({ path: join(folder, file), animations: 'disabled' })
  await context.close()
  const { size: bytes } = statSync(join(folder, file))
  process.stdout.write(`docs/images/${file} ${Math.round(bytes / 1000)} kB\n`)
  if (bytes > mostBytes) throw new Error(`${file} is larger than ${mostBytes} bytes`)
}

mkdirSync(folder, { recursive: true })
const demonstration = await openDemonstration()
const executablePath = findChromium()
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] })
try {
  for (const picture of pictures) await take(browser, demonstration.address, picture)
} finally {
  await browser.close()
  await demonstration.close()
}
