import type { Trial, TrialResult } from '@lianfang/contract'
import type { Actor } from '@lianfang/domain/org'
import { sameJson } from '@lianfang/domain/policy'
import { DAY_MS, dayIn, type PlaceCode } from '@lianfang/domain/shared'
import type { Scope, Tx } from '../../../kernel/db/index.js'
import { nation, placesByCode } from '../../../kernel/org/index.js'
import { openGate, type ProposalRow } from '../../../kernel/policy/index.js'
import { type WorkRow, workOf } from '../../../kernel/work/index.js'
import type { CareNeeds } from '../needs.js'
import { sumUp } from './figures.js'
import { type Compared, type NewestTrial, newestTrial, partsOf } from './sql.js'

const stateOf = (work: WorkRow): Trial['work'] => ({
  id: work.id,
  kind: work.kind,
  state: work.state,
  done: work.done,
  total: work.total,
  startedAt: work.started_at === null ? null : new Date(work.started_at).toISOString(),
  problem: work.problem,
})

/** Why a trial says too little by now: values have moved since, or a day of facts has come. */
const oldBecause = (trial: NewestTrial, { row, inForce }: Pick<Seen, 'row' | 'inForce'>): Trial['old'] => {
  if (trial.value_since) return 'value'
  // A value that was entered before may have come into force since, by its date.
  if (row.decision === null && !sameJson(inForce?.value ?? null, trial.compared?.value ?? null)) return 'value'
  return trial.day_old ? 'day' : null
}

const resultOf = async (needs: CareNeeds, tx: Tx, trial: NewestTrial, scope: Scope): Promise<TrialResult> => {
  const parts = await partsOf(tx, trial.id)
  const place = trial.place as PlaceCode // stored from a checked code
  const seesPeople = scope.county !== '' && scope.county === trial.place
  const least = seesPeople ? null : openGate((await needs.policy.care(place, trial.day)).cells).least
  const days = Math.round((trial.until_at - trial.from_at) / DAY_MS)
  const { rows, ...summed } = sumUp(parts, { place: trial.place, days, min: least })
  const names = await placesByCode(
    tx,
    rows.map(({ code }) => code),
  )
  return { ...summed, rows: rows.map(({ code, ...figures }) => ({ ...figures, place: names.get(code) ?? nation })) }
}

type Seen = {
  readonly row: ProposalRow
  /** What is in force beside it now. */
  readonly inForce: Compared | null
  readonly actor: Actor
  readonly scope: Scope
}

/** The newest trial of a proposal as its page shows it. */
export const trialInfo = async (
  needs: CareNeeds,
  tx: Tx,
  { row, inForce, actor, scope }: Seen,
): Promise<Trial | null> => {
  const trial = await newestTrial(tx, row.id)
  const work = trial === undefined ? undefined : await workOf(tx, trial.id)
  if (trial === undefined || work === undefined) return null
  const { compared } = trial
  const names = await placesByCode(tx, compared === null ? [] : [compared.place])
  return {
    id: trial.id,
    askedBy: trial.asker,
    mine: trial.asked_by === actor.accountId,
    askedAt: new Date(trial.asked_at).toISOString(),
    from: dayIn(trial.from_at, needs.zone),
    until: dayIn(trial.until_at, needs.zone),
    compared: compared === null ? null : { ...compared, place: names.get(compared.place) ?? nation },
    work: stateOf(work),
    old: oldBecause(trial, { row, inForce }),
    result: work.state === 'done' ? await resultOf(needs, tx, trial, scope) : null,
  }
}
