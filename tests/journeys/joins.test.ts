import { expect } from 'vitest'
import { type Journey, journey, type Visitor } from './journey.js'
import { desks } from './looks.js'
import { makeTeam, personNamed, red, staffOf, takeIn, township, villageAt, villagesOf } from './scenes.js'

const kept = '周桂英'
const heardWrongly = '周贵英'

/** One person whose name was heard wrongly the second time. */
const twice = async ({ w }: Journey) => {
  const staff = await staffOf(w)
  const place = villageAt(await villagesOf(w), 0)
  const known = { ...red, phone: '13800010001' }
  await makeTeam(w, staff, [place])
  await takeIn(w, place, [{ name: kept, ...known }])
  await takeIn(w, place, [{ name: heardWrongly, ...known, disease: '糖尿病' }])
  const ids = { kept: await personNamed(w, kept), other: await personNamed(w, heardWrongly) }
  return { staff, ids }
}

const openPerson = async ({ page }: Visitor, id: string, name: string): Promise<void> => {
  await page.goto(`${new URL(page.url()).origin}/people/${id}?place=${township}`)
  await page.getByRole('heading', { name, exact: true }).waitFor()
}

journey(
  {
    name: '[K1] a township joins two records of one person, sees both pasts in one, and takes a mistake back',
    looks: desks,
  },
  async (j) => {
    const { w, words } = j
    const { joins, life, person } = words
    const { staff, ids } = await twice(j)
    const visitor = await j.enter(staff.manager.login)
    const { page } = visitor
    await openPerson(visitor, ids.kept, kept)
    await page.getByRole('link', { name: joins.open, exact: true }).click()
    await page.getByRole('heading', { name: joins.likely, exact: true }).waitFor()
    await page.getByRole('link', { name: joins.choose(heardWrongly), exact: true }).waitFor()
    await visitor.shot('join-choose')
    await page.getByLabel(joins.lookFor, { exact: true }).fill('李')
    await page.getByRole('button', { name: joins.lookGo, exact: true }).click()
    await page.getByText(joins.lookNone, { exact: true }).waitFor()
    await page.getByRole('link', { name: joins.choose(heardWrongly), exact: true }).click()
    await page.getByText(joins.compare, { exact: true }).waitFor()
    await visitor.shot('join-compare')
    await page.getByRole('button', { name: joins.join, exact: true }).click()
    await page.getByText(joins.reasonMissing, { exact: true }).waitFor()
    await page.getByLabel(joins.reason, { exact: true }).fill('电话问过，是同一个人')
    await page.getByRole('button', { name: joins.join, exact: true }).click()
    await page.getByRole('heading', { name: kept, exact: true }).waitFor()
    await page.getByRole('link', { name: person.entry.merged, exact: true }).waitFor()
    await visitor.shot('join-kept')
    await page.getByRole('link', { name: person.entry.merged, exact: true }).click()
    await page.getByText(life.joinedTo(kept), { exact: true }).waitFor()
    await visitor.shot('join-other')
    await page.getByRole('link', { name: life.goOn, exact: true }).click()
    await page.getByRole('heading', { name: kept, exact: true }).waitFor()
    await page.goto(`${j.address}/people?place=${township}&state=gone`)
    const given = page.getByRole('row').filter({ hasText: heardWrongly })
    await given.waitFor()
    expect(await given.getByText(words.desk.people.noTeam, { exact: true }).count()).toBe(0)
    await visitor.shot('join-listed')
    // The phone says the same, and leads there and back.
    const field = await j.enter(staff.worker.login, `/field/people/${ids.kept}`, { width: 390 })
    const here = field.page.getByRole('region', { name: joins.here })
    await here.getByText(joins.from(heardWrongly)).waitFor()
    await field.shot('join-field')
    await here.getByRole('link', { name: joins.openJoined, exact: true }).tap()
    await field.page.getByRole('link', { name: life.goOn, exact: true }).tap()
    await here.getByText(joins.from(heardWrongly)).waitFor()
    // From the record that is kept the joining is taken apart.
    await openPerson(visitor, ids.kept, kept)
    const joined = page.getByRole('region', { name: joins.here })
    await joined.getByText(joins.from(heardWrongly)).waitFor()
    await joined.getByRole('button', { name: life.takeBack, exact: true }).click()
    await visitor.shot('join-apart')
    await page.getByText(life.apartWhat, { exact: true }).waitFor()
    await page.getByRole('button', { name: life.takeBackSend, exact: true }).click()
    await expect
      .poll(async () => {
        const { rows } = await w.admin.query<{ life: string }>('select life from care.person where id = $1', [
          ids.other,
        ])
        return rows[0]?.life
      })
      .toBe('here')
    await joined.waitFor({ state: 'detached' })
    await page.getByRole('link', { name: joins.open, exact: true }).waitFor()
  },
)

journey(
  {
    name: '[K1] what hangs on the other record is named with the way to it, and the other record may go on instead',
    looks: desks.slice(0, 2),
  },
  async (j) => {
    const { w, words } = j
    const { joins } = words
    const { staff, ids } = await twice(j)
    const manager = await w.signIn(staff.manager.login)
    const asked = await manager.call('medicine.say', {
      params: { id: ids.other },
      body: { id: crypto.randomUUID(), at: new Date(w.house.now()).toISOString(), daysLeft: 1 },
    })
    expect(asked.status, asked.text).toBe(200)
    const visitor = await j.enter(staff.manager.login)
    const { page } = visitor
    await page.goto(`${new URL(page.url()).origin}/people/${ids.kept}/join?other=${ids.other}`)
    await page.getByText(joins.refusals['join-open'], { exact: true }).waitFor()
    await page.getByText(joins.hangingOf.medicine, { exact: false }).waitFor()
    expect(await page.getByRole('button', { name: joins.join, exact: true }).count()).toBe(0)
    await visitor.shot('join-hanging')
    await page.getByRole('link', { name: joins.swap, exact: true }).click()
    await page.getByLabel(joins.reason, { exact: true }).fill('上门核对过身份证')
    await page.getByRole('button', { name: joins.join, exact: true }).click()
    await page.getByRole('heading', { name: heardWrongly, exact: true }).waitFor()
    expect((await manager.call('person.read', { params: { id: ids.kept } })).body.joinedTo?.id).toBe(ids.other)
  },
)
