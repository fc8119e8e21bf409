import { type Carrying, nextCarrying } from '@lianfang/domain/care'
import { countyScope, inTransaction } from '../../../../kernel/db/index.js'
import type { Running, WorkKinds } from '../../../../kernel/work/index.js'
import type { CareNeeds } from '../../needs.js'
import { take } from './arrive.js'
import { carryKind } from './ask.js'
import { bring, close } from './bring.js'
import { give, refuse, tidy } from './give.js'
import { type CarriedMove, readMove, type Sides } from './sql.js'
import { tell } from './tell.js'

type At = { readonly home: string; readonly id: string }

const read = (needs: CareNeeds, at: At): Promise<CarriedMove | undefined> =>
  inTransaction(needs.db.worker, countyScope(at.home), (tx) => readMove(tx, at), { readOnly: true })

const sidesOf = async (needs: CareNeeds, at: At): Promise<Sides | null> => {
  const own = await read(needs, at)
  if (own === undefined) return null
  const far = (await read(needs, { home: own.other, id: at.id })) ?? null
  if (own.side === 'gives') return { giving: own, taking: far }
  return far === null ? null : { giving: far, taking: own }
}

// An id is made on a client: a row of the other county that happens to have it belongs to something else, and is left alone.
const belong = ({ giving, taking }: Sides): boolean =>
  giving.side === 'gives' && (taking === null || (taking.side === 'takes' && taking.other === giving.home))

type Step = (needs: CareNeeds, sides: Sides) => Promise<'done' | 'waits'>

const steps: Readonly<Record<Carrying, Step>> = { bring, close, refuse, give, take, tidy, tell }

/**
 * One step of a move between two counties: what comes next is told by the two rows, and each step is one transaction in one
 * county that looks again under its lock. Answers null when nothing is to be done, or a person has to look first.
 */
export const carryStep = async (needs: CareNeeds, at: At): Promise<Carrying | null> => {
  const sides = await sidesOf(needs, at)
  if (sides === null || !belong(sides)) return null
  const { giving, taking } = sides
  // The giving row is never `accepting`: the database holds it.
  const state = giving.state === 'accepting' ? 'accepted' : giving.state
  const next = nextCarrying({
    giving: { state, recordKept: giving.record_sealed !== null, diedAt: giving.died_at },
    taking: taking === null ? null : { state: taking.state, diedAt: taking.died_at },
  })
  if (next === null) return null
  return (await steps[next](needs, sides)) === 'waits' ? null : next
}

const carry =
  (needs: CareNeeds) =>
  async ({ work, step }: Running): Promise<void> => {
    for (let done = 1; ; done += 1) {
      if ((await carryStep(needs, { home: work.county, id: work.subject })) === null) return
      await step({ done, total: null })
    }
  }

export const carryWork = (needs: CareNeeds): WorkKinds => ({ [carryKind]: carry(needs) })
