import { type Language, type MedicineRequest, messagesOf, type PersonPage } from '@lianfang/contract'
import { ageToday, isFresh, type RequestEnd } from '@lianfang/domain/care'
import { roleSpecs } from '@lianfang/domain/org'
import { dayIn, type Instant, instantOf, type PlaceCode } from '@lianfang/domain/shared'
import { writeAudit } from '../../../kernel/audit/index.js'
import { countUpTo, inAllOf, inTransaction, type Tx } from '../../../kernel/db/index.js'
import { type Call, type MomentCursor, momentCursor, writeMomentCursor } from '../../../kernel/http/index.js'
import { placesByCode } from '../../../kernel/org/index.js'
import { openGate } from '../../../kernel/policy/index.js'
import { problem } from '../../../kernel/problems/index.js'
import type { CareNeeds } from '../needs.js'
import { openFields, personKey } from '../people/secrets.js'
import { callsAsking, type RequestRow, requestsFor, requestsIn, requestsListed, stateOf, toldLater } from './sql.js'

type Reader = Pick<Call<'medicine.list'>, 'actor' | 'scope'>

const iso = (at: number): string => new Date(at).toISOString()
const isoOrNull = (at: Instant | null): string | null => (at === null ? null : iso(at))

/** A text of a request, for those who see names of diseases: the name of a medicine tells the disease (X2). */
const opener = (needs: CareNeeds, tx: Tx, { actor, scope }: Reader) => {
  if (!roleSpecs[actor.role].diseaseNames) return async () => null
  return async (person: string, field: string, sealed: Buffer | null): Promise<string | null> => {
    if (sealed === null) return null
    const key = await personKey(tx, scope.county, person)
    return needs.keys.open({ key, at: { county: scope.county, person, field }, sealed })
  }
}

type Later = {
  readonly home: string
  readonly rows: readonly RequestRow[]
  readonly open: ReturnType<typeof opener>
}

/** What was named as missing after a request had been opened, by request; nothing for who may not read it. */
const laterNotes = async (tx: Tx, { home, rows, open }: Later) => {
  const notes = new Map<string, MedicineRequest['later']>()
  const ids = rows.map((r) => r.id)
  for (const { request, id, person, at, by_name: by, note_sealed: sealed } of await toldLater(tx, home, ids)) {
    const note = await open(person, `medicine:${id}`, sealed)
    if (note !== null) notes.set(request, [...(notes.get(request) ?? []), { at: iso(at), by: by ?? '', note }])
  }
  return notes
}

/** The calls at a desk that asked for the same, by request. */
const askingCalls = async (tx: Tx, home: string, rows: readonly RequestRow[]) => {
  const calls = new Map<string, MedicineRequest['calls']>()
  const ids = rows.map((r) => r.id)
  for (const { request, id, place, at, by_name: by } of await callsAsking(tx, home, ids))
    calls.set(request, [...(calls.get(request) ?? []), { id, place: place as PlaceCode, at: iso(at), by: by ?? '' }]) // stored from checked codes
  return calls
}

/** Requests as they are answered: who it is for, how to reach them, and what came of it. */
export const tellRequests = async (needs: CareNeeds, tx: Tx, reader: Reader, rows: readonly RequestRow[]) => {
  const home = reader.scope.county
  const people = [...new Set(rows.map((r) => r.person))]
  const secrets = await openFields(needs, tx, { home, people, fields: ['name', 'phones'] })
  const codes = rows.flatMap((r) => [r.township, r.village]).filter((code) => code !== null)
  const places = await placesByCode(tx, codes)
  const now = instantOf(needs.now())
  const today = dayIn(now, needs.zone)
  const open = opener(needs, tx, reader)
  const later = await laterNotes(tx, { home, rows, open })
  const calls = await askingCalls(tx, home, rows)
  const named = (code: string | null): string => (code === null ? '' : (places.get(code)?.name ?? code))
  const told: MedicineRequest[] = []
  for (const r of rows)
    told.push({
      id: r.id,
      personId: r.person,
      name: secrets.get(r.person)?.get('name') ?? '',
      age: ageToday({ day: r.birth_day, year: r.birth_year }, today),
      tier: r.tier,
      place: `${named(r.township)} ${named(r.village)}`.trim(),
      teamName: r.team_name,
      phones: (secrets.get(r.person)?.get('phones') ?? '').split('\n').filter((phone) => phone !== ''),
      askedAt: iso(r.asked_at),
      askedBy: r.asked_name ?? '',
      daysLeft: r.days_left,
      outOn: r.out_at === null ? null : dayIn(r.out_at, needs.zone),
      note: await open(r.person, `medicine:${r.id}`, r.note_sealed),
      later: later.get(r.id) ?? [],
      calls: calls.get(r.id) ?? [],
      lateAt: iso(r.late_at),
      late: r.closed_at === null && r.late_at < now,
      closed:
        r.closed_at === null
          ? null
          : {
              at: iso(r.closed_at),
              by: r.closed_name ?? '',
              how: r.closed_how ?? 'notNeeded',
              daysLeft: r.closed_days,
              note: await open(r.person, `medicine:${r.close_command}`, r.close_sealed),
            },
    })
  return told
}

