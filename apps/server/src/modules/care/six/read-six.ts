import type { SixMissing, SixRow } from '@lianfang/contract'
import { ageToday, type PersonPoint, type RegisterBasis, registerBasis, type SixPoint } from '@lianfang/domain/care'
import { dayIn, type Instant, instantOf, type PlaceCode } from '@lianfang/domain/shared'
import { writeAudit } from '../../../kernel/audit/index.js'
import { inAllOf, inTransaction, type Tx } from '../../../kernel/db/index.js'
import { type Call, idCursor } from '../../../kernel/http/index.js'
import { chainNamed, childrenOf, type PlaceName, placesByCode } from '../../../kernel/org/index.js'
import { openGate } from '../../../kernel/policy/index.js'
import { problem } from '../../../kernel/problems/index.js'
import type { CareNeeds } from '../needs.js'
import { openFields } from '../people/secrets.js'
import {
  countPeople,
  type MissingRow,
  missingPeople,
  type SixAsked,
  type SixCounts,
  type UntoldRow,
  untoldOf,
  type VillageRow,
  villagesOf,
} from './sql.js'

type Reader = Pick<Call<'six.read'>, 'scope' | 'require' | 'params'>

/** A county of 20,000 people takes 0.25 s on two cores; larger ones, and a busy machine, get more before they are given up. */
export const longMs = 10_000

/** What is asked and by which values; only inside the reader's own county. */
export const askedOf = async (needs: CareNeeds, { scope, require, params }: Reader): Promise<SixAsked> => {
  const { place } = params
  require({ place })
  if (place.length < 6 || !place.startsWith(scope.county)) throw problem('place.outside')
  const now = instantOf(needs.now())
  const today = dayIn(now, needs.zone)
  const care = await needs.policy.care(place, today)
  return { home: scope.county, place, now, today, due: openGate(care.due), medicine: openGate(care.medicine) }
}

/** What of a place's people on the ledger stands against a number of the register. */
const onLedger = { over65: 'over65', residents: 'people' } as const
type Settled = Pick<SixCounts, 'people' | 'over65'>

const settledIn = (people: readonly SixCounts[], { village }: VillageRow): Settled =>
  people.find((row) => row.village === village) ?? { people: 0, over65: 0 }

type Parts = {
  readonly people: readonly SixCounts[]
  readonly villages: readonly VillageRow[]
  readonly untold: readonly UntoldRow[]
}

const sum = <T>(list: readonly T[], pick: (one: T) => number): number => list.reduce((n, one) => n + pick(one), 0)

/** The six figures of whatever lies in a place. */
const pointsOf = ({ people, villages, untold }: Parts): SixRow['points'] => {
  const total = (key: keyof SixCounts): number => sum(people, (row) => Number(row[key] ?? 0))
  const settled = villages.filter((v) => people.some((row) => row.village === v.village))
  const against = registerBasis(villages)
  const loose = sum(untold, ({ lacking }) => lacking)
  return [
    {
      // A township's people whose village nobody told are one more that wants a team: by their number none would be a village's.
      n: settled.filter((v) => v.medic).length + untold.filter(({ lacking }) => lacking === 0).length,
      of: settled.length + untold.length,
      ...(loose === 0 ? {} : { untold: loose }),
    },
    against === null
      ? { n: total('people'), of: null }
      : {
          // Village by village: who is beyond the register in one does not stand for who is missing in another.
          n: sum(villages, (v) => Math.min(v[against] ?? 0, settledIn(people, v)[onLedger[against]])),
          of: sum(villages, (v) => v[against] ?? 0),
          against,
        },
    { n: total('so3'), of: total('asked3') },
    { n: total('so4'), of: total('asked4') },
    { n: total('so5'), of: total('asked5') },
    { n: total('so6'), of: total('asked6') },
  ]
}

const within = ({ people, villages, untold }: Parts, code: string): Parts => ({
  untold: untold.filter(({ township }) => township.startsWith(code)),
  people: people.filter((row) => (row.village ?? row.township).startsWith(code)),
  villages: villages.filter((v) => v.village.startsWith(code)),
})

const partsOf = async (tx: Tx, asked: SixAsked): Promise<Parts> => ({
  people: await countPeople(tx, asked),
  villages: await villagesOf(tx, asked),
  untold: await untoldOf(tx, asked),
})

/** The six of each township of a place, as they are kept. */
export const townshipPoints = async (tx: Tx, asked: SixAsked) => {
  const parts = await partsOf(tx, asked)
  const codes = new Set([...parts.people, ...parts.villages].map(({ township }) => township))
  return [...codes].map((township) => ({ township, points: pointsOf(within(parts, township)) }))
}

const tableOf = async (tx: Tx, asked: SixAsked, needs: CareNeeds) => {
  const place = asked.place as PlaceCode // parsed by the contract
  const chain = await chainNamed(tx, place)
  const self = chain.at(-1) as PlaceName // a chain ends with the place itself
  const parts = await partsOf(tx, asked)
  const children = place.length === 12 ? [] : await childrenOf(tx, place, dayIn(asked.now, needs.zone))
  const rows = children
    .map((child) => ({ child, own: within(parts, child.code) }))
    .filter(({ own }) => own.people.length > 0 || own.villages.length > 0)
    .map(({ child, own }): SixRow => ({ place: child, points: pointsOf(own) }))
  return { place: self, chain: [...chain], total: { place: self, points: pointsOf(parts) }, rows }
}

/** The six in place of a county, a township or a village (K6). */
export const readSix = async (needs: CareNeeds, call: Reader) => {
  const asked = await askedOf(needs, call)
  return inTransaction(
    needs.db.app,
    call.scope,
    async (tx) => ({ ...(await tableOf(tx, asked, needs)), asOf: new Date(asked.now).toISOString() }),
    { readOnly: true, longMs },
  )
}

