import { messagesOf } from '@lianfang/contract'
import { isRole, roles } from '@lianfang/domain/org'
import { parsePlaceCode } from '@lianfang/domain/shared'
import { hashPassword, isWeak, makeFirstPassword } from '../kernel/auth/index.js'
import { inTransaction, noScope } from '../kernel/db/index.js'
import { closeAccount, createAccount, findAccount, listAccounts, resetAccount } from '../kernel/org/accounts/index.js'
import { problem } from '../kernel/problems/index.js'
import type { Command, CommandCall } from './command.js'
import { withHouse } from './house-steps.js'
import { importStaff } from './staff.js'
import { exit } from './terminal.js'

type House = Parameters<Parameters<typeof withHouse>[1]>[0]
type Act = (house: House, call: CommandCall, login: string) => Promise<number>

/** The first line of the standard input: a password is never an argument, which others on the machine can read. */
const readPassword = async (): Promise<string> => {
  let text = ''
  for await (const part of process.stdin.setEncoding('utf8')) text += String(part)
  return text.split(/\r?\n/)[0] ?? ''
}

const add: Act = async (house, { terminal, values }, login) => {
  const { role, name } = values
  const text = values.place === 'nation' ? '' : values.place
  const place = typeof text === 'string' ? parsePlaceCode(text) : null
  if (typeof role !== 'string' || !isRole(role) || place === null || login === '') {
    terminal.error(terminal.say.badOption(`--role ${roles.join('|')} --place CODE`))
    return exit.usage
  }
  const own = values['password-from-stdin'] === true ? await readPassword() : null
  if (own !== null && isWeak(own, login)) throw problem('password.weak')
  const password = own ?? makeFirstPassword()
  await createAccount(house.db, {
    login,
    name: typeof name === 'string' ? name : login,
    language: terminal.language,
    grants: [{ role, place }],
    password,
    passwordIs: own === null ? 'first' : 'own',
  })
  terminal.line(own === null ? terminal.say.userAdded(login, password) : terminal.say.userAddedWithOwn(login))
  terminal.object(own === null ? { command: 'user add', login, password } : { command: 'user add', login })
  return exit.done
}

const list: Act = async (house, { terminal }) => {
  const rows = await inTransaction(house.db.auth, noScope, (tx) =>
    listAccounts(tx, { place: '', order: 'login', after: null, waiting: false, text: null, limit: 100_000 }),
  )
  const words = messagesOf(terminal.language).roles
  for (const row of rows) {
    const grants = row.grants.map((g) => `${words[g.role]} ${g.place === '' ? 'nation' : g.place}`).join(', ')
    terminal.line(`${row.login}  ${row.name}  ${row.state}  ${grants}`)
  }
  terminal.object({
    command: 'user list',
    accounts: rows.map(({ id, login, state, grants }) => ({ id, login, state, grants })),
  })
  return exit.done
}

const known = async (house: House, call: CommandCall, login: string): Promise<string | null> => {
  const found = await inTransaction(house.db.auth, noScope, (tx) => findAccount(tx, login))
  if (found === undefined) call.terminal.error(call.terminal.say.userUnknown(login))
  return found?.id ?? null
}

const close: Act = async (house, call, login) => {
  const id = await known(house, call, login)
  if (id === null) return exit.refused
  await inTransaction(house.db.auth, noScope, (tx) => closeAccount(tx, id))
  call.terminal.line(call.terminal.say.userClosed(login))
  call.terminal.object({ command: 'user close', login })
  return exit.done
}

const reset: Act = async (house, call, login) => {
  const id = await known(house, call, login)
  if (id === null) return exit.refused
  const password = makeFirstPassword()
  const hash = await hashPassword(password)
  await inTransaction(house.db.auth, noScope, (tx) => resetAccount(tx, id, hash))
  call.terminal.line(call.terminal.say.userReset(login, password))
  call.terminal.object({ command: 'user reset', login, password })
  return exit.done
}

const acts: Readonly<Record<string, Act>> = { add, list, close, reset, import: importStaff }

/** `user add|list|close|reset|import`: accounts from the machine itself, for the first administrator and for emergencies. */
export const userCommand: Command = {
  options: {
    name: { type: 'string' },
    role: { type: 'string' },
    place: { type: 'string' },
    'password-from-stdin': { type: 'boolean' },
    county: { type: 'string' },
    'dry-run': { type: 'boolean' },
  },
  run: async (call) => {
    const [what = 'list', login = ''] = call.positionals
    const act = Object.hasOwn(acts, what) ? acts[what] : undefined
    if (act === undefined) {
      call.terminal.error(call.terminal.say.badOption(what))
      return exit.usage
    }
    return withHouse({ config: call.config, terminal: call.terminal }, (house) => act(house, call, login))
  },
}