type Asked = Pick<Call<'medicine.list'>, 'actor' | 'scope' | 'require'> & {
  readonly query: Pick<Call<'medicine.list'>['query'], 'place' | 'state'>
}

const aim = ({ query, scope, require }: Asked): void => {
  require({ place: query.place })
  if (query.place.length >= 6 && !query.place.startsWith(scope.county)) throw problem('place.outside')
}

const readPage = (needs: CareNeeds, asked: Asked, after: MomentCursor | null, limit: number) =>
  inTransaction(
    needs.db.app,
    asked.scope,
    async (tx) => {
      const { query, scope, actor } = asked
      const wanted = { home: scope.county, place: query.place, open: query.state === 'open', after, limit: limit + 1 }
      const rows = await requestsIn(tx, wanted)
      const shown = rows.slice(0, limit)
      await writeAudit(tx, actor, { action: 'medicine.list', place: query.place, count: shown.length })
      const last = shown.at(-1)
      const first = { cursor: after === null ? undefined : '', read: rows.length, limit }
      return {
        inAll: await inAllOf(first, () => countUpTo(tx, requestsListed(wanted))),
        rows: await tellRequests(needs, tx, asked, shown),
        next: rows.length > limit && last !== undefined ? { us: last.us, id: last.id } : null,
      }
    },
    { noted: true },
  )

/** Requests of a place, a page at a time (K9). */
export const listRequests = async (needs: CareNeeds, call: Call<'medicine.list'>) => {
  aim(call)
  const { rows, next, inAll } = await readPage(needs, call, momentCursor(call.query.cursor), call.query.limit)
  return { rows, inAll, next: next === null ? null : writeMomentCursor(next) }
}

type Words = { readonly headings: readonly string[]; readonly ends: Readonly<Record<RequestEnd, string>> }
const wordsIn: Readonly<Record<Language, Words>> = {
  'zh-CN': {
    headings: ['姓名', '标识', '村', '团队', '余药天数', '缺什么', '提出日', '提出人', '办结日', '办结', '给药天数'],
    ends: { supplied: '已送药', longPrescription: '已开长处方', sentOn: '已转上级', notNeeded: '不需要' },
  },
  en: {
    headings: [
      'name',
      'tier',
      'place',
      'grid team',
      'days of medicine left',
      'what is missing',
      'asked on',
      'asked by',
      'closed on',
      'outcome',
      'days given',
    ],
    ends: { supplied: 'supplied', longPrescription: 'long prescription', sentOn: 'sent on', notNeeded: 'not needed' },
  },
}
const pageRows = 200

/** The same requests as a file. */
export const exportRequests = async (needs: CareNeeds, call: Call<'medicine.export'>): Promise<undefined> => {
  aim(call)
  const { query, reply } = call
  const { headings, ends } = wordsIn[query.language]
  const { tiers } = messagesOf(query.language)
  const dayOf = (at: string): string => dayIn(instantOf(Date.parse(at)), needs.zone)
  async function* rows() {
    let after: MomentCursor | null = null
    do {
      const page: Awaited<ReturnType<typeof readPage>> = await readPage(needs, call, after, pageRows)
      for (const r of page.rows) {
        const { closed } = r
        const end = closed === null ? ['', '', null] : [dayOf(closed.at), ends[closed.how], closed.daysLeft]
        const missing = [r.note, ...r.later.map(({ note }) => note)].filter((note) => note !== null).join('; ')
        yield [r.name, tiers[r.tier], r.place, r.teamName, r.daysLeft, missing, dayOf(r.askedAt), r.askedBy, ...end]
      }
      after = page.next
    } while (after !== null)
  }
  await needs.sendTable(reply, { format: query.format, name: `medicine-${query.place}`, headings, rows: rows() })
}

/** What is known of one person's medicine, for the person's page. */
export const medicineOf = async (
  needs: CareNeeds,
  tx: Tx,
  reader: Reader,
  person: string,
): Promise<PersonPage['medicine']> => {
  const home = reader.scope.county
  const now = instantOf(needs.now())
  const { medicine } = await needs.policy.care(reader.actor.place, dayIn(now, needs.zone))
  const state = await stateOf(tx, { home, person })
  const record = { daysAt: state?.days_at ?? null, controlAt: state?.control_at ?? null }
  return {
    daysLeft: state?.days_left ?? null,
    daysAt: isoOrNull(record.daysAt),
    control: state?.control ?? null,
    controlAt: isoOrNull(record.controlAt),
    guided: state?.guided ?? null,
    guidedAt: isoOrNull(state?.guided_at ?? null),
    fresh: medicine.state === 'open' && isFresh(record, now, openGate(medicine)),
    requests: await tellRequests(needs, tx, reader, await requestsFor(tx, { home, person })),
  }
}
