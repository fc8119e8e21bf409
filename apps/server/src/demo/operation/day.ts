import { addDays, NATION } from '@lianfang/domain/shared'
import { inTransaction, noScope } from '../../kernel/db/index.js'
import type { DayTold } from '../../kernel/operation/index.js'
import { openGate } from '../../kernel/policy/index.js'
import { setOutlookOf } from '../../modules/supply/outlook/make-outlooks.js'
import {
  addCounts,
  addCurve,
  addDefinition,
  definitionsOf,
  placesOf,
  takeCurve,
} from '../../modules/supply/outlook/sql.js'
import { fillingMs } from '../slow-machine.js'
import { definitionDay } from './curve.js'
import { operationDays } from './days.js'
import type { PlannedLoad } from './loads.js'
import { planRelay, tellRelay } from './relay.js'
import { receiveLoad, sendLoad } from './send.js'
import type { PlayedDay, Stage } from './stage.js'

/** Told before each step of a day: how many are done, of how many. Throws to stop between two. */
export type DayProgress = (at: { readonly done: number; readonly total: number }) => Promise<void>

type Step = () => Promise<unknown>

/** Days between two curves that are told. */
const curveEvery = 4
const curveFrom = 10
const isCurveDay = (number: number): boolean =>
  number >= curveFrom && (number % curveEvery === 0 || number === definitionDay || number === definitionDay + 1)

/** The counts told up to yesterday, in use, with a forecast of every place. */
const tellCurve = async (stage: Stage, { number, day, at, idOf }: PlayedDay): Promise<void> => {
  const { db, policy, plan, cast } = stage
  const values = openGate((await policy.supply(NATION, day)).outlook)
  const lines = plan.curve
    .filter((one) => one.day < day)
    .map((one) => ({ ...one, place: one.place, recovered: null, deaths: null }))
  const [curve, when] = [idOf(number, 70, 0), new Date(at(7))]
  await inTransaction(
    db.worker,
    noScope,
    async (tx) => {
      const file = { source: 'file' as const, file_rows: lines.length, wrong: [], wrong_rows: 0 }
      const name = `截至 ${addDays(day, -1)}（演示）`
      const made = await addCurve(tx, {
        ...file,
        id: curve,
        place: '42' as typeof NATION,
        name,
        at: when,
        account: cast.desk.id,
      }) // Hubei
      if (made === 0) return
      await addCounts(tx, curve, lines)
      if (number > definitionDay) {
        await addDefinition(tx, {
          ...{ id: idOf(number, 70, 1), curve, place: '42' as typeof NATION, day: operationDays[definitionDay] ?? day }, // Hubei
          ...{ reason: '纳入临床诊断病例（演示）', at: when, account: cast.desk.id, by_name: cast.desk.name },
          bodyHash: Buffer.alloc(32),
        })
      }
      await takeCurve(tx, { id: curve, at: when, by: cast.desk.id })
      const definitions = await definitionsOf(tx, curve)
      for (const place of await placesOf(tx, curve))
        await setOutlookOf(tx, { curve, place, definitions, values, at: when })
    },
    fillingMs,
  )
}

/** Some makers miss a day now and then: silence has something to show. */
const isSilent = (maker: number, day: number): boolean => maker % 23 === 7 && (day + maker) % 3 !== 0

const reportOf = async (stage: Stage, number: number, { number: today, day, at, idOf }: PlayedDay): Promise<void> => {
  const { plan, cast, run } = stage
  const maker = plan.makers[number]
  const known = cast.makers[number]
  if (maker === undefined || known === undefined) return
  const sent = (kind: string, from: number, until: number): number =>
    plan.loads.reduce(
      (sum, { from: whence, kind: of, leaves, units }) =>
        sum +
        (whence.what === 'maker' && whence.maker === number && of === kind && leaves >= from && leaves <= until
          ? units
          : 0),
      0,
    )
  const lines = maker.lines.map(({ kind, opening, made }, i) => ({
    ...{ product: known.products[i] ?? '', made: made[today] ?? 0 },
    inStock: opening + made.slice(0, today + 1).reduce((sum, units) => sum + units, 0) - sent(kind, 0, today),
    onOrder: sent(kind, today + 1, today + 7),
  }))
  const back = maker.back[today] ?? 0
  const waits = back * 2 < maker.workforce
  await run(known.reporter, at(19), 'report.record', {
    params: { id: known.id },
    body: {
      ...{ id: idOf(number, 80, 0), day, lines, workforceBack: back, workforceOf: maker.workforce, toldBy: null },
      obstacles: waits ? [{ kind: 'material' as const, text: '配套件厂未复工' }] : [],
      corrects: null,
    },
  })
}

const isToday = (today: number) => ({
  leaves: (load: PlannedLoad): boolean => load.leaves === today,
  arrives: (load: PlannedLoad): boolean => load.arrives === today && !load.isRelay,
  wasRelayed: (load: PlannedLoad): boolean => load.isRelay && load.arrives === today - 1,
})

/** What happens on a day, in its order: what was told, asked, sent, taken in, reported. */
const stepsOf = (stage: Stage, day: PlayedDay): readonly Step[] => {
  const { plan } = stage
  const { leaves, arrives, wasRelayed } = isToday(day.number)
  const send = (load: PlannedLoad) => (load.isRelay ? planRelay(stage, load, day) : sendLoad(stage, load, day))
  return [
    ...plan.loads.filter(wasRelayed).map((load) => () => tellRelay(stage, load, day)),
    ...(isCurveDay(day.number) ? [() => tellCurve(stage, day)] : []),
    ...plan.loads.filter(leaves).map((load) => () => send(load)),
    ...plan.loads.filter(arrives).map((load) => () => receiveLoad(stage, load, day)),
    ...plan.makers
      .filter(({ number }) => !isSilent(number, day.number))
      .map(
        ({ number }) =>
          () =>
            reportOf(stage, number, day),
      ),
  ]
}

/** A day in numbers, by the plan. */
export const tellDay = ({ plan }: Pick<Stage, 'plan'>, number: number): DayTold => {
  const came = plan.loads.filter(({ from }) => from.what !== 'reserve')
  const arrived = came.filter(({ arrives }) => arrives === number)
  return {
    reports: plan.makers.filter((maker) => !isSilent(maker.number, number)).length,
    asked: plan.loads.filter(({ leaves, isAsked }) => isAsked && leaves === number).length,
    left: plan.loads.filter(({ leaves }) => leaves === number).length,
    arrived: plan.loads.filter(({ arrives }) => arrives === number).length,
    units: arrived.reduce((sum, { units }) => sum + units, 0),
    inAll: came.reduce((sum, { arrives, units }) => sum + (arrives <= number ? units : 0), 0),
  }
}

/**
 * Plays one day to its end through the same commands as real ones. Cut off and played again with the same moments it says the
 * same things, and what was said is answered, not repeated.
 */
export const playDay = async (stage: Stage, day: PlayedDay, progress: DayProgress): Promise<void> => {
  const steps = stepsOf(stage, day)
  for (const [done, step] of steps.entries()) {
    await progress({ done, total: steps.length })
    await step()
  }
  await progress({ done: steps.length, total: steps.length })
}
