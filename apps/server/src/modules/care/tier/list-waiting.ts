import type { TierWaiting } from '@lianfang/contract'
import { ageToday, type DiseaseClass, type EpisodeKind, type VaccinationClass } from '@lianfang/domain/care'
import { type Actor, roleSpecs } from '@lianfang/domain/org'
import type { PersonKind, Tier } from '@lianfang/domain/policy'
import { countyOf, type Day, dayIn, type Instant, instantOf } from '@lianfang/domain/shared'
import { sql } from 'kysely'
import { writeAudit } from '../../../kernel/audit/index.js'
import { countUpTo, inAllOf, inTransaction, type Tx } from '../../../kernel/db/index.js'
import { type Call, idCursor } from '../../../kernel/http/index.js'
import { problem } from '../../../kernel/problems/index.js'
import type { CareNeeds } from '../needs.js'
import { inPlace } from '../people/rows.js'
import { openFields, type SecretField } from '../people/secrets.js'

type WaitingRow = {
  readonly id: string
  readonly sex: TierWaiting['sex']
  readonly birth_day: Day | null
  readonly birth_year: number | null
  readonly kinds: PersonKind[]
  readonly tier: Tier
  readonly tier_since: Instant
  readonly provisional: TierWaiting['provisional']
  readonly waiting_tier: Tier | null
  readonly waiting_cause: string | null
  readonly disease_class: DiseaseClass
  readonly vaccination_class: VaccinationClass
  readonly episode: EpisodeKind | null
  readonly began_at: Instant | null
}

type Wanted = { readonly home: string; readonly query: Call<'tier.waiting'>['query'] }

const waits = ({ home, query }: Wanted) => sql`
  d.home = ${home} and ${inPlace(query.place)} and d.life not in ('dead', 'left')
  and (d.provisional <> '{}' or d.waiting_tier is not null)
  and ${query.village === undefined ? sql`true` : sql`d.village is null`}`

/** The same people as the lines of the queue count, by their ids: a page is put in order when all are there. */
const waitingIn = (tx: Tx, { home, query }: Wanted): Promise<WaitingRow[]> =>
  tx.rows(sql<WaitingRow>`
    select d.id, d.sex, d.birth_day, d.birth_year, d.kinds, d.tier, d.tier_since, d.provisional, d.waiting_tier,
      d.waiting_cause, d.disease_class, d.vaccination_class, e.kind as episode, e.began_at
    from care.person d left join care.episode e on e.home = d.home and e.person = d.id and e.ended_at is null
    where ${waits({ home, query })} and d.id > coalesce(${idCursor(query.cursor)}::uuid, '00000000-0000-0000-0000-000000000000')
    order by d.id limit ${query.limit + 1}`)

const iso = (at: Instant): string => new Date(at).toISOString()

type Opening = { readonly home: string; readonly reader: Actor; readonly rows: readonly WaitingRow[] }

const tell = async (needs: CareNeeds, tx: Tx, { home, reader, rows }: Opening): Promise<TierWaiting[]> => {
  const seesNames = roleSpecs[reader.role].diseaseNames
  const fields: SecretField[] = seesNames ? ['name', 'diseases'] : ['name']
  const secrets = await openFields(needs, tx, { home, people: rows.map((r) => r.id), fields })
  const today = dayIn(instantOf(needs.now()), needs.zone)
  return rows.map((r) => {
    const secret = secrets.get(r.id)
    const { episode: kind, began_at: began } = r
    return {
      id: r.id,
      name: secret?.get('name') ?? '',
      sex: r.sex,
      age: ageToday({ day: r.birth_day, year: r.birth_year }, today),
      kinds: r.kinds,
      tier: r.tier,
      since: iso(r.tier_since),
      provisional: r.provisional,
      lower: r.waiting_tier === null ? null : { to: r.waiting_tier, cause: r.waiting_cause ?? '' },
      disease: r.disease_class,
      diseases: seesNames ? (secret?.get('diseases') ?? '').split('\n').filter((name) => name !== '') : null,
      vaccination: r.vaccination_class,
      episode: kind === null || began === null ? null : { kind, since: iso(began) },
    }
  })
}

/** Who waits for a medic in a place, with age, disease, vaccination, illness and what is asked of the medic (K1). */
export const listWaiting = async (needs: CareNeeds, { scope, query, actor, require }: Call<'tier.waiting'>) => {
  require({ place: query.place })
  const home = scope.county
  if (query.place.length >= 6 && countyOf(query.place) !== home) throw problem('place.outside')
  const read = async (tx: Tx) => {
    const rows = await waitingIn(tx, { home, query })
    const shown = rows.slice(0, query.limit)
    await writeAudit(tx, actor, { action: 'tier.waiting', place: query.place, count: shown.length })
    const next = rows.length > query.limit ? (shown.at(-1)?.id ?? null) : null
    const inAll = await inAllOf({ cursor: query.cursor, read: rows.length, limit: query.limit }, () =>
      countUpTo(tx, sql`care.person d where ${waits({ home, query })}`),
    )
    return { rows: await tell(needs, tx, { home, reader: actor, rows: shown }), next, inAll }
  }
  return inTransaction(needs.db.app, scope, read, { noted: true })
}
