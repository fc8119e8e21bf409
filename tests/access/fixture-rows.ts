import { randomUUID } from 'node:crypto'
import { careNeeds } from '../../apps/server/src/compose.js'
import { importNow } from '../../apps/server/src/modules/care/index.js'
import type { World } from '../support/world.js'

/** The first village of a township. */
export const villageOf = async (
  w: World,
  township: string,
): Promise<{ code: string; name: string; township: string }> => {
  const { rows } = await w.admin.query<{ code: string; name: string; township: string }>(
    `select v.code, v.name, t.name as township from kernel.division v join kernel.division t on t.code = v.parent
     where v.parent = $1 order by v.code limit 1`,
    [township],
  )
  const [row] = rows
  if (row === undefined) throw new Error(`no village in ${township}`)
  return row
}

async function* rowsOf(lines: readonly (readonly string[])[]) {
  for (const [i, cells] of lines.entries()) yield { number: i + 1, cells }
}

const header = ['序号', '乡镇', '村', '姓名', '性别', '身份证号', '年龄', '联系电话', '基础疾病', '疫苗']

/** Takes lines of a ledger in. */
export const take = (w: World, county: string, lines: readonly (readonly string[])[]) =>
  importNow(
    careNeeds(w.house, () => undefined),
    {
      home: county,
      fileName: `${county}.csv`,
      source: { rows: rowsOf([header, ...lines]), info: () => ({ sheet: null, encoding: null }) },
      givenDay: null,
      dryRun: false,
      account: null,
      progress: () => undefined,
    },
  )

/** A file of the population register that stands, and one that was taken back. */
export const registerLoads = async (w: World, at: { county: string; account: string }) => {
  const [registerTaken, registerBack] = [randomUUID(), randomUUID()]
  await w.admin.query(
    `insert into care.register_load (home, id, at, by_account, file_rows, lines, wrong, before, total_before, total_after,
       taken_at, taken_by, back_at, back_by)
     select $1, id, now(), $2::uuid, 0, '[]', '[]', '[]', 0, 0, now(), $2::uuid, case when back then now() end,
       case when back then $2::uuid end
     from (values ($3::uuid, false), ($4::uuid, true)) as n (id, back)`,
    [at.county, at.account, registerTaken, registerBack],
  )
  return { registerTaken, registerBack }
}

/** A trial of a proposal that is done, with everybody of the township in its list. */
export const tryOut = async (w: World, at: { proposal: string; county: string; township: string; account: string }) => {
  const trial = randomUUID()
  await w.admin.query(
    `insert into kernel.policy_trial (id, proposal, place, asked, compared, day, from_at, until_at, asked_by)
     select $1, id, place, jsonb_build_object('ruleId', rule_id), null, from_day, now() - interval '28 days', now(), $3
     from kernel.policy_proposal where id = $2`,
    [trial, at.proposal, at.account],
  )
  await w.admin.query(
    `insert into kernel.long_work (id, kind, county, subject, state) values (gen_random_uuid(), 'care.policy-trial', $1, $2, 'done')`,
    [at.county, trial],
  )
  await w.admin.query(
    `insert into care.trial_person (home, trial, rank, person, from_tier, to_tier)
     select home, $1, 0, id, 'yellow', 'red' from care.person where township = $2`,
    [trial, at.township],
  )
}

type Of = {
  readonly county: string
  readonly township: string
  readonly worker: string
  readonly mark: string
  readonly person: string
}

/** A move of a person from another township, waiting for this one's answer; and somebody of another county who is to live here. Answers the first. */
export const addMoves = async (w: World, { county, township, worker, mark, person }: Of): Promise<string> => {
  const move = randomUUID()
  await w.admin.query(
    `insert into care.move (home, id, person, from_township, to_township, asked_by, asked_at, body_hash)
     values ($1, $2, $3, $4, $5, $6, now(), '')`,
    [county, move, person, `${county}109`, township, worker],
  )
  // Somebody of another county, who is to live here: told to this desk alone.
  const [arriving, key] = [randomUUID(), w.house.keys.newPersonKey()]
  const told = { name: `${mark}迁`, birthYear: 1940, tier: 'red', kinds: [], note: null, askedBy: '外县' }
  const seal = { key, at: { county, person: arriving, field: 'told' }, text: JSON.stringify(told) }
  await w.admin.query(
    `insert into care.move (home, id, person, from_township, to_township, asked_by, asked_at, body_hash, side, other, key_id,
       wrapped, told_sealed)
     values ($1, $2, gen_random_uuid(), '421125100', $3, $4, now(), '', 'takes', '421125', $5, $6, $7)`,
    [county, arriving, township, worker, key.keyId, key.wrapped, w.house.keys.seal(seal)],
  )
  return move
}

