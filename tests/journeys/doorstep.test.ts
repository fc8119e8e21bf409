import { expect } from 'vitest'
import { journey } from './journey.js'
import { desks, phones } from './looks.js'
import { identityNumber, personNamed, teamsDay, villageAt, villagesOf } from './scenes.js'

journey({ name: 'a village worker takes a person in on the phone', looks: phones }, async (j) => {
  const { w, words } = j
  const { worker } = await teamsDay(w)
  const visitor = await j.enter(worker.login, '/field')
  const { page } = visitor
  const { doorstep, person } = words
  const next = page.getByRole('button', { name: doorstep.next, exact: true })
  const first = villageAt(await villagesOf(w), 0)
  await page.getByRole('link', { name: words.field.people, exact: true }).tap()
  await page.getByRole('link', { name: `+ ${words.byHand.add}`, exact: true }).tap()
  await page.getByRole('heading', { name: doorstep.addTitle, level: 1 }).waitFor()

  const idNumber = page.getByLabel(doorstep.idNumber, { exact: true })
  const number = identityNumber('19400203', 12)
  await idNumber.fill(`${number.slice(0, 17)}${number.endsWith('0') ? '1' : '0'}`)
  await next.tap()
  // Both at once, each under its field.
  await page.locator('.field', { has: idNumber }).getByText(doorstep.errors.idCheckCharacter).waitFor()
  await page.getByText(doorstep.errors.nameMissing).waitFor()
  await visitor.shot('field-doorstep-wrong')
  expect(await idNumber.getAttribute('inputmode')).toBe('numeric')
  await page.getByLabel(doorstep.name, { exact: true }).fill('秦玉莲')
  await idNumber.fill(number)
  await next.tap()
  await next.tap()
  await page.getByText(doorstep.errors.villageMissing).waitFor()
  const village = page.getByLabel(doorstep.village, { exact: true })
  // Only the team's villages are offered.
  await expect.poll(() => village.locator('option').count()).toBe(3)
  await village.selectOption(first.code)
  await page.getByLabel(doorstep.phones, { exact: true }).fill('138 0001 0099')
  await next.tap()
  await page.getByText(doorstep.errors.namesNotYours).waitFor()
  await page.getByText(person.disease.unstable, { exact: true }).tap()
  await page
    .getByRole('group', { name: doorstep.vaccination })
    .getByText(person.vaccination.none, { exact: true })
    .tap()
  await next.tap()
  await page.getByText(doorstep.livingOf.alone, { exact: true }).tap()
  await visitor.shot('field-doorstep-living')
  await page.getByRole('button', { name: doorstep.saveNew, exact: true }).tap()
  await page.getByText(doorstep.added('秦玉莲', words.shared.tiers.red)).waitFor()

  const row = page.getByRole('link').filter({ hasText: '秦玉莲' })
  await row.waitFor()
  await row.locator('.due-line').waitFor()
  await visitor.shot('field-doorstep-listed')
  await row.tap()
  await page.getByText(person.entry.doorstep, { exact: true }).waitFor()

  await page.getByRole('link', { name: words.byHand.correct, exact: true }).tap()
  await page.getByRole('heading', { name: doorstep.correctTitle('秦玉莲'), level: 1 }).waitFor()
  await next.tap()
  await page.getByLabel(doorstep.address, { exact: true }).fill('三组 12 号')
  await next.tap()
  await next.tap()
  await page.getByRole('button', { name: doorstep.save, exact: true }).tap()
  await page.getByText('三组 12 号').waitFor()
})

journey({ name: 'a namesake is shown side by side before somebody is taken in', looks: phones }, async (j) => {
  const { w, words } = j
  const { worker } = await teamsDay(w)
  const visitor = await j.enter(worker.login, '/field')
  const { page } = visitor
  const { doorstep } = words
  const next = page.getByRole('button', { name: doorstep.next, exact: true })
  await page.getByRole('link', { name: words.field.people, exact: true }).tap()
  await page.getByRole('link', { name: `+ ${words.byHand.add}`, exact: true }).tap()
  await page.getByLabel(doorstep.name, { exact: true }).fill('周桂英')
  await next.tap()
  await page.getByLabel(doorstep.village, { exact: true }).selectOption(villageAt(await villagesOf(w), 0).code)
  await next.tap()
  await next.tap()
  await page.getByRole('button', { name: doorstep.saveNew, exact: true }).tap()
  await page.getByRole('heading', { name: doorstep.doubtTitle }).waitFor()
  await page.getByRole('link', { name: doorstep.same, exact: true }).waitFor()
  await visitor.shot('field-doorstep-doubt')
  await page.getByRole('button', { name: doorstep.other, exact: true }).tap()
  await page.getByRole('heading', { name: words.field.peopleTitle, level: 1 }).waitFor()
  await expect.poll(() => page.getByRole('link').filter({ hasText: '周桂英' }).count()).toBe(2)
})

