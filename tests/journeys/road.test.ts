import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import { roadWords } from '../../apps/web/src/features/road/words.js'
import { type Journey, journey, newContext } from './journey.js'
import { phones } from './looks.js'
import { roadOf } from './road-scene.js'
import { shoot } from './shots.js'

/** The desk makes a link for a driver; answers its address and what it is of. */
const linkFor = async (j: Journey) => {
  const road = await roadOf(j.w)
  const { id } = road.consignment
  const body = { id: randomUUID(), name: '鄂J·12345', leg: null, phones: ['调度台 0713-5050001'] }
  const made = await road.desk.call('link.make', { params: { id }, body })
  expect(made.status).toBe(200)
  return { ...road, address: `${j.address}/road#${made.body.token}` }
}

/** A driver's own phone: nobody is signed in there. */
const driver = async (j: Journey, address: string) => {
  const context = await newContext(j.look)
  const page = await context.newPage()
  await page.goto(address)
  if ((await page.locator('html').getAttribute('lang')) !== j.look.language) {
    await page.getByRole('button', { name: roadWords['zh-CN'].other }).tap()
  }
  return { context, page }
}

/** A picture with a marker segment that stands for where it was taken. */
const photoWithPlace = async (page: Awaited<ReturnType<typeof driver>>['page']): Promise<Buffer> => {
  const base64 = await page.evaluate(() => {
    const canvas = document.createElement('canvas')
    canvas.width = 2400
    canvas.height = 1200
    const pen = canvas.getContext('2d')
    if (pen !== null) {
      pen.fillStyle = '#406080'
      pen.fillRect(0, 0, 2400, 1200)
    }
    return canvas.toDataURL('image/jpeg', 0.9).split(',')[1] ?? ''
  })
  const jpeg = Buffer.from(base64, 'base64')
  const exif = Buffer.from('Exif\0\0GPSLatitude 30.78', 'latin1')
  const segment = Buffer.concat([Buffer.from([0xff, 0xe1, 0, exif.length + 2]), exif])
  return Buffer.concat([jpeg.subarray(0, 2), segment, jpeg.subarray(2)])
}

journey(
  {
    name: '[E5] a driver without an account picks up, says where and how late, and hands over with a photo; nothing is lost or said twice without a network',
    looks: phones,
  },
  async (j) => {
    const { address, consignment } = await linkFor(j)
    const words = roadWords[j.look.language]
    const { context, page } = await driver(j, address)
    await page.getByText('凤山镇', { exact: true }).waitFor()
    expect(await page.locator('a[href^="tel:"]').getAttribute('href')).toBe('tel:07135050001')
    const open = (what: keyof typeof words.acts) =>
      page.getByRole('button', { name: words.acts[what], exact: true }).tap()
    const send = () => page.getByRole('button', { name: words.send, exact: true }).tap()
    const said = page.getByRole('region', { name: words.said }).locator('li')
    await shoot(page, 'road', j.look)

    await open('pickedUp')
    await page.getByLabel(words.count, { exact: true }).fill('一')
    await send()
    await page.getByText(words.countWrong, { exact: true }).waitFor()
    await page.getByLabel(words.count, { exact: true }).fill('10')
    // What is typed is there again after the page was loaded anew.
    await page.reload()
    await expect.poll(() => page.getByLabel(words.count, { exact: true }).inputValue()).toBe('10')
    // The command arrives, its answer does not: it goes out again under its own id.
    let isLost = false
    await page.route('**/api/link/words', async (route) => {
      if (isLost) return route.fallback()
      isLost = true
      await route.fetch()
      return route.abort('internetdisconnected')
    })
    await send()
    await page.getByText(words.waiting(1), { exact: true }).waitFor()
    await page.getByRole('button', { name: words.sendNow, exact: true }).tap()
    await expect.poll(() => said.count()).toBe(1)

    await context.setOffline(true)
    await open('where')
    await send()
    await page.getByText(words.whereMissing, { exact: true }).waitFor()
    await page.getByLabel(words.place, { exact: true }).fill('麻城东服务区')
    await send()
    await open('delay')
    await page.getByText(words.causes.checkpoint, { exact: true }).tap()
    await shoot(page, 'road-delay', j.look)
    await send()
    await page.getByText(words.waiting(2), { exact: true }).waitFor()
    await shoot(page, 'road-unsent', j.look)
    await context.setOffline(false)
    await page.getByText(words.waitingHint, { exact: true }).waitFor({ state: 'detached' })
    await expect.poll(() => said.count()).toBe(3)

    await open('handedOver')
    await send()
    await page.getByText(words.takerMissing, { exact: true }).waitFor()
    await page.getByLabel(words.handed, { exact: true }).fill('9')
    await page.getByLabel(words.taker, { exact: true }).fill('陈保管')
    await page.getByText(words.damaged, { exact: true }).tap()
    await page.getByLabel(words.damage, { exact: true }).fill('一箱受潮')
    const photo = await photoWithPlace(page)
    await page
      .getByLabel(words.photos, { exact: true })
      .setInputFiles({ name: 'x.jpg', mimeType: 'image/jpeg', buffer: photo })
    await page.getByRole('img', { name: words.photoOne(1) }).waitFor()
    await shoot(page, 'road-handed', j.look)
    await send()
    await expect.poll(() => said.count()).toBe(5)
    await shoot(page, 'road-said', j.look)

    const { rows } = await j.w.admin.query(
      `select detail->>'word' as word from supply.step where subject = $1 and what = 'link' order by at`,
      [consignment.id],
    )
    expect(rows.map(({ word }) => word)).toEqual(['pickedUp', 'where', 'delay', 'handedOver', 'photo'])
    const kept = await j.w.admin.query('select bytes from supply.move_photo')
    const bytes: Buffer = kept.rows[0].bytes
    expect(bytes.includes('Exif') || bytes.includes('GPS')).toBe(false)
    expect(bytes.length).toBeLessThan(500 * 1024)
    await context.close()
  },
)

journey(
  { name: '[E5] a link that has ended or is cut short says so, and shows nothing of the goods', looks: phones },
  async (j) => {
    const { address, desk, consignment } = await linkFor(j)
    const words = roadWords[j.look.language]
    await desk.call('link.end', { params: { id: consignment.id } })
    const { context, page } = await driver(j, address)
    await page.getByText(words.ended, { exact: true }).waitFor()
    expect(await page.content()).not.toContain('凤山镇')
    await shoot(page, 'road-ended', j.look)
    await page.goto(`${j.address}/road#nonsense`)
    await page.getByText(words.noLink, { exact: true }).waitFor()
    await context.close()
  },
)
