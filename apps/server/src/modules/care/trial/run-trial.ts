import { trialMoves } from '@lianfang/domain/care'
import type { CareValues } from '@lianfang/domain/policy'
import type { PlaceCode } from '@lianfang/domain/shared'
import { countyScope, inTransaction, noScope } from '../../../kernel/db/index.js'
import { problem } from '../../../kernel/problems/index.js'
import type { Running, WorkKinds } from '../../../kernel/work/index.js'
import type { CareNeeds } from '../needs.js'
import { countAlarms } from './count-alarms.js'
import { type Both, countPeople, type Tried } from './count-people.js'
import {
  addChanged,
  addPart,
  type CountyPeople,
  clearChanged,
  countiesIn,
  type PartResult,
  partsOf,
  type TrialRow,
  trialById,
  workersIn,
} from './sql.js'
import { countTownships } from './tally.js'

export const trialWork = 'care.policy-trial'

/** Both policies of a county; or that nothing differs there, or that a rule which the counting needs is closed. */
const triedIn = async (needs: CareNeeds, trial: TrialRow, home: string): Promise<Tried | 'same' | 'closed'> => {
  const at = { place: home as PlaceCode, day: trial.day } // a county's code, from the counters
  const both: Both<CareValues> = {
    old: await needs.policy.care(at.place, at.day),
    new: await needs.policy.careWith(trial.asked, at),
  }
  const moves = trialMoves(trial.asked.ruleId)
  const [due, tier, alarms] = [both.old.due, both.old.tier, both.old.alarms]
  const [dueNew, tierNew, alarmsNew] = [both.new.due, both.new.tier, both.new.alarms]
  if (due.state === 'closed' || tier.state === 'closed' || alarms.state === 'closed') return 'closed'
  if (dueNew.state === 'closed' || tierNew.state === 'closed' || alarmsNew.state === 'closed') return 'closed'
  const span = { from: trial.from_at, until: trial.until_at }
  const tried: Tried = {
    ...{ moves, span, zone: needs.zone },
    due: { old: due.values, new: dueNew.values },
    tier: { old: tier.values, new: tierNew.values },
    alarms: { old: alarms.values, new: alarmsNew.values },
  }
  const differs = [tried.due, tried.tier, tried.alarms].some((v) => JSON.stringify(v.old) !== JSON.stringify(v.new))
  return differs ? tried : 'same'
}

type Looked = (people: number) => Promise<void>

const countCounty = async (needs: CareNeeds, trial: TrialRow, home: string, looked: Looked): Promise<PartResult> => {
  const tried = await triedIn(needs, trial, home)
  if (typeof tried === 'string') return { kind: tried }
  const scope = countyScope(home)
  // Lists are for who sees people: a trial of a county. Above it nobody could open them.
  const lists = trial.place === home && tried.moves.includes('tiers')
  if (lists) await inTransaction(needs.db.worker, scope, (tx) => clearChanged(tx, home, trial.proposal))
  const places = countTownships()
  const count = tried.moves.includes('alarms') ? countAlarms : countPeople
  for await (const { people, changed } of count(needs, { home, tried, places })) {
    if (lists && changed.length > 0) {
      await inTransaction(needs.db.worker, scope, (tx) => addChanged(tx, { home, trial: trial.id }, changed))
    }
    await looked(people)
  }
  const workers = await inTransaction(needs.db.worker, scope, (tx) => workersIn(tx, home), { readOnly: true })
  return { kind: 'counted', workers, places: places.all() }
}

// A note is a transaction of its own; one a chunk was a fifth of the time.
const noteEveryMs = 400

type Going = { readonly step: Running['step']; readonly total: number }

/** Says how far it is, now and then; so that a cancel is heard between two chunks of either county. */
const makeProgress = ({ step, total }: Going, before: number) => {
  const state = { done: before, noted: 0 }
  return {
    looked: async (people: number): Promise<void> => {
      state.done += people
      if (performance.now() - state.noted < noteEveryMs) return
      state.noted = performance.now()
      await step({ done: Math.min(state.done, total), total })
    },
  }
}

/** Both ends of the computer are busy: while one county is counted, the other is read. */
const lanes = 2

const runLanes = async (counties: readonly CountyPeople[], one: (c: CountyPeople) => Promise<void>): Promise<void> => {
  const waiting = [...counties]
  const failed: unknown[] = []
  const lane = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined && failed.length === 0; next = waiting.shift()) {
      await one(next).catch((error: unknown) => failed.push(error))
    }
  }
  await Promise.all(Array.from({ length: lanes }, lane))
  if (failed.length > 0) throw failed[0]
}

/**
 * Tries a proposal on the last four weeks of every county it would hold in. A county is counted in one go (a hundred thousand
 * people, three seconds) and kept: a restart begins the county anew, so that nobody's id stands in the work's own row.
 */
const runTrial =
  (needs: CareNeeds) =>
  async ({ work, step }: Running): Promise<void> => {
    const trial = await inTransaction(needs.db.worker, noScope, (tx) => trialById(tx, work.subject))
    if (trial === undefined) throw problem('not-found')
    needs.policy.forget()
    const { counties, parts } = await inTransaction(needs.db.worker, noScope, async (tx) => ({
      counties: await countiesIn(tx, trial.place),
      parts: await partsOf(tx, trial.id),
    }))
    const known = new Set(parts.map(({ county }) => county))
    const total = counties.reduce((sum, { people }) => sum + people, 0)
    const before = counties.reduce((sum, c) => sum + (known.has(c.county) ? c.people : 0), 0)
    const progress = makeProgress({ step, total }, before)
    await step({ done: before, total })
    await runLanes(
      counties.filter(({ county }) => !known.has(county)),
      async ({ county }) => {
        const result = await countCounty(needs, trial, county, progress.looked)
        await inTransaction(needs.db.worker, noScope, (tx) => addPart(tx, trial.id, { county, result }))
      },
    )
    await step({ done: total, total })
  }

export const trialWorks = (needs: CareNeeds): WorkKinds => ({ [trialWork]: runTrial(needs) })
