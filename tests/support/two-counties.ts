import { type Carrying, checkCharacterOf } from '@lianfang/domain/care'
import type { PlaceCode } from '@lianfang/domain/shared'
import { v7 as uuidv7 } from 'uuid'
import { careNeeds } from '../../apps/server/src/compose.js'
import { carryStep } from '../../apps/server/src/modules/care/life/between-counties/carry.js'
import { differences } from './figures.js'
import { header, load } from './ledgers.js'
import { type Caller, luotian, makeWorld, type World, yingshan } from './world.js'

type Place = { readonly code: PlaceCode; readonly name: string; readonly town: string; readonly county: string }
export const here = '421123100' as PlaceCode
export const there = '421124100' as PlaceCode

const villageOf = async (w: World, of: PlaceCode): Promise<Place> => {
  const { rows } = await w.admin.query<Place>(
    `select v.code, v.name, t.name as town, c.name as county from kernel.division v
       join kernel.division t on t.code = v.parent join kernel.division c on c.code = left(v.code, 6)
     where v.parent = $1 order by v.code limit 1`,
    [of],
  )
  if (rows[0] === undefined) throw new Error('no village')
  return rows[0]
}

type Teaming = { readonly manager: Caller; readonly township: PlaceCode; readonly village: PlaceCode }

const makeTeam = async (w: World, { manager, township, village }: Teaming) => {
  const [doctor, one] = [
    await w.account({ role: 'medic', place: township }),
    await w.account({ role: 'villageWorker', place: township }),
  ]
  const members = [
    { accountId: doctor.id, medic: true },
    { accountId: one.id, medic: false },
  ]
  const { status, text } = await manager.call('team.create', {
    body: { id: uuidv7(), township, name: '一组', members, villages: [village] },
  })
  if (status !== 200) throw new Error(text)
  return { medic: await w.signIn(doctor.login), worker: await w.signIn(one.login) }
}

export const nameOf = (n: number): string => `迁${String.fromCodePoint(0x4e00 + n)}`
const numberOf = (n: number): string => {
  const digits = `42112319400101${String(n * 2).padStart(3, '0')}`
  return digits + checkCharacterOf(digits)
}

export const phoneOf = (n: number): string => `1380000${String(n).padStart(4, '0')}`

type New = {
  readonly n?: number
  readonly place?: Place
  readonly number?: boolean
  readonly phone?: string
  readonly disease?: string
  readonly doses?: string
}

/** Who acts in two counties: a township each, with a desk, a team and a county officer. */
const staffOf = async (w: World) => {
  const from = await villageOf(w, here)
  const to = await villageOf(w, there)
  const giver = await w.signIn((await w.account({ role: 'townshipManager', place: here, name: '罗田管理员' })).login)
  const taker = await w.signIn((await w.account({ role: 'townshipManager', place: there, name: '英山管理员' })).login)
  const { worker, medic } = await makeTeam(w, { manager: giver, township: here, village: from.code })
  const taking = await makeTeam(w, { manager: taker, township: there, village: to.code })
  const officer = async (place: PlaceCode) => w.signIn((await w.account({ role: 'countyOfficer', place })).login)
  const officers = [await officer(luotian), await officer(yingshan)] as const
  return { from, to, giver, taker, worker, medic, takingWorker: taking.worker, officers }
}

/** Two counties of one installation, between which people move; long work stands still, and is carried by hand. */
export const makeTwoCounties = async () => {
  const w = await makeWorld()
  await w.product.workers.stop()
  const staff = await staffOf(w)
  const { from, to, taker, worker, officers } = staff
  let taken = 0
  const last = (): number => taken
  /** A red person of a village, by a ledger. */
  const person = async ({
    n = ++taken,
    place = from,
    number = true,
    phone = phoneOf(n),
    disease = '高血压,不稳定',
    doses = '未接种',
  }: New = {}) => {
    const county = place.code.slice(0, 6)
    const id = number ? numberOf(n) : ''
    const line = [`${n}`, place.town, place.name, nameOf(n), '女', id, '82', phone]
    await load(w, { county, lines: [header, [...line, disease, doses, '否']] })
    return { n, id: await found(county, n) }
  }
  const found = async (county: string, n: number): Promise<string> => {
    const caller = county === luotian ? officers[0] : officers[1]
    const { body } = await caller.call('person.search', { body: { place: county as PlaceCode, text: nameOf(n) } })
    const id = body.rows[0]?.id
    if (id === undefined) throw new Error(`${nameOf(n)} not found in ${county}`)
    return id
  }

  const asks = async (who: string, township: PlaceCode = there, by: Caller = worker): Promise<string> => {
    const id = uuidv7()
    const body = { id, township, note: '投靠女儿' }
    const { body: answer, text } = await by.call('move.ask', { params: { id: who }, body })
    if (answer.outcome !== 'recorded') throw new Error(text)
    return id
  }
  const accepts = (move: string, by: Caller = taker, village: PlaceCode = to.code) =>
    by.call('move.decide', { params: { id: move }, body: { id: uuidv7(), accept: true, village } })
  const refuses = (move: string, by: Caller = taker) =>
    by.call('move.decide', { params: { id: move }, body: { id: uuidv7(), accept: false, reason: '查无此户' } })
  const needs = () => careNeeds(w.house, () => undefined)
  const step = (move: string, home: string = luotian): Promise<Carrying | null> =>
    carryStep(needs(), { home, id: move })
  /** Carries a move until nothing is to be done, as if every process that does a step died after it. */
  const carry = async (move: string, home: string = luotian): Promise<Carrying[]> => {
    const done: Carrying[] = []
    for (let one = await step(move, home); one !== null; one = await step(move, home)) done.push(one)
    return done
  }
  const moves = async (by: Caller, place: PlaceCode, state: 'asked' | 'decided' = 'asked') =>
    (await by.call('move.list', { query: { place, state, limit: 200 } })).body.rows
  const moveOf = async (by: Caller, place: PlaceCode, id: string) =>
    [...(await moves(by, place)), ...(await moves(by, place, 'decided'))].find((one) => one.id === id)
  const page = async (id: string, by: Caller) => (await by.call('person.read', { params: { id } })).body
  const total = async (): Promise<number> => {
    await w.settle()
    const { rows } = await w.admin.query<{ n: number }>(
      `select coalesce(sum(n), 0)::int as n from kernel.counter where place in ($1, $2) and metric = 'ledger'`,
      [luotian, yingshan],
    )
    return rows[0]?.n ?? -1
  }
  const wrongFigures = async (by: Caller, county: string) => {
    await w.settle()
    return differences(by, county)
  }
  const talk = (who: string, by: Caller = worker) =>
    by.call('followup.record', {
      body: {
        id: uuidv7(),
        personId: who,
        at: new Date(w.house.now()).toISOString(),
        channel: 'phone',
        outcome: 'reached',
      },
    })
  return {
    w,
    ...staff,
    last,
    person,
    asks,
    accepts,
    refuses,
    needs,
    step,
    carry,
    moves,
    moveOf,
    page,
    total,
    wrongFigures,
    talk,
  }
}

export type TwoCounties = Awaited<ReturnType<typeof makeTwoCounties>>
