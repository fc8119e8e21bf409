import type { PlaceCode } from '../shared/index.js'
import { type AccountFault, loginPrefixOf, type ReadAccount, type ReadAccountRow } from './account-rows.js'
import type { Role } from './roles.js'

/** An account there is already, as far as a row can mean it. */
export type KnownAccount = {
  readonly id: string
  readonly login: string
  readonly name: string
  /** Roles in force. Empty also where the account lies outside the administrator's place. */
  readonly grants: readonly { readonly role: Role; readonly place: PlaceCode }[]
}

export type JudgedAccount = { readonly row: number } & (
  | { readonly outcome: 'new'; readonly account: ReadAccount & { readonly login: string } }
  | { readonly outcome: 'exists'; readonly account: ReadAccount & { readonly login: string }; readonly id: string }
  | {
      readonly outcome: 'wrong'
      readonly name: string
      readonly login: string | null
      readonly faults: readonly AccountFault[]
    }
)

type NumberedRow = { readonly row: number; readonly read: ReadAccountRow }

const loginKey = (login: string): string => login.toLowerCase()
const personKey = (p: { readonly name: string; readonly role: Role; readonly place: PlaceCode }): string =>
  JSON.stringify([p.name, p.role, p.place])

/** The next free sign-in name of a place: 421123100-001 and on. */
const nextLogin = (place: PlaceCode, taken: Set<string>, last: Map<string, number>): string => {
  const prefix = loginPrefixOf(place)
  let n = last.get(prefix) ?? 0
  let login = ''
  do {
    n += 1
    login = `${prefix}${String(n).padStart(3, '0')}`
  } while (taken.has(login))
  last.set(prefix, n)
  taken.add(login)
  return login
}

/**
 * Says of every row whether it is new, exists or is wrong, and makes the sign-in names that are missing. A row without one is
 * known by name, role and place, so that the same file loaded again makes nobody twice; in one file such a pair is
 * wrong, since nobody can tell one person listed twice from two of the same name.
 */
export const judgeAccounts = (
  rows: readonly NumberedRow[],
  known: readonly KnownAccount[],
): readonly JudgedAccount[] => {
  const byLogin = new Map(known.map((one) => [loginKey(one.login), one]))
  const byPerson = new Map(known.flatMap((one) => one.grants.map((g) => [personKey({ ...one, ...g }), one] as const)))
  const written = rows.flatMap(({ read }) =>
    read.outcome === 'read' && read.account.login !== null ? [loginKey(read.account.login)] : [],
  )
  const taken = new Set([...byLogin.keys(), ...written])
  const last = new Map<string, number>()
  const seen = new Map<string, number>()
  return rows.map(({ row, read }): JudgedAccount => {
    if (read.outcome === 'wrong') return { row, ...read }
    const { account } = read
    const key = account.login === null ? personKey(account) : loginKey(account.login)
    const wrong = (code: AccountFault['code'], value: string): JudgedAccount => {
      const field = account.login === null ? 'name' : 'login'
      return { row, outcome: 'wrong', name: account.name, login: account.login, faults: [{ field, code, value }] }
    }
    // Of one name and place in one file, a medic here and none there: one person listed twice, or two.
    const listed = account.login === null ? JSON.stringify([account.name, account.place]) : key
    const earlier = seen.get(listed)
    if (earlier !== undefined) return wrong('twiceInFile', String(earlier))
    seen.set(listed, row)
    const there = account.login === null ? byPerson.get(key) : byLogin.get(key)
    if (there === undefined) {
      const login = account.login ?? nextLogin(account.place, taken, last)
      return { row, outcome: 'new', account: { ...account, login } }
    }
    // Somebody else's sign-in name, or one that lies where this administrator sees nothing.
    if (there.name !== account.name || there.grants.length === 0) return wrong('loginTaken', account.login ?? '')
    return { row, outcome: 'exists', id: there.id, account: { ...account, login: there.login } }
  })
}