/** A care home of the township in which the person lives. */
export const addCareHome = async (
  w: World,
  { county, township, village, worker, mark, person }: Of & { readonly village: string },
) => {
  const [careHome, stay] = [randomUUID(), randomUUID()]
  await w.admin.query(
    `insert into care.care_home (home, id, kind, name, township, village) values ($1, $2, 'careHome', $3, $4, $5)`,
    [county, careHome, `${mark}敬老院`, township, village],
  )
  await w.admin.query(
    `insert into care.care_home_stay (home, id, care_home, person, kind, day, at, account, body_hash)
     values ($1, $2, $3, $4, 'in', '2023-01-01', now(), $5, '')`,
    [county, stay, careHome, person, worker],
  )
  await w.admin.query(
    `insert into care.care_home_resident (home, person, care_home, stay, since) values ($1, $2, $3, $4, '2023-01-01')`,
    [county, person, careHome, stay],
  )
  return { careHome, stay }
}

export const askedBack = async (w: World, at: { county: string; person: string; account: string }) => {
  const id = randomUUID()
  const { rows } = await w.admin.query<{ keyId: string; wrapped: Buffer }>(
    'select key_id as "keyId", wrapped from care.person_key where person = $1',
    [at.person],
  )
  const [key] = rows
  if (key === undefined) throw new Error('no key')
  const sealed = (field: string) => w.house.keys.seal({ key, at: { ...at, field: `${field}:${id}` }, text: '同名误登' })
  await w.admin.query(
    `insert into care.taking_back (home, id, person, event, asked_by, asked_at, reason_sealed, body_hash, answer, answered_at,
       answer_sealed)
     values ($1, $2, $3, gen_random_uuid(), $4, now(), $5, '', 'stands', now(), $6)`,
    [at.county, id, at.person, at.account, sealed('taking-back'), sealed('death-stands')],
  )
  return id
}

/** Counts of ten days with a change of definition and a forecast, and what the platform recorded itself. */
const addCurve = async (w: World, at: { readonly county: string; readonly mark: string; readonly account: string }) => {
  const [curve, definition] = [randomUUID(), randomUUID()]
  await w.admin.query(
    `insert into supply.curve (id, place, name, file_rows, wrong, wrong_rows, at, account) values ($1, $2, $3, 3, '[]', 0, now(), $4)`,
    [curve, at.county, `${at.mark}数据`, at.account],
  )
  await w.admin.query(
    `insert into supply.curve_count (curve, place, day, confirmed)
     select $1, $2, '2020-01-20'::date + n, 5 * n from generate_series(0, 9) n`,
    [curve, at.county],
  )
  await w.admin.query(
    `insert into supply.curve_definition (id, curve, place, day, reason, at, account, by_name, body_hash)
     values ($1, $2, $3, '2020-01-25', '纳入临床诊断', now(), $4, $5, '')`,
    [definition, curve, at.county, at.account, `${at.mark}旧填报`],
  )
  const result = {
    ...{ next: [], weights: { steady: 1, week: 0, fortnight: 0, renewal: 0 }, trials: 0, coverage: 0.8 },
    backTest: { forecasts: 0, within: 0, of: 0, errorPercent: null, steadyErrorPercent: null },
  }
  await w.admin.query(
    `insert into supply.outlook (curve, place, last_day, last_week, week_mid, week_low, week_high, leaps, result, made_at)
     values ($1, $2, '2020-01-29', 35, 35, 20, 60, 0, $3, now())`,
    [curve, at.county, JSON.stringify(result)],
  )
  // Enough that they may be told: what the platform recorded itself is summed up from them.
  await w.admin.query(
    `insert into care.episode (home, id, person, kind, began_at, received_at, account, body_hash)
     select $1, gen_random_uuid(), gen_random_uuid(), 'infection', '2020-02-01', '2020-02-01', $2, '' from generate_series(1, 9)`,
    [at.county, at.account],
  )
  return { curve, definition }
}

