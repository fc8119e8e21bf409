import { randomUUID } from 'node:crypto'
import { v7 as uuidv7 } from 'uuid'
import { checkCharacterOf } from '../../packages/domain/src/care/identity/identity-number.js'
import { isChosen } from '../../packages/domain/src/care/index.js'
import { dayAt } from '../support/days.js'
import { header, load } from '../support/ledgers.js'
import { type Caller, luotian, type TestAccount, type World } from '../support/world.js'

export const township = '421123100'
export const dayMs = 86_400_000

export type Place = { readonly code: string; readonly name: string; readonly township: string }

/** Real villages of a township, in the order of their codes. */
export const villagesOf = async (w: World, code: string = township): Promise<readonly Place[]> => {
  const { rows } = await w.admin.query<Place>(
    `select v.code, v.name, t.name as township from kernel.division v join kernel.division t on t.code = v.parent
     where v.parent = $1 order by v.code`,
    [code],
  )
  return rows
}

export const villageAt = (places: readonly Place[], at: number): Place => {
  const place = places[at]
  if (place === undefined) throw new Error(`no village ${at}`)
  return place
}

/** An identity number that holds: born on a day, the nth of it (an even n is a woman). */
export const identityNumber = (born: string, nth: number): string => {
  const digits = `421123${born}${String(nth).padStart(3, '0')}`
  return digits + checkCharacterOf(digits)
}

export type Invented = {
  readonly name: string
  readonly sex?: '男' | '女'
  readonly age: string
  readonly idNumber?: string
  readonly phone?: string
  readonly disease: string
  readonly vaccine: string
  readonly alone?: '是' | '否'
}

export const red = { age: '84', disease: '慢阻肺（不稳定）', vaccine: '未接种' } as const
export const yellow = { age: '70', disease: '高血压（控制良好）', vaccine: '1针' } as const
export const green = { age: '68', disease: '无', vaccine: '3针' } as const
/** Nothing known of disease and vaccination: read strictly, waits for a medic. */
export const unknown = { age: '72', disease: '', vaccine: '' } as const

export const lineOf = (place: Place, person: Invented, serial: number): string[] => [
  String(serial),
  place.township,
  place.name,
  person.name,
  person.sex ?? '女',
  person.idNumber ?? '',
  person.age,
  person.phone ?? '',
  person.disease,
  person.vaccine,
  person.alone ?? '否',
]

/** Takes invented people of one village in. */
export const takeIn = async (w: World, place: Place, people: readonly Invented[]): Promise<void> => {
  const lines = people.map((person, i) => lineOf(place, person, i + 1))
  await load(w, { county: place.code.slice(0, 6), lines: [header, ...lines] })
}

/** A person's id by name, through the search that a county officer has. */
export const personNamed = async (w: World, name: string): Promise<string> => {
  const { login } = await w.account({ role: 'countyOfficer', place: luotian })
  const officer = await w.signIn(login)
  const { body } = await officer.call('person.search', { body: { place: luotian, text: name } })
  const id = body.rows.find((row) => row.name === name)?.id
  if (id === undefined) throw new Error(`nobody is called ${name}`)
  return id
}

export type Staff = {
  readonly worker: TestAccount
  readonly medic: TestAccount
  readonly manager: TestAccount
  readonly officer: TestAccount
}

export const staffOf = async (w: World): Promise<Staff> => ({
  worker: await w.account({ role: 'villageWorker', place: township, login: 'worker', name: '林网格' }),
  medic: await w.account({ role: 'medic', place: township, login: 'medic', name: '何医生' }),
  manager: await w.account({ role: 'townshipManager', place: township, login: 'manager', name: '程主任' }),
  officer: await w.account({ role: 'countyOfficer', place: luotian, login: 'officer', name: '沈科长' }),
})

/** Binds villages to a team of the worker and the medic. */
export const makeTeam = async (w: World, staff: Staff, villages: readonly Place[]): Promise<string> => {
  const id = randomUUID()
  const manager = await w.signIn(staff.manager.login)
  const made = await manager.call('team.create', {
    body: {
      id,
      township,
      name: '第一网格组',
      members: [
        { accountId: staff.medic.id, medic: true },
        { accountId: staff.worker.id, medic: false },
      ],
      villages: villages.map((village) => village.code),
    },
  })
  if (made.status !== 200) throw new Error(`team: ${made.text}`)
  return id
}

/**
 * A team's day in the second week: 周桂英 (red, lives alone) three days late, 吴秀兰 (red) one day, 张建国 (yellow) one day, 陈金花 and 刘明德
 * (not known, read strictly), 孙有福 (green).
 */