type Lacking = Pick<SixMissing, 'why' | 'count'> | null

const lacksTeam = (v: VillageRow, { people }: Settled): Lacking => {
  if (v.medic || people === 0) return null
  return { why: v.team === null ? 'noTeam' : 'noMedic', count: v.lacking }
}

const lacksSurvey = (v: VillageRow, own: Settled, against: RegisterBasis): Lacking => {
  const registered = v[against]
  if (registered === null) return { why: 'noRegister', count: null }
  const count = registered - own[onLedger[against]]
  if (count <= 0) return null
  return { why: against === 'over65' ? 'notSurveyed65' : 'notSurveyed', count }
}

type Named = ReadonlyMap<string, PlaceName>
const nameOf = (names: Named, code: string | null): string => (code === null ? '' : (names.get(code)?.name ?? code))

/** Of a township those whose village nobody told, and who have no team by another binding: they stand first, being in no village. */
const lacksVillage = ({ township: code, lacking }: UntoldRow, names: Named): SixMissing[] => {
  if (lacking === 0) return []
  const place = { village: '', township: nameOf(names, code), code, teamName: null }
  return [{ personId: null, name: '', age: null, tier: null, ...place, why: 'noVillage', count: lacking }]
}

/** Villages without a team or its medic, or whose ledger is short of the register: all at once, a county has hundreds. */
const missingVillages = async (tx: Tx, asked: SixAsked, point: 1 | 2): Promise<SixMissing[]> => {
  const { people, villages, untold } = await partsOf(tx, asked)
  const codes = [...villages.flatMap((v) => [v.village, v.township]), ...untold.map(({ township }) => township)]
  const names = await placesByCode(tx, codes)
  // Where one village has no number, the others are held to whichever every one of the rest has.
  const against = registerBasis(villages.filter((v) => v.residents !== null)) ?? 'residents'
  const lacking = villages.flatMap((v) => {
    const own = settledIn(people, v)
    const missing = point === 1 ? lacksTeam(v, own) : lacksSurvey(v, own, against)
    if (missing === null) return []
    const village = nameOf(names, v.village)
    const place = { village, township: nameOf(names, v.township), code: v.village, teamName: v.team_name }
    return [{ personId: null, name: village, age: null, tier: null, ...place, ...missing }]
  })
  return point === 2 ? lacking : [...untold.flatMap((one) => lacksVillage(one, names)), ...lacking]
}

const whyOf = (row: MissingRow, point: PersonPoint): SixMissing['why'] => {
  if (point === 3) return 'notTold'
  if (point === 4) return 'fewTalks'
  if (point === 5) return 'notFresh'
  if (row.treated) return 'notDaily'
  return row.tier === 'red' ? 'notReferred' : 'notGuided'
}

type Telling = { readonly asked: SixAsked; readonly point: PersonPoint; readonly now: Instant; readonly zone: string }

const tellPeople = async (needs: CareNeeds, tx: Tx, rows: readonly MissingRow[], t: Telling): Promise<SixMissing[]> => {
  const secrets = await openFields(needs, tx, { home: t.asked.home, people: rows.map((r) => r.id), fields: ['name'] })
  const codes = rows.flatMap((r) => [r.township, r.village]).filter((code) => code !== null)
  const names = await placesByCode(tx, codes)
  const today = dayIn(t.now, t.zone)
  return rows.map((r) => ({
    personId: r.id,
    name: secrets.get(r.id)?.get('name') ?? '',
    age: ageToday({ day: r.birth_day, year: r.birth_year }, today),
    tier: r.tier,
    village: nameOf(names, r.village),
    township: nameOf(names, r.township),
    code: r.village ?? r.township,
    teamName: r.team_name,
    why: whyOf(r, t.point),
    count: t.point === 4 ? r.talks : null,
  }))
}

const isOfVillages = (point: number): point is 1 | 2 => point < 3

type Wanted = { readonly point: SixPoint; readonly after: string | null; readonly limit: number }

/** A page of who is missing; villages come whole. */
export const readMissing = (
  needs: CareNeeds,
  call: Pick<Call<'six.missing'>, 'scope' | 'actor'>,
  asked: SixAsked,
  wanted: Wanted,
) =>
  inTransaction(
    needs.db.app,
    call.scope,
    async (tx) => {
      const { point, after, limit } = wanted
      const detail = { point }
      if (isOfVillages(point)) {
        const rows = after === null ? await missingVillages(tx, asked, point) : []
        await writeAudit(tx, call.actor, { action: 'six.missing', place: asked.place, count: rows.length, detail })
        return { rows, next: null, inAll: { n: rows.length, more: false } }
      }
      const found = await missingPeople(tx, asked, { point: point as PersonPoint, after, limit: limit + 1 })
      const shown = found.slice(0, limit)
      await writeAudit(tx, call.actor, { action: 'six.missing', place: asked.place, count: shown.length, detail })
      const telling = { asked, point: point as PersonPoint, now: asked.now, zone: needs.zone }
      const rows = await tellPeople(needs, tx, shown, telling)
      const first = { cursor: after === null ? undefined : '', read: found.length, limit }
      const inAll = await inAllOf(first, async () => ({ n: found[0]?.in_all ?? 0, more: false }))
      return { rows, next: found.length > limit ? (shown.at(-1)?.id ?? null) : null, inAll }
    },
    { noted: true, longMs },
  )

export const listMissing = async (needs: CareNeeds, call: Call<'six.missing'>) => {
  const asked = await askedOf(needs, call)
  const { point, limit } = call.query
  return readMissing(needs, call, asked, { point: point as SixPoint, after: idCursor(call.query.cursor), limit })
}
