import type { PlaceCode } from '@lianfang/domain/shared'
import { addHours, dayIn, type Instant } from '@lianfang/domain/shared'
import { localAt, type MoveUrgency, seedKinds } from '@lianfang/domain/supply'
import { sql } from 'kysely'
import { countyScope, inTransaction } from '../kernel/db/index.js'
import { diceOf, idAt } from './dice.js'
import { demoCounty } from './plan.js'
import { type Filling, makeDo } from './supply-run.js'

type Load = {
  readonly kind: string
  readonly quantity: number
  readonly urgency: MoveUrgency
  readonly source: 'donation' | 'production'
  readonly party: string
  readonly from: string
  readonly reference: string
  /** Hours before now at which it left. */
  readonly left: number
  /** Hours from now at which it was to arrive. */
  readonly due: number
}

/** Nobody's goods and nobody's lorries: one is on its way, one should have been there five hours ago. */
const loads: readonly Load[] = [
  {
    ...{ kind: 'high-flow', quantity: 6, urgency: 'critical', source: 'donation', party: '大别山同乡会（演示）' },
    ...{ from: '武汉', reference: '演示-运1', left: 20, due: -5 },
  },
  {
    ...{
      kind: 'mask-surgical',
      quantity: 5_000,
      urgency: 'routine',
      source: 'production',
      party: '外地某企业（演示）',
    },
    ...{ from: '仙桃', reference: '演示-运2', left: 3, due: 6 },
  },
]

const warehouseOf = ({ db }: Filling): Promise<string | undefined> =>
  inTransaction(
    db.worker,
    countyScope(demoCounty as PlaceCode), // a real county, written out in the plan
    async (tx) =>
      (
        await tx.row(sql<{ id: string }>`
          select id from supply.store where home = ${demoCounty} and kind = 'warehouse' order by name limit 1`)
      )?.id,
  )

/** Two consignments on their way to the county's warehouse, of which one is late. */
export const fillRoad = async (filling: Filling): Promise<void> => {
  const { now, zone, seed, staff } = filling
  const run = makeDo(filling)
  const dice = diceOf(seed, -6, 2)
  const to = await warehouseOf(filling)
  if (to === undefined) return
  const clock = (at: Instant) => ({ local: localAt(at, zone), second: null })
  for (const { kind, quantity, urgency, source, party, from, reference, left, due } of loads) {
    const at = addHours(now, -left)
    const unit = seedKinds.find(({ code }) => code === kind)?.unit ?? 'piece'
    const plain = { kind, product: null, lot: null, expiry: null, unit, assignment: null }
    // Machines go by their numbers.
    const lines =
      unit === 'set'
        ? Array.from({ length: quantity }, (_, i) => ({ ...plain, serial: `YS-${i + 1}`, quantity: 1 }))
        : [{ ...plain, serial: null, quantity }]
    const id = idAt(dice, at)
    const leg = {
      ...{ mode: 'road' as const, from, fromZone: zone, to: '罗田', toZone: zone, carrier: '演示车队', customs: false },
      ...{ departs: clock(at), arrives: clock(addHours(now, due)) },
    }
    await run(staff.countyDesk, at, 'consignment.make', {
      body: { id, to, urgency, reference, cargo: { what: 'outside', source, party, lines }, legs: [leg] },
    })
    await run(staff.countyDesk, at, 'consignment.depart', {
      params: { id },
      body: { id: idAt(dice, at), day: dayIn(at, zone), departed: { ...clock(at), zone }, lines: [], why: null },
    })
  }
}
