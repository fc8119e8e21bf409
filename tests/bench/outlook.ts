import { randomUUID } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { request } from 'node:http'
import { join } from 'node:path'
import { addDays, type Day } from '../../packages/domain/src/shared/index.js'
import { type Client, signIn } from './client.js'
import { reads } from './load.js'
import { command, type Where } from './program.js'
import { ms, p95, type Row } from './table.js'

/** A wave of some months in every province and eight prefectures of each, where the open file is not beside the sources. */
const invented = (): Buffer => {
  const lines = ['date,province_code,city_code,confirmed']
  for (const province of ['42', '44', '33', '41', '43', '34', '36']) {
    for (let city = 0; city <= 7; city += 1) {
      let confirmed = 0
      for (let day = 0; day < 112; day += 1) {
        confirmed += Math.round((3000 / (city + 1)) * Math.exp(-(((day - 30) / 14) ** 2)))
        const code = city === 0 ? '' : `${province}0${city}00`
        lines.push(`${addDays('2020-01-10' as Day, day)},${province}0000,${code},${confirmed}`)
      }
    }
  }
  return Buffer.from(lines.join('\n'))
}

const fileOf = ({ root }: Where): Buffer => {
  const open = join(root, '../shared/data/epidemic/hubei-cities-and-provinces-2020q1.csv')
  return existsSync(open) ? readFileSync(open) : invented()
}

const upload = (
  port: number,
  cookie: string,
  file: Buffer,
): Promise<{ readonly id: string; readonly places: number }> =>
  new Promise((done, fail) => {
    const headers = {
      ...{ cookie, 'x-lianfang': '1', 'content-type': 'application/octet-stream', 'content-length': file.length },
    }
    const path = '/api/outlook/curves?place=nation&name=bench'
    const out = request({ host: '127.0.0.1', port, method: 'POST', path, headers }, (response) => {
      let text = ''
      response.on('data', (part: Buffer) => {
        text += part.toString('utf8')
      })
      response.on('end', () => (response.statusCode === 200 ? done(JSON.parse(text)) : fail(new Error(text))))
    })
    out.on('error', fail)
    out.end(file)
  })

/** The forecast of every place of a file of counts with its back-test, as its desk waits for it. */
export const outlookBench = async (client: Client, where: Where, port: number): Promise<Row[]> => {
  const login = `bench-outlook-${Date.now()}`
  const password = randomUUID()
  command(
    where,
    ['user', 'add', login, '--role', 'supplyDesk', '--place', 'nation', '--password-from-stdin'],
    `${password}\n`,
  )
  const cookie = await signIn(client, login, password)
  const get = (path: string) => client.send({ method: 'GET', path, cookie })
  const began = performance.now()
  const { id, places } = await upload(port, cookie, fileOf(where))
  const read = performance.now() - began
  const asked = performance.now()
  await client.send({ method: 'POST', path: `/outlook/curves/${id}/take`, cookie, body: {} })
  for (;;) {
    const { work } = JSON.parse((await get(`/outlook/curves/${id}`)).text) as { work: { state: string } | null }
    if (work?.state === 'done') break
    if (work?.state === 'failed') throw new Error('the forecasts were not made')
    await new Promise((done) => setTimeout(done, 100))
  }
  const made = performance.now() - asked
  const page = await reads(() => get(`/outlook/curves/${id}/place?place=42`), 200)
  return [
    { what: `a file of counts read, ${places} places`, value: ms(read), mark: '' },
    { what: 'every place forecast with its back-test', value: ms(made), mark: '20 s with progress' },
    { what: 'the page of one place: curve, forecast, need', value: p95(page), mark: '' },
  ]
}
