import { type Language, messagesOf, type OverrideRow } from '@lianfang/contract'
import { ageToday, higherTier, reviewOf } from '@lianfang/domain/care'
import { countyOf, type Day, dayIn, instantOf, parseDay } from '@lianfang/domain/shared'
import { writeAudit } from '../../../kernel/audit/index.js'
import { countUpTo, inAllOf, inTransaction, type Tx } from '../../../kernel/db/index.js'
import { type Call, idCursor } from '../../../kernel/http/index.js'
import { placesByCode } from '../../../kernel/org/index.js'
import { problem } from '../../../kernel/problems/index.js'
import type { CareNeeds } from '../needs.js'
import { openFields } from '../people/secrets.js'
import { type OverrideCursor, type OverrideListed, overridesIn, overridesOf } from './sql-overrides.js'

type Asked = Pick<Call<'tier.overrides'>, 'actor' | 'scope' | 'require'> & {
  readonly query: Pick<Call<'tier.overrides'>['query'], 'place' | 'state'>
}

const aim = ({ query, scope, require }: Asked): void => {
  require({ place: query.place })
  if (query.place.length >= 6 && countyOf(query.place) !== scope.county) throw problem('place.outside')
}

const readCursor = (text: string | undefined): OverrideCursor | null => {
  if (text === undefined) return null
  const [day = '', id = ''] = text.split('~')
  if (parseDay(day) === null) throw problem('cursor.stale')
  return { day, id: idCursor(id) ?? '' }
}

type Told = { readonly home: string; readonly today: Day; readonly rows: readonly OverrideListed[] }

const tell = async (needs: CareNeeds, tx: Tx, { home, today, rows }: Told): Promise<OverrideRow[]> => {
  const secrets = await openFields(needs, tx, { home, people: rows.map((r) => r.id), fields: ['name'] })
  const names = await placesByCode(
    tx,
    rows.flatMap((r) => [r.township, r.village]).filter((code) => code !== null),
  )
  const named = (code: string | null): string => (code === null ? '' : (names.get(code)?.name ?? code))
  return rows.map((r) => {
    const reviewOn = r.override.reviewOn as Day // stored from a checked day
    const review = reviewOf({ tier: r.override.tier, reviewOn }, r.tier, today)
    return {
      personId: r.id,
      overrideId: r.override.commandId,
      name: secrets.get(r.id)?.get('name') ?? '',
      age: ageToday({ day: r.birth_day, year: r.birth_year }, today),
      place: `${named(r.township)} ${named(r.village)}`.trim(),
      teamName: r.team_name,
      tier: r.tier,
      set: r.override.tier,
      assessed: r.rule_tier === null ? r.score_tier : higherTier(r.rule_tier, r.score_tier),
      by: r.override.byName,
      at: r.override.at,
      reason: r.override.reason,
      reviewOn,
      daysPast: review?.daysPast ?? 0,
      why: review?.why ?? null,
    }
  })
}

const readPage = (needs: CareNeeds, asked: Asked, after: OverrideCursor | null, limit: number) => {
  const { scope, query, actor } = asked
  const today = dayIn(instantOf(needs.now()), needs.zone)
  const read = async (tx: Tx) => {
    const wanted = { home: scope.county, place: query.place, state: query.state, today }
    const rows = await overridesOf(tx, wanted, { after, limit: limit + 1 })
    const shown = rows.slice(0, limit)
    const detail = { state: query.state }
    await writeAudit(tx, actor, { action: 'tier.overrides', place: query.place, count: shown.length, detail })
    const last = rows.length > limit ? shown.at(-1) : undefined
    const first = { cursor: after === null ? undefined : '', read: rows.length, limit }
    return {
      inAll: await inAllOf(first, () => countUpTo(tx, overridesIn(wanted))),
      rows: await tell(needs, tx, { home: scope.county, today, rows: shown }),
      next: last === undefined ? null : { day: last.override.reviewOn, id: last.id },
    }
  }
  return inTransaction(needs.db.app, scope, read, { noted: true })
}

/** Tiers set by a medic that are to be looked at again, or all of them, a page at a time (K1). */
export const listOverrides = async (needs: CareNeeds, call: Call<'tier.overrides'>) => {
  aim(call)
  const { rows, next, inAll } = await readPage(needs, call, readCursor(call.query.cursor), call.query.limit)
  return { rows, inAll, next: next === null ? null : `${next.day}~${next.id}` }
}

type Words = { readonly headings: readonly string[]; readonly why: Readonly<Record<'dayCame' | 'reopened', string>> }

const wordsIn: Readonly<Record<Language, Words>> = {
  'zh-CN': {
    headings: [
      ...['姓名', '年龄', '村', '团队', '现标识', '判定标识', '按规则应为', '判定人', '判定日', '理由', '复核日'],
      ...['超过天数', '为何复核'],
    ],
    why: { dayCame: '到期', reopened: '情况变差' },
  },
  en: {
    headings: [
      ...['name', 'age', 'place', 'grid team', 'tier now', 'tier set', 'tier by the rules', 'set by', 'set on'],
      ...['reason', 'review on', 'days past', 'why to review'],
    ],
    why: { dayCame: 'its day has come', reopened: 'the facts are worse' },
  },
}
const pageRows = 200

/** The same list as a file. */
export const exportOverrides = async (needs: CareNeeds, call: Call<'tier.overrides-export'>): Promise<undefined> => {
  aim(call)
  const { query, reply } = call
  const { headings, why } = wordsIn[query.language]
  const { tiers } = messagesOf(query.language)
  async function* rows() {
    let after: OverrideCursor | null = null
    do {
      const page: Awaited<ReturnType<typeof readPage>> = await readPage(needs, call, after, pageRows)
      for (const r of page.rows) {
        const on = dayIn(instantOf(Date.parse(r.at)), needs.zone)
        const three = [tiers[r.tier], tiers[r.set], tiers[r.assessed]]
        yield [
          ...[r.name, r.age, r.place, r.teamName, ...three, r.by, on, r.reason, r.reviewOn, r.daysPast],
          r.why === null ? '' : why[r.why],
        ]
      }
      after = page.next
    } while (after !== null)
  }
  await needs.sendTable(reply, { format: query.format, name: `overrides-${query.place}`, headings, rows: rows() })
}
