import type { BodyOf, ParamsOf, RouteId, RouteOf } from '@lianfang/contract'
import type { Actor } from '@lianfang/domain/org'
import type { Instant, PlaceCode } from '@lianfang/domain/shared'
import type { Database } from '../kernel/db/index.js'
import { type Call, scopeOf } from '../kernel/http/index.js'
import type { Keys } from '../kernel/keys/index.js'
import type { Policy } from '../kernel/policy/index.js'
import { medicineDoor } from '../modules/care/index.js'
import { registerSupply } from '../modules/supply/index.js'
import type { StaffAccount } from './staff.js'
import type { SupplyStaff } from './supply-staff.js'

export type Filling = {
  readonly db: Database
  readonly keys: Keys
  readonly policy: Policy
  readonly now: Instant
  readonly zone: string
  readonly seed: number
  readonly staff: SupplyStaff
}

type SupplyId = Extract<
  RouteId,
  | 'enterprise.create'
  | 'product.add'
  | 'paper.add'
  | 'report.record'
  | 'report.clear'
  | 'store.create'
  | 'asset.say'
  | 'grassroots.serve'
  | 'fund.create'
  | 'order.propose'
  | 'order.approve'
  | 'order.place'
  | 'order.receive'
  | 'label.load'
  | 'stock.receive'
  | 'stock.issue'
  | 'stock.send'
  | 'stock.arrive'
  | 'stock.hold'
  | 'stock.release'
  | 'stock.reserve'
  | 'stock.count'
  | 'stock.reverse'
  | 'hospital.name'
  | 'request.draft'
  | 'request.submit'
  | 'request.approve'
  | 'request.return'
  | 'request.withdraw'
  | 'request.confirm'
  | 'request.verify'
  | 'request.refuse'
  | 'request.close'
  | 'request.read'
  | 'offer.make'
  | 'assign.make'
  | 'consignment.make'
  | 'consignment.depart'
  | 'gift.offer'
  | 'gift.accept'
  | 'gift.decline'
  | 'gift.intake'
  | 'gift.inspect'
  | 'gift.assign'
  | 'gift.issue'
>
type Said<K extends SupplyId> = { readonly params?: ParamsOf<RouteOf<K>> } & (K extends 'request.read'
  ? object
  : { readonly body: BodyOf<RouteOf<K>> })

const actorOf = ({ id, role, place }: StaffAccount): Actor => ({
  accountId: id,
  role,
  place: place as PlaceCode, // of the plan
  teamId: null,
})

export type Run = <K extends SupplyId>(who: StaffAccount, at: Instant, id: K, said: Said<K>) => Promise<unknown>

/** Runs a command as somebody at a moment, through the same use case as over HTTP, and answers what came of it. */
export const makeDo = ({ db, keys, policy, zone }: Filling): Run => {
  const sendTable = (): Promise<void> => Promise.reject(new Error('the demonstration exports nothing'))
  const openUpload = (): Promise<never> => Promise.reject(new Error('the demonstration uploads nothing'))
  const begun = (): Promise<never> => Promise.reject(new Error('the demonstration sums up nothing'))
  return async (who, at, id, said) => {
    const needs = { db, keys, policy, zone, now: () => at, sendTable, openUpload, begun, medicine: medicineDoor }
    const { handlers } = registerSupply(needs)
    const actor = actorOf(who)
    const call = { ...said, route: { id }, query: undefined, actor, scope: scopeOf(actor), require: () => undefined }
    // None of these asks its call for more than this, and each answers how it went.
    const answer = (await handlers[id]?.(call as unknown as Call<typeof id> as never)) as
      | { readonly outcome: string; readonly result?: unknown }
      | undefined
    if (id === 'request.read') return answer
    if (answer?.outcome !== 'recorded') throw new Error(`demonstration: ${id} ${answer?.outcome}`)
    return answer.result
  }
}
