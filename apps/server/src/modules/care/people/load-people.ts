import type {
  DiseaseClass,
  KindsSince,
  LifeState,
  LivingClass,
  PersonFields,
  TierOverride,
  VaccinationClass,
} from '@lianfang/domain/care'
import type { PersonKind, Tier } from '@lianfang/domain/policy'
import type { Day, Instant, PlaceCode } from '@lianfang/domain/shared'
import { sql } from 'kysely'
import type { Tx } from '../../../kernel/db/index.js'
import type { Keys } from '../../../kernel/keys/index.js'
import { type LifeRow, lifeColumns, lifeOfRow } from './life-row.js'
import { openFields, type SecretField } from './secrets.js'
import type { SinceRow } from './since-row.js'

/** A person as stored, opened: what a ledger row is compared with and what a change starts from. */
export type StoredPerson = {
  readonly id: string
  readonly fields: PersonFields
  readonly team: string | null
  readonly tier: Tier
  readonly waiting: Tier | null
  readonly provisional: readonly string[]
  readonly tierSince: Instant
  readonly dutySince: Instant
  readonly takenInAt: Instant
  /** Since when the person is known to live as they do. */
  readonly livingSince: Instant
  /** Since when each kind is known that has a longest gap of its own; since being taken in where it is not named. */
  readonly kindsSince: KindsSince
  readonly override: TierOverride | null
  readonly life: LifeState
  readonly episodeSince: Instant | null
  readonly household: string | null
  readonly grid: string | null
  /** The record that goes on in this one's place, where the two were one person (K1). */
  readonly joinedTo: string | null
  readonly trial: boolean
  readonly twoWayAt: readonly Instant[]
  readonly attemptsAt: readonly Instant[]
  readonly dueAt: Instant | null
  /** How much was built on the person since it was taken in: changes and follow-ups. */
  readonly built: number
}

type Row = LifeRow &
  SinceRow & {
    id: string
    township: PlaceCode
    village: PlaceCode | null
    team: string | null
    sex: PersonFields['sex']
    birth_day: Day | null
    birth_year: number | null
    living: LivingClass
    disease_class: DiseaseClass
    vaccination_class: VaccinationClass
    kinds: PersonKind[]
    tier: Tier
    waiting_tier: Tier | null
    provisional: string[]
    tier_since: Instant
    duty_since: Instant
    override: TierOverride | null
    episode_since: Instant | null
    household: string | null
    grid: string | null
    joined_to: string | null
    trial: boolean
    two_way_at: Instant[]
    attempts_at: Instant[]
    due_at: Instant | null
    built: number
  }

const allSecrets: readonly SecretField[] = [
  'name',
  'idNumber',
  'idNumberRaw',
  'phones',
  'phonesUnread',
  'address',
  'diseases',
  'remark',
]

type Wanted = { readonly home: string; readonly people: readonly string[]; readonly lock?: true }

/** Loads and opens people by id; with `lock` their rows stay locked to the end of the transaction. */
export const loadPeople = async (
  needs: { readonly keys: Keys },
  tx: Tx,
  { home, people, lock }: Wanted,
): Promise<ReadonlyMap<string, StoredPerson>> => {
  if (people.length === 0) return new Map()
  const tail = lock ? sql`for update of p, d` : sql``
  const rows = await tx.rows(sql<Row>`
    select p.id, p.township, p.village, p.team, p.sex, p.birth_day, p.birth_year, p.living, p.disease_class,
      p.vaccination_class, p.kinds, p.tier, p.waiting_tier, p.provisional, p.tier_since, p.duty_since, p.taken_in_at, p.living_since,
      p.kinds_since, p.override, p.episode_since, p.household, p.grid, p.joined_to, p.trial, ${lifeColumns}, d.two_way_at, d.attempts_at, d.due_at, p.built_on + d.version as built
    from care.person p join care.due d on d.home = p.home and d.person = p.id
    where p.home = ${home} and p.id = any(${people}::uuid[]) order by p.id ${tail}`)
  const secrets = await openFields(needs, tx, { home, people: rows.map((r) => r.id), fields: allSecrets })
  return new Map(rows.map((row) => [row.id, stored(row, secrets.get(row.id) ?? new Map())]))
}

const lines = (text: string | undefined): string[] => (text ? text.split('\n') : [])

const stored = (row: Row, secrets: ReadonlyMap<SecretField, string>): StoredPerson => ({
  id: row.id,
  team: row.team,
  tier: row.tier,
  waiting: row.waiting_tier,
  provisional: row.provisional,
  tierSince: row.tier_since,
  dutySince: row.duty_since,
  takenInAt: row.taken_in_at,
  livingSince: row.living_since ?? row.taken_in_at,
  kindsSince: row.kinds_since,
  override: row.override,
  life: lifeOfRow(row),
  episodeSince: row.episode_since,
  household: row.household,
  grid: row.grid,
  joinedTo: row.joined_to,
  trial: row.trial,
  twoWayAt: row.two_way_at,
  attemptsAt: row.attempts_at,
  dueAt: row.due_at,
  built: row.built,
  fields: {
    name: secrets.get('name') ?? '',
    sex: row.sex,
    idNumber: secrets.get('idNumber') ?? null,
    idNumberRaw: secrets.get('idNumberRaw') ?? null,
    birth: row.birth_day !== null ? { day: row.birth_day } : row.birth_year === null ? null : { year: row.birth_year },
    phones: lines(secrets.get('phones')),
    phonesUnread: lines(secrets.get('phonesUnread')),
    township: row.township,
    village: row.village,
    address: secrets.get('address') ?? '',
    disease: { class: row.disease_class, names: lines(secrets.get('diseases')) },
    vaccination: { class: row.vaccination_class, raw: '' },
    living: row.living,
    kinds: row.kinds,
    remark: secrets.get('remark') ?? '',
  },
})
