import type { PersonPage } from '@lianfang/contract'
import {
  ageToday,
  type DiseaseClass,
  type TierAssessment,
  type TierOverride,
  tierRuleIds,
  type VaccinationClass,
} from '@lianfang/domain/care'
import { roleSpecs } from '@lianfang/domain/org'
import type { Tier } from '@lianfang/domain/policy'
import { dayIn, type Instant, instantOf, type PlaceCode } from '@lianfang/domain/shared'
import { sql } from 'kysely'
import { writeAudit } from '../../../kernel/audit/index.js'
import { inTransaction, type Tx } from '../../../kernel/db/index.js'
import type { Call } from '../../../kernel/http/index.js'
import { chainNamed } from '../../../kernel/org/index.js'
import { problem } from '../../../kernel/problems/index.js'
import { alarmsOfPerson } from '../alarms/list-alarms.js'
import { baselineOf, episodeOf, signsOf } from '../alarms/of-person.js'
import type { StoredBaseline } from '../alarms/sql-episodes.js'
import { homeLinkOf } from '../home/links.js'
import { takingBackOf } from '../life/read-asks.js'
import { medicineOf } from '../medicine/list-requests.js'
import type { CareNeeds } from '../needs.js'
import { boundOf } from '../teams/bound-of.js'
import { goesOnAs, goOnHere } from './joined.js'
import { openMoveOf } from './open-move.js'
import { dueInfoOf, type ListedRow, lifeInfoOf, listedColumns, listedFrom } from './rows.js'
import { openFields, type SecretField } from './secrets.js'
import { readTimeline } from './timeline.js'

type PageRow = ListedRow & {
  id_number_state: 'valid' | 'missing' | 'wrong'
  disease_class: DiseaseClass
  vaccination_class: VaccinationClass
  rule_tier: Tier | null
  score: number
  score_tier: Tier
  age_band: TierAssessment['ageBand']
  decided_by: TierAssessment['decidedBy']
  provisional_list: TierAssessment['provisional'][number][]
  waiting_tier: Tier | null
  tier_since: Instant
  override: (TierOverride & { byName: string; at: string }) | null
  trial: boolean
  baseline: StoredBaseline | null
}

const readRow = (tx: Tx, home: string, id: string): Promise<PageRow | undefined> =>
  tx.row(sql<PageRow>`
    select ${listedColumns}, p.id_number_state, p.disease_class, p.vaccination_class, p.rule_tier, p.score, p.score_tier,
      p.age_band, p.decided_by, p.provisional as provisional_list, p.waiting_tier, p.tier_since, p.override, p.trial, p.baseline
    from ${listedFrom} where d.home = ${home} and d.person = ${id}`)

/** The tier of a person with everything that explains it. */
export const tierInfoOf = (row: PageRow): PersonPage['tier'] => ({
  tier: row.tier,
  ruleTier: row.rule_tier,
  score: row.score,
  scoreTier: row.score_tier,
  decidedBy: row.override === null ? row.decided_by : 'override',
  ageBand: row.age_band,
  disease: row.disease_class,
  vaccination: row.vaccination_class,
  provisional: row.provisional_list,
  ruleIds: [...tierRuleIds({ decidedBy: row.decided_by, provisional: row.provisional_list })],
  since: new Date(row.tier_since).toISOString(),
  override:
    row.override === null
      ? null
      : {
          tier: row.override.tier,
          by: row.override.byName,
          reason: row.override.reason,
          reviewOn: row.override.reviewOn,
          at: row.override.at,
        },
  waiting: row.waiting_tier,
})

const teamOf = async (tx: Tx, home: string, team: string | null) => {
  if (team === null) return null
  const row = await tx.row(sql<{ name: string; members: { name: string; medic: boolean }[] }>`
    select t.name, coalesce((select jsonb_agg(jsonb_build_object('name', a.name, 'medic', m.medic) order by m.medic desc, a.name)
      from care.team_member m join kernel.account a on a.id = m.account
      where m.home = t.home and m.team = t.id and m.until_at is null), '[]') as members
    from care.team t where t.home = ${home} and t.id = ${team}`)
  return row === undefined ? null : { id: team, ...row }
}

/** What opens a person's contacts. */
const looked = sql`action in ('person.read', 'emergency.read', 'household.page')`

