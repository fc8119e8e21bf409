import { serverNow } from '../../api/client.js'
import { partsIn } from '../../ui/time.js'
import { useZone } from '../../ui/zone.js'

export type Usual = { readonly spo2Percent: number; readonly until: string }

/** The usual SpO2 that a doctor set, while it holds today; null where there is none. */
export const useUsual = ({ baseline }: { readonly baseline?: Usual | null | undefined }): Usual | null => {
  const today = partsIn(serverNow(), useZone()).day
  return baseline != null && today <= baseline.until ? baseline : null
}