journey({ name: 'a manager corrects village and disease class at the desk', looks: desks }, async (j) => {
  const { w, words } = j
  const { manager } = await teamsDay(w)
  const id = await personNamed(w, '张建国')
  const visitor = await j.enter(manager.login, `/people/${id}`)
  const { page } = visitor
  const { doorstep, person } = words
  const third = villageAt(await villagesOf(w), 2)
  await page.getByRole('link', { name: words.byHand.correct, exact: true }).click()
  await page.getByRole('heading', { name: doorstep.correctTitle('张建国'), level: 1 }).waitFor()
  const phone = page.getByLabel(doorstep.phones, { exact: true })
  await phone.fill('139')
  await page.getByLabel(doorstep.village, { exact: true }).selectOption(third.code)
  await page.getByText(person.disease.unstable, { exact: true }).click()
  const save = page.getByRole('button', { name: doorstep.save, exact: true })
  await save.click()
  await page.locator('.field', { has: phone }).getByText(doorstep.errors.phoneWrong).waitFor()
  await visitor.shot('desk-doorstep-wrong')
  await phone.fill('13800010002')
  await save.click()
  await page.getByText(doorstep.corrected('张建国')).waitFor()
  const panel = page.getByRole('complementary', { name: words.desk.people.panel })
  await panel.getByText(third.name).first().waitFor()
  await panel.getByText(person.noTeam).waitFor()
  const { rows } = await w.admin.query('select village, disease_class from care.person where id = $1', [id])
  expect(rows).toEqual([{ village: third.code, disease_class: 'unstable' }])
})

journey(
  {
    name: 'the back key goes one step back, and what was typed of a new person is there when it is opened again',
    looks: phones,
  },
  async (j) => {
    const { w, words } = j
    const { worker } = await teamsDay(w)
    const visitor = await j.enter(worker.login, '/field')
    const { page } = visitor
    const { doorstep, person } = words
    const next = page.getByRole('button', { name: doorstep.next, exact: true })
    const step = (n: number) => page.getByText(doorstep.step(n, 4), { exact: true }).waitFor()
    const people = page.getByRole('heading', { name: words.field.peopleTitle, level: 1 })
    const name = page.getByLabel(doorstep.name, { exact: true })
    const village = page.getByLabel(doorstep.village, { exact: true })
    const phone = page.getByLabel(doorstep.phones, { exact: true })
    const first = villageAt(await villagesOf(w), 0)
    await page.getByRole('link', { name: words.field.people, exact: true }).tap()
    const add = page.getByRole('link', { name: `+ ${words.byHand.add}`, exact: true })
    await add.tap()
    await name.fill('秦玉莲')
    await next.tap()
    await village.selectOption(first.code)
    await phone.fill('138 0001 0099')
    await next.tap()
    await step(3)
    // The phone's own key: step by step, and out of the form from its first.
    await page.goBack()
    await step(2)
    expect(await phone.inputValue()).toBe('138 0001 0099')
    await page.goBack()
    await step(1)
    expect(await name.inputValue()).toBe('秦玉莲')
    expect(await page.getByText(doorstep.goesOn).count()).toBe(0)
    await page.goBack()
    await people.waitFor()
    await add.tap()
    await page.getByText(doorstep.goesOn).waitFor()
    expect(await name.inputValue()).toBe('秦玉莲')
    await visitor.shot('field-doorstep-goes-on')
    await next.tap()
    await expect.poll(() => village.inputValue()).toBe(first.code)
    // A bar below leads away from any step, and a page that was loaded anew stands where it stood.
    await page.reload()
    await step(2)
    await expect.poll(() => village.inputValue()).toBe(first.code)
    await page.getByRole('button', { name: doorstep.anew, exact: true }).tap()
    await step(1)
    expect(await name.inputValue()).toBe('')
    await name.fill('方小满')
    await page.getByRole('link', { name: words.field.people, exact: true }).tap()
    await people.waitFor()
    await add.tap()
    await page.getByText(doorstep.goesOn).waitFor()
    await next.tap()
    await village.selectOption(first.code)
    await next.tap()
    await page.getByText(person.disease.stable, { exact: true }).tap()
    await next.tap()
    await page.getByText(doorstep.livingOf.alone, { exact: true }).tap()
    await page.getByRole('button', { name: doorstep.saveNew, exact: true }).tap()
    await people.waitFor()
    await page.getByRole('link').filter({ hasText: '方小满' }).waitFor()
    expect(new URL(page.url()).pathname).toBe('/field/people')
    // Taken in: the form is empty, and no step of it lies behind.
    expect(await page.evaluate(() => Object.keys(sessionStorage).filter((key) => key.includes('.draft.')))).toEqual([])
    await add.tap()
    await step(1)
    expect(await name.inputValue()).toBe('')
    await page.goBack()
    await people.waitFor()
    await page.goBack()
    await people.waitFor()
    await name.waitFor({ state: 'detached' })
  },
)
