import type { ImportInfo } from '@lianfang/contract'
import { addDays, dayIn, instantOf, startOfDay } from '@lianfang/domain/shared'
import { sql } from 'kysely'
import type { Tx } from '../../../kernel/db/index.js'
import { placesByCode } from '../../../kernel/org/index.js'
import { type WorkRow, workOf } from '../../../kernel/work/index.js'
import type { CareNeeds } from '../needs.js'
import { openFields } from '../people/secrets.js'
import { openCells } from './receive.js'
import { type ImportRow, rawRows } from './sql.js'
import { keptPeople, noPairs, pairCounts } from './sql-pairs.js'
import { untoldStanding } from './sql-verdicts.js'
import { unsureVillagesOf } from './villages-now.js'

const iso = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString())

export const workState = (work: WorkRow | undefined): ImportInfo['work'] =>
  work === undefined
    ? null
    : {
        id: work.id,
        kind: work.kind,
        state: work.state,
        done: work.done,
        total: work.total,
        startedAt: iso(work.started_at),
        problem: work.problem,
      }

export const fileNameOf = (needs: CareNeeds, entry: ImportRow): string =>
  needs.keys.open({
    key: { keyId: entry.key_id, wrapped: entry.wrapped },
    at: { county: entry.home, person: entry.id, field: 'fileName' },
    sealed: entry.file_name_sealed,
  })

export const accountName = async (tx: Tx, id: string | null): Promise<string> => {
  if (id === null) return ''
  const row = await tx.row(sql<{ name: string }>`select name from kernel.account where id = ${id}`)
  return row?.name ?? ''
}

const previewRows = 12

/** Whether everything that the import took in, by its rows or by its pairs, is still as it left it. */
const untouched = async (tx: Tx, entry: ImportRow): Promise<boolean> => {
  if (entry.state !== 'accepted') return false
  // What the import itself did to its people after taking them in (a second line or a pair that filled blanks) is one
  // change each, and not built on them.
  const row = await tx.row(sql<{ built: boolean }>`
    select exists (select from care.person p join care.due d on d.home = p.home and d.person = p.id
      left join (select person, count(*) as own from (
          select person from care.import_row
          where home = ${entry.home} and import_id = ${entry.id} and taken and built_after is not null
          union all
          select person from care.doubtful_pair
          where home = ${entry.home} and import_id = ${entry.id} and built_after is not null) as c group by person) r
        on r.person = p.id
      where p.home = ${entry.home} and p.import_id = ${entry.id} and p.built_on + d.version > coalesce(r.own, 0)) as built`)
  return row?.built === false
}

type DueRow = {
  readonly tier: 'red' | 'yellow' | 'green'
  readonly people: number
  readonly today: number
  readonly by: number
}

/** When the people whom an accepted import took in are due for their first contact, by tier. */
const firstDueOf = async (needs: CareNeeds, tx: Tx, entry: ImportRow): Promise<ImportInfo['firstDue']> => {
  if (entry.state !== 'accepted') return []
  const tomorrow = startOfDay(addDays(dayIn(instantOf(needs.now()), needs.zone), 1), needs.zone)
  const rows = await tx.rows(sql<DueRow>`
    select p.tier, count(*)::int as people, (count(*) filter (where d.due_at < ${new Date(tomorrow)}))::int as today,
      max(d.due_at) as by
    from care.person p join care.due d on d.home = p.home and d.person = p.id
    where p.home = ${entry.home} and p.import_id = ${entry.id} and d.two_way_at = '{}' and d.due_at is not null
    group by p.tier order by max(d.due_at), p.tier`)
  return rows.map(({ by, ...row }) => ({ ...row, by: new Date(by).toISOString() }))
}

const namedOfKept = 20

