import type { AssetAct, AssetState } from '@lianfang/domain/supply'
import type { AssetRow } from './types.js'

const firstAt: Readonly<Record<AssetState, AssetAct>> = {
  onLoan: 'returned',
  inUse: 'useEnded',
  fault: 'repaired',
  maintenance: 'maintained',
  held: 'check',
  outOfContract: 'check',
  consumablesShort: 'check',
  notTold: 'check',
  reserved: 'check',
  ready: 'use',
}

type Offered = Pick<AssetRow, 'state' | 'reasons' | 'fault' | 'use' | 'inMaintenanceSince' | 'loan'>

/** What can be said of a device as it is, the likeliest first. The server decides; what it would refuse is not offered. */
export const offeredActs = ({ state, reasons, fault, use, inMaintenanceSince, loan }: Offered): readonly AssetAct[] => {
  // Lent to a store, it comes back as a transfer does; its return is told once it is here.
  if (state === 'onLoan') return loan?.store === null ? ['returned'] : []
  const servicing = inMaintenanceSince !== null
  const goes =
    fault === null &&
    use === null &&
    !servicing &&
    !['held', 'reserved'].some((one) => reasons.some((reason) => reason === one))
  const all: Readonly<Record<AssetAct, boolean>> = {
    check: true,
    use: goes,
    useEnded: use !== null,
    fault: fault === null,
    repaired: fault !== null,
    maintain: use === null && !servicing && !reasons.includes('reserved'),
    maintained: use === null,
    lend: goes && loan === null,
    returned: loan !== null,
  }
  const first = loan !== null ? 'returned' : firstAt[state]
  const order: readonly AssetAct[] = [
    'check',
    'use',
    'useEnded',
    'fault',
    'repaired',
    'maintain',
    'maintained',
    'lend',
    'returned',
  ]
  return [first, ...order.filter((act) => act !== first)].filter((act) => all[act])
}
