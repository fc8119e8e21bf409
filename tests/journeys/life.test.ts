import type { Locator } from 'playwright-core'
import { expect } from 'vitest'
import { dayMoreEn } from '../../apps/web/src/i18n/day-more.en.js'
import { dayMoreZhCN } from '../../apps/web/src/i18n/day-more.zh-CN.js'
import { formatDay } from '../../apps/web/src/ui/time.js'
import { dayAt } from '../support/days.js'
import type { World } from '../support/world.js'
import { figure, namesIn, sentence } from './desk.js'
import { type Journey, journey, type Visitor } from './journey.js'
import { desks, phones } from './looks.js'
import { dayMs, personNamed, type Staff, teamsDay, villageAt, villagesOf } from './scenes.js'

const openRow = ({ page }: Visitor, name: string): Locator =>
  page.getByRole('link', { name: new RegExp(`^${name} `) }).first()

const onBoard = async (w: World): Promise<number> => {
  await w.settle()
  const { rows } = await w.admin.query<{ n: number }>(
    `select coalesce(sum(n), 0)::int as n from kernel.counter where place = '421123' and metric = 'ledger'`,
  )
  return rows[0]?.n ?? -1
}

const eventsOf = async (w: World, name: string): Promise<readonly string[]> => {
  const id = await personNamed(w, name)
  const { rows } = await w.admin.query<{ kind: string }>(
    'select kind from care.life_event where person = $1 order by at, id',
    [id],
  )
  return rows.map((row) => row.kind)
}

const onPhone = async (j: Journey): Promise<{ readonly visitor: Visitor; readonly staff: Staff }> => {
  const staff = await teamsDay(j.w)
  const visitor = await j.enter(staff.worker.login, '/field')
  await visitor.page.locator('.f-name').first().waitFor()
  return { visitor, staff }
}

journey(
  { name: '[K20] a death on the phone ends all, and a second person takes it back', looks: phones },
  async (j) => {
    const { w, words } = j
    const { life, followup, person } = words
    const { visitor, staff } = await onPhone(j)
    const { page } = visitor
    const before = await onBoard(w)
    await openRow(visitor, '吴秀兰').tap()
    await page.getByRole('link', { name: followup.changed, exact: true }).tap()
    await page.getByRole('heading', { name: life.title('吴秀兰'), level: 1 }).waitFor()
    // Only what can happen as it stands now.
    for (const kind of ['discharge', 'consent', 'home', 'returned'] as const)
      expect(await page.getByRole('button', { name: life.kinds[kind], exact: true }).count()).toBe(0)
    await visitor.shot('field-changed')
    await page.getByRole('button', { name: life.kinds.death, exact: true }).tap()
    await page.getByText(life.follows.death).waitFor()
    await page.getByLabel(life.note.death).fill('女儿告知')
    await page.getByLabel(life.day.death).fill('2999-01-01')
    await page.getByRole('button', { name: life.deathNext, exact: true }).tap()
    await page.getByText(life.dayWrong).waitFor()
    await page.getByLabel(life.day.death).fill('2023-01-02')
    await visitor.shot('field-death')
    await page.getByRole('button', { name: life.deathNext, exact: true }).tap()
    await page.getByText(life.deathAsk('吴秀兰')).waitFor()
    await visitor.shot('field-death-sure')
    await page.getByRole('button', { name: life.deathYes('吴秀兰'), exact: true }).tap()
    await page.getByText(life.recorded('吴秀兰', life.kinds.death)).waitFor()
    await expect.poll(() => eventsOf(w, '吴秀兰')).toEqual(['death'])
    expect(await onBoard(w)).toBe(before - 1)
    await page.getByRole('link', { name: words.field.today, exact: true }).tap()
    await page.locator('.f-name').first().waitFor()
    expect(await namesIn(page)).not.toContain('吴秀兰')
    // Found by the search; nobody is called from there, and whoever entered it is told who can take it back.
    await page.getByRole('link', { name: words.field.people, exact: true }).tap()
    await page.getByLabel(words.field.searchLabel).fill('吴秀兰')
    await page.getByText(words.field.found(1)).waitFor()
    await openRow(visitor, '吴秀兰').tap()
    await page.locator('.life-note').waitFor()
    expect(await page.locator('a[href^="tel:"]').count()).toBe(0)
    expect(await page.getByRole('link', { name: followup.record, exact: true }).isVisible()).toBe(false)
    await visitor.shot('field-dead')
    await page.getByRole('button', { name: life.takeBack, exact: true }).tap()
    await page.getByText(life.notYours).waitFor()

    const medic = await j.enter(staff.medic.login, `/field/people/${await personNamed(w, '吴秀兰')}`)
    await medic.page.getByRole('button', { name: life.takeBack, exact: true }).tap()
    await medic.page.getByText(life.takeBackWhat).waitFor()
    await medic.shot('field-take-back')
    await medic.page.getByRole('button', { name: life.takeBackSend, exact: true }).tap()
    await medic.page.locator('.timeline').getByText(person.takenBack, { exact: true }).waitFor()
    await medic.page.locator('.life-note').waitFor({ state: 'detached' })
    expect(await onBoard(w)).toBe(before)
    await page.getByRole('link', { name: words.field.today, exact: true }).tap()
    await expect.poll(() => namesIn(page), { timeout: 15_000 }).toContain('吴秀兰')
  },
)

