import { diceOf, idAt } from './dice.js'
import { inventName } from './names.js'
import { demoCounty, demoPrefecture } from './plan.js'
import type { StaffAccount } from './staff.js'
import { plannedWorks } from './supply-works.js'

export type SupplyStaff = {
  readonly accounts: readonly StaffAccount[]
  /** The prefecture's desk: it entered the makers and named who is named. */
  readonly desk: StaffAccount
  readonly liaisons: Readonly<Record<'liaison' | 'liaison2', StaffAccount>>
  /** Who reports for each of the planned enterprises, in their order. */
  readonly reporters: readonly StaffAccount[]
  /** Keepers of stores: the first is the sign-in that is shown. */
  readonly keepers: readonly [StaffAccount, StaffAccount]
  /** The county's desk, the sign-in that is shown: it decides about the requests of its hospital. */
  readonly countyDesk: StaffAccount
  /** Who asks for the county's hospital, and who approves inside. */
  readonly requester: StaffAccount
  readonly approver: StaffAccount
}

/** Supply desks of county and prefecture, a reporter an enterprise, two liaisons. The first of each is a sign-in that is shown. */
export const hireSupply = ({ seed, madeAt }: { readonly seed: number; readonly madeAt: number }): SupplyStaff => {
  const dice = diceOf(seed, -2, 2)
  const hire = (login: string, role: StaffAccount['role'], place: string): StaffAccount => ({
    ...{ id: idAt(dice, madeAt), login, name: inventName(dice, dice.chance(0.5) ? 'female' : 'male') },
    ...{ role, place, grant: idAt(dice, madeAt) },
  })
  const countyDesk = hire('supply', 'supplyDesk', demoCounty)
  const desk = hire(`supply.${demoPrefecture}`, 'supplyDesk', demoPrefecture)
  const liaison = hire('liaison', 'liaison', demoPrefecture)
  const liaison2 = hire(`liaison2.${demoPrefecture}`, 'liaison', demoPrefecture)
  const reporters = plannedWorks.map(({ place }, i) => {
    const home = place.slice(0, 6)
    return hire(i === 0 ? 'reporter' : `reporter${i + 1}.${home}`, 'enterpriseReporter', home)
  })
  // Hired last: the names of those who were there before stay what they were.
  const keepers = [
    hire('keeper', 'warehouseKeeper', demoCounty),
    hire(`keeper2.${demoCounty}`, 'warehouseKeeper', demoCounty),
  ] as const
  const requester = hire('requester', 'hospitalRequester', demoCounty)
  const approver = hire('approver', 'hospitalApprover', demoCounty)
  return {
    accounts: [countyDesk, desk, liaison, liaison2, ...reporters, ...keepers, requester, approver],
    desk,
    liaisons: { liaison, liaison2 },
    reporters,
    keepers,
    countyDesk,
    requester,
    approver,
  }
}
