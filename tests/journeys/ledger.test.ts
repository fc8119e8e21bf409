import { expect } from 'vitest'
import { header } from '../support/ledgers.js'
import { openModule } from './desk.js'
import { toGb18030 } from './gb18030.js'
import { type Journey, journey } from './journey.js'
import { check, countsOf, ledgerSize, upload } from './ledger-steps.js'
import { desks } from './looks.js'
import { identityNumber, lineOf, type Place, red, staffOf, villageAt, villagesOf, yellow } from './scenes.js'

/** A ledger as a township really keeps it: title, blank row, sum, a wrong number, two phones, somebody twice. */
const messyLedger = (places: readonly Place[], day: Date): string => {
  const [first, second] = [villageAt(places, 0), villageAt(places, 1)]
  const right = identityNumber('19561011', 5)
  const wrong = right.slice(0, 17) + (right.endsWith('7') ? '8' : '7')
  const people = [
    lineOf(
      first,
      { name: '周桂英', ...red, idNumber: identityNumber('19420607', 2), phone: '13800010001 13900010001' },
      1,
    ),
    lineOf(second, { name: '王大山', ...yellow, sex: '男', idNumber: wrong, phone: '13800010002' }, 2),
    lineOf(second, { name: '吴秀兰', ...red, idNumber: identityNumber('19420105', 4), phone: '13800010003' }, 3),
    lineOf(second, { name: '吴秀兰', ...red, idNumber: identityNumber('19420105', 4), phone: '13800010003' }, 4),
    lineOf(first, { name: '李小芳', ...yellow, phone: '13800010005' }, 5),
    lineOf(first, { name: '李小芳', ...yellow, age: '71', phone: '13800010006' }, 6),
    lineOf(first, { name: '', ...yellow, phone: '13800010007' }, 7),
  ]
  const stated = `${day.getFullYear()}年${day.getMonth() + 1}月${day.getDate()}日`
  const rows = [[`罗田县重点人群台账（截至${stated}）`], [''], [...header], ...people, ['合计', '', '', '7']]
  return rows.map((row) => row.join(',')).join('\r\n')
}

const day = new Date(Date.now() - 2 * 86_400_000)