/** An enterprise with a product, a paper, somebody named, and a report of today that is doubted. */
export const addEnterprise = async (
  w: World,
  at: { readonly county: string; readonly township: string; readonly mark: string },
) => {
  const { county, township, mark } = at
  const [enterprise, product, paper, report, namedRow, kindNamed] = Array.from({ length: 6 }, () => randomUUID())
  const reporter = await w.account({ role: 'enterpriseReporter', place: county, name: '填报员' })
  const old = await w.account({ role: 'enterpriseReporter', place: county, name: '旧填报员' })
  const add = (sql: string, values: unknown[]) => w.admin.query(sql, values)
  await add(`insert into supply.enterprise (home, id, name, place, since) values ($1, $2, $3, $4, current_date - 30)`, [
    county,
    enterprise,
    `${mark}医疗器械厂`,
    township,
  ])
  await add(
    `insert into supply.product (home, id, enterprise, kind, model, capacity) values ($1, $2, $3, 'high-flow', $4, 10)`,
    [county, product, enterprise, `${mark}一型`],
  )
  await add(
    `insert into supply.paper (home, id, enterprise, product, kind, number, account, at, body_hash)
     values ($1, $2, $3, $4, 'registration', $5, $6, now(), '')`,
    [county, paper, enterprise, product, `${mark}械注准1`, reporter.id],
  )
  await add(
    `insert into supply.enterprise_person (home, id, enterprise, account, part, name, from_at, named_by, body_hash)
     values ($1, $2, $3, $4, 'reporter', $5, now(), $4, '')`,
    [county, namedRow, enterprise, old.id, `${mark}旧填报`],
  )
  // Nobody was ever named for this kind at a township by a person: the row is there to be ended.
  await add(
    `insert into supply.kind_liaison (id, kind, place, account, name, from_at, named_by, body_hash)
     values ($1, 'ecmo', $2, $3, $4, now(), $3, '')`,
    [kindNamed, township, old.id, '品类专人'],
  )
  await add(
    `insert into supply.report (home, id, enterprise, day, at, account, part, by_name, obstacles, doubted, body_hash)
     values ($1, $2, $3, current_date - 3, now(), $4, 'reporter', $5, '[]', true, ''),
       ($1, gen_random_uuid(), $3, current_date - 4, now(), $4, 'reporter', $5, '[]', false, '')`,
    [county, report, enterprise, old.id, `${mark}旧填报`],
  )
  await add(
    `insert into supply.report_line (home, report, product, made, doubts)
     values ($1, $2, $3, 99, '[{"why": "overCapacity", "field": "made", "capacity": 10}]')`,
    [county, report, product],
  )
  const counts = await addCurve(w, { county, mark, account: old.id })
  return { enterprise, product, paper, report, namedRow, kindNamed, reporter: reporter.id, ...counts } as Record<
    'enterprise' | 'product' | 'paper' | 'report' | 'namedRow' | 'kindNamed' | 'reporter' | 'curve' | 'definition',
    string
  > // six ids were made
}

/** Names an account for an enterprise; of liaisons the newest one. */
export const nameFor = async (
  w: World,
  at: { readonly county: string; readonly enterprise: string },
  who: { readonly account: string; readonly role: 'enterpriseReporter' | 'liaison' },
): Promise<void> => {
  const part = who.role === 'liaison' ? 'liaison' : 'reporter'
  if (part === 'liaison') {
    await w.admin.query(
      `update supply.enterprise_person set until_at = now() where enterprise = $1 and part = 'liaison' and until_at is null`,
      [at.enterprise],
    )
  }
  await w.admin.query(
    `insert into supply.enterprise_person (home, id, enterprise, account, part, name, from_at, named_by, body_hash)
     values ($1, gen_random_uuid(), $2, $3, $4, '有关人', now(), $3, '')`,
    [at.county, at.enterprise, who.account, part],
  )
}