const looksOf = async (tx: Tx, person: string): Promise<PersonPage['lookedBy']> => {
  const rows = await tx.rows(sql<{ at: Instant; name: string | null; role: string | null }>`
    select r.at, a.name, r.role from (
      select at, account, role from kernel.audit where subject = ${person} and ${looked}
      union all
      select at, account, role from kernel.audit_open where subject = ${person} and ${looked}
    ) r left join kernel.account a on a.id = r.account order by r.at desc limit 20`)
  return rows.map((r) => ({ at: new Date(r.at).toISOString(), by: r.name ?? '', role: r.role ?? '' }))
}

const lines = (text: string | undefined): string[] => (text ? text.split('\n') : [])

/** A person's page: who, where, tier and why, next due and why, the timeline, who looked. Every opening is written down. */
export const readPersonPage = async (
  needs: CareNeeds,
  { scope, params, actor, require }: Call<'person.read'>,
): Promise<PersonPage> => {
  const home = scope.county
  const read = async (tx: Tx) => {
    const row = await readRow(tx, home, params.id)
    if (row === undefined) throw problem('not-found')
    const place = (row.village ?? row.township) as PlaceCode // stored from a checked code
    require({ place, teamId: row.team, personId: row.id })
    const seesNames = roleSpecs[actor.role].diseaseNames
    const base: SecretField[] = ['name', 'idNumber', 'idNumberRaw', 'phones', 'phonesUnread', 'address']
    const fields = seesNames ? [...base, 'diseases' as const] : base
    const action = actor.emergency?.personId === row.id ? 'emergency.read' : 'person.read'
    const today = dayIn(instantOf(needs.now()), needs.zone)
    const asked = { home, person: row.id, reader: actor.accountId, seesDiseases: seesNames }
    // Written down first; sent together, for each wait of its own is a turn on processors that others use as well.
    const [
      ,
      opened,
      chain,
      team,
      bound,
      move,
      episode,
      alarms,
      homeLink,
      signs,
      medicine,
      timeline,
      lookedBy,
      joinedTo,
      joinedFrom,
      takingBack,
    ] = await Promise.all([
      writeAudit(tx, actor, { action, subject: row.id, place }),
      openFields(needs, tx, { home, people: [row.id], fields }),
      chainNamed(tx, place),
      teamOf(tx, home, row.team),
      boundOf(tx, home, row.id),
      openMoveOf(tx, home, row.id),
      episodeOf(needs, tx, home, row.id),
      alarmsOfPerson(needs, tx, { home, person: row.id, reader: actor }),
      homeLinkOf(needs, tx, home, row.id),
      signsOf(needs, row, today, actor.place),
      medicineOf(needs, tx, { actor, scope }, row.id),
      readTimeline(needs, tx, asked),
      looksOf(tx, row.id),
      goesOnAs(needs, tx, { home, id: row.joined_to ?? null }),
      goOnHere(needs, tx, home, row.id),
      row.life === 'dead' ? takingBackOf(needs, tx, asked) : null,
    ])
    const secrets = opened.get(row.id)
    return {
      id: row.id,
      name: secrets?.get('name') ?? '',
      sex: row.sex,
      birth: row.birth_day ?? (row.birth_year === null ? null : String(row.birth_year)),
      age: ageToday({ day: row.birth_day, year: row.birth_year }, today),
      idNumber: secrets?.get('idNumber') ?? (secrets?.get('idNumberRaw') || null),
      idNumberState: row.id_number_state,
      phones: lines(secrets?.get('phones')),
      phonesUnread: lines(secrets?.get('phonesUnread')),
      address: secrets?.get('address') ?? null,
      chain: [...chain],
      team,
      ...bound,
      kinds: row.kinds,
      household: row.household,
      diseases: seesNames ? lines(secrets?.get('diseases')) : null,
      tier: tierInfoOf(row),
      life: lifeInfoOf(row),
      joinedTo,
      joinedFrom,
      takingBack,
      move,
      episode,
      baseline: baselineOf(row.baseline),
      alarms,
      homeLink,
      signs,
      medicine,
      due: dueInfoOf(row),
      timeline,
      lookedBy,
      trial: row.trial,
    }
  }
  return inTransaction(needs.db.app, scope, read, { noted: true })
}

/** The tier as it stands now, for the answers of commands. */
export const readTier = async (tx: Tx, home: string, person: string): Promise<PersonPage['tier']> => {
  const row = await readRow(tx, home, person)
  if (row === undefined) throw problem('not-found')
  return tierInfoOf(row)
}