export const teamsDay = async (w: World): Promise<Staff> => {
  const now = Date.now()
  const villages = await villagesOf(w)
  const [first, second] = [villageAt(villages, 0), villageAt(villages, 1)]
  w.setNow(now - 5 * dayMs)
  const staff = await staffOf(w)
  await takeIn(w, first, [
    { name: '周桂英', ...red, phone: '13800010001', alone: '是' },
    { name: '张建国', ...yellow, sex: '男', phone: '13800010002' },
    { name: '孙有福', ...green, sex: '男', phone: '13800010003' },
  ])
  w.setNow(now - 4 * dayMs)
  await takeIn(w, second, [
    { name: '吴秀兰', ...red, phone: '13800010004' },
    { name: '陈金花', ...unknown, phone: '13800010005' },
    { name: '刘明德', ...unknown, sex: '男', phone: '13800010006' },
  ])
  await makeTeam(w, staff, [first, second])
  w.setNow(now)
  await w.settle()
  return staff
}

/** A company of the county and the care home it runs, and a clinic that is closed. */
export const institutions = async (w: World) => {
  const [facility, organisation] = [randomUUID(), randomUUID()]
  await w.admin.query(
    `insert into kernel.organisation (id, tree, name, place) values ($1, 'enterprise', '向阳康养公司', $2)`,
    [organisation, luotian],
  )
  await w.admin.query(
    `insert into kernel.facility (home, id, kind, name, place, phone, organisation, closed_on) values
       ($1, $2, 'careHome', '向阳养老院', $3, '0713-5050001', $4, null),
       ($1, $5, 'villageClinic', '老街卫生室', $3, null, null, '2022-06-30')`,
    [luotian, facility, township, organisation, randomUUID()],
  )
  return { facility, organisation }
}

/** The township has its institution's 24-hour number, and the team its doctor's. */
export const numbersOf = async (w: World): Promise<void> => {
  const set = (team: string | null, number: string, name: string) =>
    w.admin.query(
      `insert into care.desk_number (home, id, township, team, number, name, from_day, account, at, body_hash)
       select $1, gen_random_uuid(), $2, $3, $4, $5, '2023-01-01', id, now(), '' from kernel.account limit 1`,
      [luotian, township, team, number, name],
    )
  await set(null, '0713-5050001', '凤山镇卫生院')
  const { rows } = await w.admin.query<{ id: string }>('select id from care.team')
  for (const { id } of rows) await set(id, '13907130001', '何医生')
}

/** Whom the viewer opens. */
export const opensBy = identityNumber('19380607', 3)

export const openByEmergency = async (viewer: Caller): Promise<void> => {
  const body = { county: luotian, idNumber: opensBy, reason: '转诊途中需核对用药情况，与接诊医院电话确认' }
  const { status, text } = await viewer.call('emergency.open', { body })
  if (status !== 200) throw new Error(`emergency access: ${text}`)
}

/** The worker's yesterday: five people with the very same readings, and of these the township calls 周桂英 back. */
export const recordedYesterday = async (w: World, staff: Staff): Promise<void> => {
  const now = Date.now()
  const names = ['周桂英', '张建国', '吴秀兰', '陈金花', '刘明德']
  const ids = await Promise.all(names.map((name) => personNamed(w, name)))
  w.setNow(now - dayMs)
  const worker = await w.signIn(staff.worker.login)
  for (const [i, personId] of ids.entries()) {
    const at = new Date(now - dayMs + i * 60_000).toISOString()
    const body = { id: drawn(i === 0), personId, at, channel: 'phone', outcome: 'reached' }
    const { status, text } = await worker.call('followup.record', {
      body: { ...body, spo2Percent: 97, temperatureC: 36.5 },
    })
    if (status !== 200) throw new Error(`follow-up: ${text}`)
  }
  w.setNow(now)
  await w.settle()
}

/** An id that the draw takes, as one in twenty is, or one that it leaves. */
const drawn = (wanted: boolean): string => {
  for (;;) {
    const id = uuidv7()
    if (isChosen(id, 5) === wanted) return id
  }
}

/** A care home in the first village with the named people on its roster. */
export const careHome = async (w: World, staff: Staff, names: readonly string[]): Promise<string> => {
  const manager = await w.signIn(staff.manager.login)
  const id = uuidv7()
  const village = villageAt(await villagesOf(w), 0).code
  const body = { id, kind: 'careHome', name: '松鹤养老院', village, phone: '0713-5050002', capacity: 30 }
  const made = await manager.call('careHome.register', { body })
  if (made.status !== 200) throw new Error(`care home: ${made.text}`)
  const day = dayAt(w.house.now())
  for (const [i, name] of names.entries()) {
    const personId = await personNamed(w, name)
    const entry = { id: uuidv7(), personId, day, room: String(101 + i) }
    const { text } = await manager.call('careHome.move-in', { params: { id }, body: entry })
    if (!text.includes('"recorded"')) throw new Error(`moving in: ${text}`)
  }
  return id
}

/** The population register of one village, as the county loads it. */
export const populationOf = async (officer: Caller, village: Place): Promise<void> => {
  const upload = Buffer.from(`村代码,户籍人口,65岁以上\n${village.code},1286,240`)
  const { body } = await officer.call('register.check', { query: { county: luotian }, upload })
  const { status, text } = await officer.call('register.take', { params: { id: body.id } })
  if (status !== 200) throw new Error(`register: ${text}`)
}