journey(
  { name: '[K20] without a network a talk and then a death are kept, and both are sent', looks: phones },
  async (j) => {
    const { w, words } = j
    const { life, followup } = words
    const { visitor } = await onPhone(j)
    const { page, context } = visitor
    await page.getByRole('link', { name: words.field.people, exact: true }).tap()
    await openRow(visitor, '刘明德').waitFor()
    await page.getByRole('link', { name: words.field.today, exact: true }).tap()
    await page.locator('.f-name').first().waitFor()
    await page.waitForTimeout(2_500) // the screens that are fetched ahead
    await context.setOffline(true)
    await openRow(visitor, '刘明德').tap()
    await page.getByRole('button', { name: followup.well, exact: true }).tap()
    await page.getByRole('link', { name: words.field.people, exact: true }).tap()
    await openRow(visitor, '刘明德').tap()
    await page.getByRole('link', { name: followup.changed, exact: true }).tap()
    await page.getByRole('button', { name: life.kinds.death, exact: true }).tap()
    await page.getByRole('button', { name: life.deathNext, exact: true }).tap()
    await page.getByRole('button', { name: life.deathYes('刘明德'), exact: true }).tap()
    const line = page.getByText(sentence(followup.unsent(2, '§')))
    await line.waitFor()
    await visitor.shot('field-death-offline')
    expect(await eventsOf(w, '刘明德')).toEqual([])
    await context.setOffline(false)
    await line.waitFor({ state: 'detached' })
    await expect.poll(() => eventsOf(w, '刘明德')).toEqual(['death'])
    const { rows } = await w.admin.query('select outcome from care.followup where person = $1', [
      await personNamed(w, '刘明德'),
    ])
    expect(rows).toEqual([{ outcome: 'reached' }])
  },
)

journey({ name: '[K20] at the desk somebody goes into hospital and comes home', looks: desks }, async (j) => {
  const { w, words } = j
  const { life, followup, person } = words
  const { manager } = await teamsDay(w)
  const id = await personNamed(w, '张建国')
  const visitor = await j.enter(manager.login, `/people/${id}`)
  const { page } = visitor
  await page.getByRole('button', { name: followup.changed, exact: true }).click()
  await page.getByRole('button', { name: life.kinds.admission, exact: true }).click()
  await page.getByLabel(life.note.admission).fill('县人民医院')
  await visitor.shot('desk-changed')
  await page.getByRole('button', { name: life.save, exact: true }).click()
  await page
    .locator('.life-note')
    .getByText(sentence(life.state.admitted('§')))
    .waitFor()
  await page
    .locator('.life-note')
    .getByText(sentence(life.askAgain('§')))
    .waitFor()
  await page.locator('.timeline').getByText('县人民医院').waitFor()
  await visitor.shot('desk-in-hospital')
  await page.getByRole('button', { name: followup.changed, exact: true }).click()
  await page.getByRole('button', { name: life.kinds.discharge, exact: true }).click()
  // A day before the admission is a slip of the finger, and said with both days before it is sent.
  const [today, yesterday] = [dayAt(w.house.now()), dayAt(w.house.now() - dayMs)]
  await page.getByLabel(life.day.discharge).fill(yesterday)
  await page.getByRole('button', { name: life.save, exact: true }).click()
  const { language } = j.look
  await page.getByText(life.dayBefore.discharge(formatDay(yesterday, language), formatDay(today, language))).waitFor()
  await visitor.shot('desk-discharge-before')
  await page.getByLabel(life.day.discharge).fill(today)
  await page.getByRole('button', { name: life.save, exact: true }).click()
  await page.locator('.life-note').waitFor({ state: 'detached' })
  await page
    .getByText(person.reasonWith.afterDischarge(words.time.days(1)))
    .first()
    .waitFor()
  expect(await figure(page, followup.overdue).count()).toBe(0)
})

