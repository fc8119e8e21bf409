import { request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import type { ProblemBody } from '@lianfang/contract'
import { afterEach, beforeEach, expect, test } from 'vitest'
import yazl from 'yazl'
import { type Caller, luotian, makeWorld, type World } from '../../../../../../tests/support/world.js'

let w: World
let officer: Caller
beforeEach(async () => {
  w = await makeWorld()
  officer = await w.signIn((await w.account({ role: 'countyOfficer', place: luotian })).login)
})
afterEach(() => w.close())

const heading = '序号,乡镇,村,姓名,年龄'
const count = async (table: string): Promise<number> =>
  (await w.admin.query<{ n: number }>(`select count(*)::int as n from ${table}`)).rows[0]?.n ?? 0

const bomb = async (): Promise<Buffer> => {
  const zip = new yazl.ZipFile()
  const sheet = Buffer.from(`<worksheet><sheetData>${'<row></row> '.repeat(4_000_000)}</sheetData></worksheet>`)
  const text = (name: string, body: string) => zip.addBuffer(Buffer.from(body), name)
  const rel = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  text('[Content_Types].xml', '<Types/>')
  text(
    'xl/workbook.xml',
    `<workbook xmlns:r="${rel}"><sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>`,
  )
  text(
    'xl/_rels/workbook.xml.rels',
    `<Relationships><Relationship Id="r1" Type="${rel}/worksheet" Target="worksheets/a.xml"/></Relationships>`,
  )
  zip.addBuffer(sheet, 'xl/worksheets/a.xml')
  zip.end()
  return Buffer.concat(await Readable.from(zip.outputStream).toArray())
}

test('[K1] a zip bomb, a file in no known encoding and one without headings are refused in words, and nothing stays', async () => {
  const send = (bytes: Buffer) =>
    officer.call('import.upload', { query: { county: luotian, fileName: 'x.xlsx' }, upload: bytes })
  const bombed = await send(await bomb())
  expect([bombed.status, bombed.problem?.code], bombed.text).toEqual([422, 'file.zip-bomb'])
  const garbled = await send(
    Buffer.concat([Buffer.from(`${heading}\r\n`), Buffer.from([0xff, 0xff, 0x80, 0x80, 0x0d, 0x0a])]),
  )
  expect([garbled.status, garbled.problem?.code], garbled.text).toEqual([422, 'file.encoding'])
  const bare = (await send(Buffer.from('1,2,3\r\n4,5,6\r\n7,8,9'))).body
  expect(bare).toMatchObject({ state: 'mapping', problem: 'file.no-header' })
  const unnamed = await officer.call('import.check', {
    params: { id: bare.id },
    body: { columns: bare.columns.map((c) => ({ index: c.index, field: null })), asOf: null },
  })
  expect([unnamed.status, unnamed.problem?.code]).toEqual([422, 'import.mapping-incomplete'])
  const failed = (await officer.call('import.list', { query: { county: luotian } })).body.rows.filter(
    (r) => r.state === 'failed',
  )
  expect(failed.every((r) => r.counts === null)).toBe(true)
  expect(await count('care.person')).toBe(0)
})

/** Sends bytes without an end over a real connection until it is answered. */
const sendForEver = async (): Promise<{
  readonly status: number
  readonly body: ProblemBody
  readonly sent: number
}> => {
  await w.product.app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = w.product.app.server.address() as AddressInfo // listening on a port
  let sent = 0
  const piece = Buffer.alloc(262_144, '1,凤山镇,乌岩村,某某,80\r\n')
  const endless = new Readable({
    read() {
      sent += piece.length
      this.push(piece)
    },
  })
  return new Promise((done, failed) => {
    const call = request({
      port,
      method: 'POST',
      path: `/api/ledger/imports?county=${luotian}&fileName=endless.csv`,
      headers: { cookie: officer.cookie, 'x-lianfang': '1', 'content-type': 'application/octet-stream' },
    })
    call.on('error', failed)
    call.on('response', async (reply) => {
      const text = Buffer.concat(await reply.toArray()).toString('utf8')
      endless.destroy()
      call.destroy()
      done({ status: reply.statusCode ?? 0, body: JSON.parse(text) as ProblemBody, sent }) // a problem of the registry
    })
    endless.pipe(call)
  })
}

test('[K1] an upload that never ends is refused at the limit, told why, and held in bounded memory', async () => {
  const before = process.memoryUsage().rss
  let most = 0
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage().rss)
  }, 20)
  const { status, body, sent } = await sendForEver()
  clearInterval(watch)
  expect([status, body.code]).toEqual([413, 'file.too-large'])
  expect(sent).toBeLessThan(300 * 1024 * 1024)
  expect(most - before).toBeLessThan(150 * 1024 * 1024)
  expect(await count('care.import_row')).toBe(0)
})
