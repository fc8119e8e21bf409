import { z } from 'zod'
import { type CurveDay, planCurve } from './curve.js'
import { giveLoads, neededOf, type PlannedLoad, sketchLoads } from './loads.js'
import { type PlannedMaker, planMakers } from './makers.js'
import { type PlannedSupplier, planSuppliers } from './parts.js'
import { operationKinds } from './published.js'
import { arrivalsOf } from './targets.js'

/** How large an operation is planned; the same answers give the same days. */
export type OperationSize = {
  readonly seed: number
  readonly makers: number
  readonly suppliers: number
  readonly kinds: readonly string[]
  /** All quantities but those of ECMO are divided by this: small plans of tests. */
  readonly shrink: number
}

const Size = z.object({
  ...{ seed: z.number().int(), makers: z.number().int().min(1), suppliers: z.number().int().min(0) },
  ...{ kinds: z.array(z.string()), shrink: z.number().min(1) },
})

/** How large the operation of a database was planned, as it is kept there. */
export const sizeOf = ({ size }: { readonly size: unknown }): OperationSize => Size.parse(size)

/** The operation as it was: 200 makers, 2,000 suppliers of parts, 38 kinds. */
export const wholeOperation: OperationSize = {
  ...{ seed: 420_000, makers: 200, suppliers: 2_000, kinds: operationKinds, shrink: 1 },
}

export type OperationPlan = {
  readonly size: OperationSize
  readonly makers: readonly PlannedMaker[]
  readonly suppliers: readonly PlannedSupplier[]
  readonly loads: readonly PlannedLoad[]
  readonly curve: readonly CurveDay[]
}

/** Everything that happens from 20 January to 31 March 2020, invented, and passing through the published sums. */
export const planOperation = (size: OperationSize): OperationPlan => {
  const { seed, makers, suppliers: count, kinds, shrink } = size
  const suppliers = planSuppliers({ seed, suppliers: count, makers })
  const sketches = sketchLoads(seed, arrivalsOf(kinds, shrink))
  const made = planMakers({ seed, makers, kinds, suppliers, needed: neededOf(sketches) })
  return { size, makers: made, suppliers, loads: giveLoads(seed, sketches, made), curve: planCurve(seed) }
}

/** Units of a kind that had come into Hubei from outside by the end of a day; what the reserve sends on is not counted again. */
export const deliveredBy = ({ loads }: Pick<OperationPlan, 'loads'>, kind: string, day: number): number =>
  loads.reduce(
    (sum, one) => sum + (one.kind === kind && one.arrives <= day && one.from.what !== 'reserve' ? one.units : 0),
    0,
  )
