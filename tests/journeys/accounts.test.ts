import { expect } from 'vitest'
import { luotian } from '../support/world.js'
import { journey } from './journey.js'
import { desks } from './looks.js'
import { township } from './scenes.js'

journey(
  {
    name: '[X2, X6] an administrator finds an account, adds a role and withdraws another; its holder is signed out',
    looks: desks,
  },
  async (j) => {
    const { w, words } = j
    const administrator = await w.account({ role: 'administrator', place: luotian, login: 'administrator' })
    const moving = await w.account({ role: 'townshipManager', place: township, login: 'moving' })
    const holder = await w.signIn(moving.login)
    const visitor = await j.enter(administrator.login, '/accounts')
    const { page } = visitor
    const { accounts } = words.desk
    const row = page.getByRole('row').filter({ hasText: 'moving' })
    const other = page.getByRole('row').filter({ hasText: 'administrator' })
    await other.waitFor()
    const search = page.getByLabel(accounts.searchLabel, { exact: true })
    await search.fill('nobody at all')
    await page.getByText(accounts.noneFound).waitFor()
    await search.fill('MOVI')
    await other.waitFor({ state: 'detached' })
    await row.waitFor()
    expect(page.url()).not.toContain('MOVI') // a name is nothing for an address
    await visitor.shot('accounts-found')
    await row.getByRole('button', { name: accounts.changeRoles, exact: true }).click()
    const panel = page.getByRole('complementary', { name: accounts.panel })
    await panel.getByLabel(accounts.role, { exact: true }).selectOption('medic')
    const place = panel.getByLabel(accounts.place, { exact: true })
    const add = panel.getByRole('button', { name: accounts.addRole, exact: true })
    await add.click()
    // A medic works in a village or township: the sentence stands under the place.
    await panel.getByText(words.shared.problems['account.place-level']).waitFor()
    await place.fill(township)
    await add.click()
    await page.getByText(accounts.roleAdded).waitFor()
    await panel.getByRole('listitem').filter({ hasText: words.shared.roles.medic }).waitFor()
    await visitor.shot('accounts-roles')
    const manager = panel.getByRole('listitem').filter({ hasText: words.shared.roles.townshipManager })
    await manager.getByRole('button').click()
    const dialog = page.getByRole('dialog')
    await visitor.shot('accounts-withdraw')
    await dialog.getByRole('button', { name: accounts.takeRole, exact: true }).click()
    await page.getByText(accounts.roleTaken).waitFor()
    await manager.waitFor({ state: 'detached' })
    expect((await holder.call('session.read')).status).toBe(401)
    const again = await w.signIn(moving.login)
    expect((await again.call('session.read')).body?.acting.role).toBe('medic')
  },
)
