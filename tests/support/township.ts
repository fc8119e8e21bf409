import { v7 as uuidv7 } from 'uuid'
import { header, load } from './ledgers.js'
import { type Caller, luotian, type World } from './world.js'

export type Township = {
  readonly code: string
  readonly village: { readonly code: string; readonly name: string }
  readonly team: string
  readonly manager: Caller
  readonly medic: Caller
  readonly worker: Caller
  readonly officer: Caller
  readonly medicAccount: Awaited<ReturnType<World['account']>>
  readonly workerAccount: Awaited<ReturnType<World['account']>>
  /** Ids of the people, in the order of their names. */
  readonly people: readonly string[]
}

type Wanted = {
  readonly code?: string
  /** Names of people to take in; by default all red: 84, unstable, not vaccinated. */
  readonly names: readonly string[]
  readonly rest?: readonly string[]
}

const red = ['慢阻肺,不稳定', '未接种', '否']

/** A township of Luotian with one team for its first village, somebody signed in for each role, and people of that village. */
export const makeTownship = async (
  w: World,
  { code = `${luotian}100`, names, rest = red }: Wanted,
): Promise<Township> => {
  const { rows } = await w.admin.query<{ code: string; name: string; town: string }>(
    `select v.code, v.name, t.name as town from kernel.division v join kernel.division t on t.code = v.parent
     where v.parent = $1 order by v.code limit 1`,
    [code],
  )
  const [village] = rows
  if (village === undefined) throw new Error(`no village in ${code}`)
  const account = (role: Parameters<World['account']>[0]['role'], name: string, place = code) =>
    w.account({ role, place, name })
  const medicAccount = await account('medic', '何医生')
  const workerAccount = await account('villageWorker', '王网格')
  const manager = await w.signIn((await account('townshipManager', '李主任')).login)
  const officer = await w.signIn((await account('countyOfficer', '张科长', luotian)).login)
  const team = uuidv7()
  const members = [
    { accountId: medicAccount.id, medic: true },
    { accountId: workerAccount.id, medic: false },
  ]
  const made = await manager.call('team.create', {
    body: { id: team, township: code, name: '一组', members, villages: [village.code] },
  })
  if (made.status !== 200) throw new Error(made.text)
  const lines = names.map((name, i) => [
    ...[String(i + 1), village.town, village.name, name, '女', '', '84', `1390000${1000 + i}`],
    ...rest,
  ])
  await load(w, { county: luotian, lines: [header, ...lines] })
  const found = await manager.call('person.list', { query: { place: code, limit: 200 } })
  const ids = new Map(found.body.rows.map((row) => [row.name, row.id]))
  return {
    code,
    village,
    team,
    manager,
    medic: await w.signIn(medicAccount.login),
    worker: await w.signIn(workerAccount.login),
    officer,
    medicAccount,
    workerAccount,
    people: names.map((name) => ids.get(name) ?? ''),
  }
}