journey({ name: 'a county officer turns a messy ledger into today’s work', looks: desks }, async (j: Journey) => {
  const { w, words } = j
  const { officer } = await staffOf(w)
  const text = messyLedger(await villagesOf(w), day)
  const gb = j.look.language === 'zh-CN' && j.look.width === 1440
  const file = gb ? toGb18030(text) : Buffer.from(`\uFEFF${text}`)
  const visitor = await j.enter(officer.login)
  const { page } = visitor
  const { ledger, nav } = words.desk
  const { verdicts, fields, findings } = words.shared

  await upload(visitor, '台账.csv', file)
  await page.getByText(ledger.headerRow('3')).waitFor()
  if (gb) await page.getByText(ledger.encoding('gb18030'), { exact: false }).waitFor()
  const proposed = page.getByRole('combobox', { name: '身份证号' }).locator('option:checked')
  await expect.poll(() => proposed.innerText()).toBe(fields.idNumber)
  // Every column stands in sight of the page's own scrolling, none behind a table's edge.
  const columns = page.getByRole('table', { name: ledger.columnsCaption })
  await expect.poll(() => columns.getByRole('combobox').count()).toBe(header.length)
  expect(await columns.evaluate((table) => table.scrollWidth <= (table.parentElement?.clientWidth ?? 0))).toBe(true)
  await expect.poll(() => page.getByLabel(ledger.asOf).inputValue()).toBe(localDay(day))
  await page.getByText(ledger.asOfSources.stated).waitFor()
  await visitor.shot('ledger-mapping')

  await check(visitor)
  const counts = await countsOf(visitor)
  expect(counts).toMatchObject({
    [ledger.all]: '7',
    [verdicts.new]: '4',
    [verdicts.twice]: '1',
    [verdicts.doubtful]: '1',
    [verdicts.wrong]: '1',
  })
  await page.getByText(ledger.asOfSources.stated).waitFor()
  await page.getByText(ledger.provisionalNone).waitFor()
  await page.getByText(ledger.doubtfulWait('1')).waitFor()
  const rows = page.getByRole('table', { name: ledger.resultCaption }).getByRole('row')
  await rows.filter({ hasText: '王大山' }).getByText(findings.idCheckCharacter).waitFor()
  await page.getByRole('button', { name: new RegExp(`${verdicts.wrong}$`) }).click()
  await rows.filter({ hasText: findings.noName }).waitFor()
  expect(await ledgerSize(w)).toBe(0)
  await visitor.shot('ledger-checked')

  await page.getByRole('button', { name: ledger.accept('4'), exact: true }).click()
  await page.getByRole('heading', { name: ledger.doneTitle, exact: true }).waitFor()
  await visitor.shot('ledger-accepted')
  expect(await ledgerSize(w)).toBe(4)

  await page.getByRole('link', { name: ledger.seeDoubtful('1') }).click()
  await page.getByText(ledger.left('1')).waitFor()
  const pair = page.getByRole('table', { name: ledger.doubtfulCaption })
  await pair.getByText('13800010006').waitFor()
  await visitor.shot('ledger-doubtful')
  await page.getByText(ledger.fromFile('台账.csv')).waitFor()
  await page.getByRole('button', { name: new RegExp(`^${ledger.different}`) }).click()
  await page.getByText(ledger.differentWhat).waitFor()
  await page.getByRole('button', { name: ledger.settleYes.different, exact: true }).click()
  await page.getByText(ledger.doubtfulEmpty).waitFor()
  await expect.poll(() => ledgerSize(w)).toBe(5)

  await openModule(visitor, nav.today)
  await page.getByRole('heading', { name: words.desk.today.title, level: 1 }).waitFor()
  await page.getByText(words.followup.nobodyDue).waitFor()
  await openModule(visitor, nav.people)
  const people = page.getByRole('table', { name: words.desk.people.caption })
  await people.getByRole('link', { name: '周桂英' }).waitFor()
  await expect.poll(() => people.getByRole('link', { name: '李小芳' }).count()).toBe(2)
  await people.getByRole('link', { name: '周桂英' }).click()
  await page.getByRole('link', { name: words.person.callPhone('13900010001') }).waitFor()
  await page.getByRole('button', { name: words.common.close, exact: true }).click()

  await upload(visitor, '台账.csv', file)
  await page.getByText(ledger.remembered).waitFor()
  await check(visitor)
  await page.getByText(ledger.nothing).waitFor()
  expect(await countsOf(visitor)).toMatchObject({
    [verdicts.new]: '0',
    [verdicts.changed]: '0',
    [verdicts.doubtful]: '0',
  })
  await page.getByRole('button', { name: ledger.cancel, exact: true }).click()
  await page.getByRole('heading', { name: ledger.cancelledTitle }).waitFor()
  expect(await ledgerSize(w)).toBe(5)
})

journey({ name: 'a county officer takes an import back', looks: desks }, async (j) => {
  const { w, words } = j
  const { officer } = await staffOf(w)
  const place = villageAt(await villagesOf(w), 0)
  const rows = [header, lineOf(place, { name: '周桂英', ...red, phone: '13800010001' }, 1)]
  const visitor = await j.enter(officer.login)
  const { page } = visitor
  const { ledger } = words.desk
  await upload(visitor, '补充.csv', Buffer.from(rows.map((row) => row.join(',')).join('\n')))
  await check(visitor)
  // Nothing says the ledger's day: taking in waits until somebody has said that it is today's.
  const accept = page.getByRole('button', { name: ledger.accept('1'), exact: true })
  await page.getByText(ledger.dayGuessed).waitFor()
  expect(await accept.isDisabled()).toBe(true)
  await page.getByLabel(ledger.dayIsToday).check()
  await accept.click()
  await page.getByRole('heading', { name: ledger.doneTitle, exact: true }).waitFor()
  expect(await ledgerSize(w)).toBe(1)
  await page.getByRole('button', { name: ledger.takeBack, exact: true }).click()
  await page.getByText(ledger.takeBackAsk).waitFor()
  await page.getByRole('button', { name: ledger.takeBackYes, exact: true }).click()
  await page.getByRole('heading', { name: ledger.takenBackTitle, exact: true }).waitFor()
  await visitor.shot('ledger-taken-back')
  expect(await ledgerSize(w)).toBe(0)
})

/** The day as people here write it, in the zone of the place. */
function localDay(date: Date): string {
  return date.toLocaleDateString('sv-SE')
}