const other = '421123101'

/** A card of the page of moves. */
const card = ({ page }: Visitor, name: string): Locator => page.locator('.moves li').filter({ hasText: name }).first()

const askFor = async ({ page, words }: Visitor): Promise<void> => {
  const { life, followup } = words
  await page.getByRole('button', { name: followup.changed, exact: true }).click()
  await page.getByRole('button', { name: life.move, exact: true }).click()
  await page.getByRole('button', { name: life.moveSend, exact: true }).click()
  await page.getByText(life.moveTownshipMissing).waitFor()
  await page.getByLabel(life.moveTo, { exact: true }).selectOption(other)
  await page.getByLabel(life.moveNote, { exact: true }).fill('投靠女儿')
  await page.getByRole('button', { name: life.moveSend, exact: true }).click()
  await page
    .locator('.life-note')
    .getByText(sentence(life.moveWaits('§')))
    .waitFor()
}

journey({ name: '[K20] a move is asked for, refused, asked for again and accepted', looks: desks }, async (j) => {
  const { w, words } = j
  const { moves } = words.desk
  const { person } = words
  const { manager } = await teamsDay(w)
  const neighbour = await w.account({ role: 'townshipManager', place: other, login: 'neighbour', name: '夏主任' })
  const village = villageAt(await villagesOf(w, other), 0)
  const id = await personNamed(w, '孙有福')
  const here = await j.enter(manager.login, `/people/${id}`)
  await askFor(here)
  await here.shot('desk-move-waits')
  const there = await j.enter(neighbour.login, '/moves')
  const { page } = there
  await card(there, '孙有福').getByText('投靠女儿').waitFor()
  await there.shot('desk-moves')
  await card(there, '孙有福').getByRole('button', { name: moves.refuse, exact: true }).click()
  await page.getByRole('button', { name: moves.refuseSend, exact: true }).click()
  await page.getByText(moves.reasonMissing).waitFor()
  await page.getByLabel(moves.refuseWhy, { exact: true }).fill('查无此户')
  // What was typed outlives a reload.
  await page.reload()
  await card(there, '孙有福').getByRole('button', { name: moves.refuse, exact: true }).click()
  expect(await page.getByLabel(moves.refuseWhy, { exact: true }).inputValue()).toBe('查无此户')
  await page.getByRole('button', { name: moves.refuseSend, exact: true }).click()
  await page.getByText(moves.refused('孙有福')).waitFor()
  await page.getByText(moves.emptyWaiting).waitFor()

  // Whoever asked reads the answer, on the page of moves and with the person.
  await here.page.goto(`${j.address}/moves`)
  await here.page.getByRole('link', { name: moves.decidedTab, exact: true }).click()
  await card(here, '孙有福').getByText('查无此户').waitFor()
  await here.shot('desk-moves-decided')
  await card(here, '孙有福').getByRole('link', { name: '孙有福', exact: true }).click()
  await here.page.locator('.timeline').getByText('查无此户').waitFor()
  await here.page.locator('.timeline').getByText(person.causes['move.refused']).waitFor()
  // It is a line of the desk's day as well, until somebody has read it.
  await here.page.goto(`${j.address}/today`)
  const line = here.page.getByText(
    sentence((here.look.language === 'en' ? dayMoreEn : dayMoreZhCN).handover.refusedWhy('查无此户')),
  )
  await line.waitFor()
  await here.shot('today-move-refused')
  await here.page.getByRole('link', { name: '孙有福', exact: true }).first().click()
  await askFor(here)

  await page.reload()
  await card(there, '孙有福').getByRole('button', { name: moves.accept, exact: true }).click()
  await page.getByRole('button', { name: moves.acceptSend, exact: true }).click()
  await page.getByText(moves.villageMissing).waitFor()
  await page.getByLabel(moves.acceptInto, { exact: true }).selectOption(village.code)
  await there.shot('desk-move-accept')
  await page.getByRole('button', { name: moves.acceptSend, exact: true }).click()
  await page.getByText(moves.accepted('孙有福')).waitFor()
  await expect
    .poll(async () => (await w.admin.query('select village from care.person where id = $1', [id])).rows)
    .toEqual([{ village: village.code }])
  await page.getByRole('link', { name: moves.decidedTab, exact: true }).click()
  await card(there, '孙有福').getByRole('link', { name: '孙有福', exact: true }).click()
  await page.locator('.timeline').getByText(person.causes['move.accepted']).first().waitFor()
  expect(await page.locator('.life-note').count()).toBe(0)
})

