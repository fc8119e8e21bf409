import { expect } from 'vitest'
import { openModule } from './desk.js'
import { journey } from './journey.js'
import { desks, phones } from './looks.js'
import { careHome, institutions, teamsDay, villageAt, villagesOf } from './scenes.js'

journey(
  { name: '[K21] the township registers a home, and somebody of another village moves in', looks: desks },
  async (j) => {
    const { w, words } = j
    const { careHomes: say } = words
    const staff = await teamsDay(w)
    await institutions(w)
    const visitor = await j.enter(staff.manager.login)
    const { page } = visitor
    await openModule(visitor, words.desk.nav.careHomes)
    await page.getByText(say.empty).waitFor()
    await page.getByRole('link', { name: say.register, exact: true }).click()

    // Nothing is filled in: it says what is missing. Chosen from the list, name and telephone come by themselves.
    await page.getByRole('button', { name: say.save, exact: true }).click()
    await page.getByText(say.missing).first().waitFor()
    await page.getByLabel(say.facility).selectOption({ label: '向阳养老院' })
    await expect.poll(() => page.getByLabel(say.name, { exact: true }).inputValue()).toBe('向阳养老院')
    const [first, second] = [villageAt(await villagesOf(w), 0), villageAt(await villagesOf(w), 1)]
    await page.getByLabel(words.doorstep.village, { exact: true }).selectOption(first.code)
    await page.getByRole('button', { name: say.save, exact: true }).click()
    await page.getByRole('heading', { name: '向阳养老院', exact: true }).waitFor()
    await page.getByText(say.noHospital).waitFor()
    await visitor.shot('care-home-new')

    await page.getByRole('button', { name: say.moveIn, exact: true }).click()
    await page.getByLabel(say.find).fill('吴秀兰')
    await page.getByRole('button', { name: say.moveInOf('吴秀兰'), exact: true }).click()
    await page.getByRole('button', { name: say.moveIn, exact: true }).click()
    await page.getByText(say.otherVillage('吴秀兰')).waitFor()
    await page.getByRole('button', { name: say.moveVillage, exact: true }).click()
    await page.getByText(say.movedIn('吴秀兰')).first().waitFor()
    const roster = page.locator('section[aria-labelledby="roster-title"] > .home-list > li')
    await expect.poll(() => roster.allInnerTexts()).toHaveLength(1)
    const { rows } = await w.admin.query('select village from care.person where tier = $1 and village = any($2)', [
      'red',
      [first.code, second.code],
    ])
    expect(rows.filter((row) => row.village === first.code).length).toBeGreaterThan(1)

    // A mistake: out again, and that taken back.
    await page.getByRole('button', { name: say.moveOutOf('吴秀兰'), exact: true }).click()
    await page.getByRole('button', { name: say.moveOut, exact: true }).click()
    await expect.poll(() => roster.count()).toBe(0)
    await page.locator('summary', { hasText: say.stays }).click()
    await page.getByRole('button', { name: say.takeBackOf('吴秀兰'), exact: true }).click()
    await page.getByRole('button', { name: say.takeBackYes, exact: true }).click()
    await expect.poll(() => roster.count()).toBe(1)

    await openModule(visitor, words.desk.nav.careHomes)
    await page.getByRole('link', { name: '向阳养老院', exact: true }).waitFor()
    await page.getByText(say.lacks.hospital).waitFor()
    await visitor.shot('care-homes')
  },
)

journey(
  {
    name: '[K21] a round on the phone: a slip is named, one is unwell with readings, the others are well, in one',
    looks: phones,
  },
  async (j) => {
    const { w, words } = j
    const { careHomes: say } = words
    const staff = await teamsDay(w)
    const home = await careHome(w, staff, ['周桂英', '张建国', '孙有福'])
    const visitor = await j.enter(staff.worker.login, '/field')
    const { page } = visitor
    await page.getByRole('link', { name: say.title, exact: true }).tap()
    await page.getByRole('link', { name: say.startRound, exact: true }).tap()
    const row = (name: string) => page.locator('.home-list > li', { hasText: name })
    const spo2 = (name: string) => page.getByLabel(say.of(say.spo2, name), { exact: true })
    await row('周桂英').getByText(say.roundStates.unwell, { exact: true }).tap()
    await spo2('周桂英').fill('930')
    // What was written of somebody outlives the page.
    await page.getByLabel(say.note, { exact: true }).first().fill('夜里咳嗽')
    await page.reload()
    await expect.poll(() => page.getByLabel(say.note, { exact: true }).first().inputValue()).toBe('夜里咳嗽')
    await visitor.shot('care-home-round')
    // One who is not well, with readings, and all others in one.
    await page.getByRole('button', { name: say.sendOthersWell('2'), exact: true }).tap()
    await row('周桂英').getByText(say.refusals.value).first().waitFor()
    const counted = async () =>
      (await w.admin.query<{ n: number }>('select count(*)::int as n from care.care_home_part')).rows[0]?.n
    expect(await counted()).toBe(0)

    // The network is gone when it is sent: what was typed stays, and sent again it is one round.
    await spo2('周桂英').fill('91')
    await page.context().setOffline(true)
    await page.getByRole('button', { name: say.sendRound('3', '3'), exact: true }).tap()
    await page.getByText(say.unsent).waitFor()
    await expect.poll(() => spo2('周桂英').inputValue()).toBe('91')
    await page.context().setOffline(false)
    await page.getByRole('button', { name: say.sendRound('3', '3'), exact: true }).tap()
    await page.getByText(say.raised('周桂英')).waitFor()
    await page.getByText(say.done('松鹤养老院')).waitFor()
    expect(await counted()).toBe(3)
    await visitor.shot('care-home-round-done')
    await page.getByRole('button', { name: words.common.close, exact: true }).tap()
    await page.getByText(say.told('2', '1')).waitFor()
    const { rows } = await w.admin.query('select completed_at is not null as done from care.care_home_round')
    expect(rows).toEqual([{ done: true }])
    const { rows: alarms } = await w.admin.query('select spo2_percent from care.alarm')
    expect(alarms).toEqual([{ spo2_percent: 91 }])
    expect(home).not.toBe('')
  },
)