/** Whom an ended import left on the ledger or changed, since something was built on them. */
const keptOf = async (needs: CareNeeds, tx: Tx, entry: ImportRow): Promise<ImportInfo['kept']> => {
  if (!['takenBack', 'cancelled', 'failed'].includes(entry.state)) return { count: 0, people: [] }
  const kept = await keptPeople(tx, entry)
  const shown = kept.slice(0, namedOfKept)
  const names = await openFields(needs, tx, { home: entry.home, people: shown, fields: ['name'] })
  return { count: kept.length, people: shown.map((id) => ({ id, name: names.get(id)?.get('name') ?? '' })) }
}

/** The township whose own ledger it is; null of a county's. */
const ownTownship = async (tx: Tx, { township }: ImportRow): Promise<ImportInfo['township']> =>
  township === '' ? null : ((await placesByCode(tx, [township])).get(township)?.name ?? township)

/** How many rows stand without a village that nobody has chosen one for. */
const untoldRows = async (tx: Tx, entry: ImportRow): Promise<number> => {
  const blank = (entry.unsure.villages ?? []).filter(({ why }) => why === 'villageBlank')
  if (entry.state !== 'accepted' || blank.length === 0) return blank.reduce((sum, { rows }) => sum + rows, 0)
  return untoldStanding(tx, entry)
}

/** Before the check: the day that the file gives for itself. */
const statedDay = ({ unsure }: ImportRow): ImportInfo['asOf'] =>
  typeof unsure.statedDay === 'string' ? { day: unsure.statedDay, source: 'stated', agree: 0, of: 0 } : null

/**
 * Tiers and provisional people of a finished pass. Only when they add up to the rows taken in: an import of before they
 * were counted, or one that an update of the program cut in two, has none.
 */
export const standingOfPeople = ({ counts, unsure }: ImportRow): Pick<ImportInfo, 'tiers' | 'provisional'> => {
  const { tally } = unsure
  if (counts === null || tally === undefined) return { tiers: null, provisional: null }
  const { red, yellow, green } = tally.tiers
  if (red + yellow + green !== counts.new + counts.changed) return { tiers: null, provisional: null }
  return { tiers: tally.tiers, provisional: tally.provisional }
}

/** An import as its page shows it. */
export const importInfo = async (needs: CareNeeds, tx: Tx, entry: ImportRow): Promise<ImportInfo> => {
  const first = entry.header_row === null ? 0 : entry.header_row
  const raw = entry.state === 'reading' ? [] : await rawRows(tx, entry, { after: first, limit: previewRows })
  const work = await workOf(tx, entry.id)
  return {
    id: entry.id,
    county: entry.home,
    fileName: fileNameOf(needs, entry),
    state: entry.state,
    createdAt: new Date(entry.created_at).toISOString(),
    by: await accountName(tx, entry.account),
    sheet: entry.sheet,
    encoding: entry.encoding,
    headerRow: entry.header_row,
    township: await ownTownship(tx, entry),
    columns: entry.columns.map((c) => ({ ...c, field: c.field as ImportInfo['columns'][number]['field'] })), // stored from the contract's names
    remembered: entry.remembered,
    preview: raw.map((r) => ({ row: r.row_number, cells: openCells(needs, entry, r).slice(0, 40) as string[] })),
    asOf:
      entry.as_of === null
        ? statedDay(entry)
        : {
            day: entry.as_of,
            source: entry.as_of_source ?? 'today',
            agree: entry.as_of_agree ?? 0,
            of: entry.as_of_of ?? 0,
          },
    counts: entry.counts,
    ...standingOfPeople(entry),
    unsureVillages: await unsureVillagesOf(tx, entry),
    untold: await untoldRows(tx, entry),
    unsureVaccines: [...(entry.unsure.vaccines ?? [])],
    work: workState(work),
    trial: entry.trial,
    firstDue: await firstDueOf(needs, tx, entry),
    kept: await keptOf(needs, tx, entry),
    pairs: (await pairCounts(tx, entry.home, [entry.id])).get(entry.id) ?? noPairs,
    canTakeBack: await untouched(tx, entry),
    problem: entry.problem ?? (work?.state === 'failed' ? work.problem : null),
  }
}