const abroad = '421124100'

/** Two counties: each desk in one language and on one width. */
const twoLooks = desks.filter(({ language, width }) => (language === 'en') === (width === 1440))

journey(
  { name: '[K20] a move to another county is accepted there, and both pages say so', looks: twoLooks },
  async (j) => {
    const { w, words } = j
    const { life, followup, person } = words
    const { moves } = words.desk
    const { manager } = await teamsDay(w)
    const neighbour = await w.account({ role: 'townshipManager', place: abroad, login: 'abroad', name: '秋主任' })
    const village = villageAt(await villagesOf(w, abroad), 0)
    const id = await personNamed(w, '孙有福')
    const here = await j.enter(manager.login, `/people/${id}`)
    await here.page.getByRole('button', { name: followup.changed, exact: true }).click()
    await here.page.getByRole('button', { name: life.move, exact: true }).click()
    const county = here.page.getByLabel(life.moveCounty, { exact: true })
    await county.selectOption({ label: life.moveFarther })
    await here.page.getByRole('button', { name: life.moveSend, exact: true }).click()
    await here.page.getByText(life.moveCountyMissing).waitFor()
    await here.shot('desk-move-farther')
    await county.selectOption({ label: '英山县' })
    await here.page.getByLabel(life.moveTo, { exact: true }).selectOption(abroad)
    await here.page.getByLabel(life.moveNote, { exact: true }).fill('投靠女儿')
    await here.shot('desk-move-county')
    await here.page.getByRole('button', { name: life.moveSend, exact: true }).click()
    await here.page.locator('.life-note').getByText('英山县').waitFor()

    // A carrier brings it; the page of the other county is read when it is there.
    const brought = async (): Promise<number | null> =>
      (await w.admin.query(`select id from care.move where home = '421124'`)).rowCount
    await expect.poll(brought).toBe(1)
    const there = await j.enter(neighbour.login, '/moves')
    await card(there, '孙有福').getByText(moves.fromCounty('罗田县')).waitFor()
    await there.shot('desk-move-from-county')
    await card(there, '孙有福').getByRole('button', { name: moves.accept, exact: true }).click()
    await there.page.getByLabel(moves.acceptInto, { exact: true }).selectOption(village.code)
    await there.page.getByRole('button', { name: moves.acceptSend, exact: true }).click()
    await there.page.getByText(moves.accepted('孙有福')).waitFor()
    const living = async (): Promise<readonly object[]> =>
      (await w.admin.query('select home, village, life from care.person where id = $1 order by home', [id])).rows
    await expect.poll(living).toMatchObject([{ life: 'left' }, { home: '421124', village: village.code, life: 'here' }])

    await there.page.goto(`${j.address}/people/${id}`)
    await there.page.locator('.timeline').getByText(person.causes['move.came']).waitFor()
    await there.shot('desk-came-from')
    await here.page.reload()
    await here.page.locator('.life-note').getByText('英山县').waitFor()
    await here.shot('desk-moved-to')
  },
)
