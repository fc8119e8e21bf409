import type { Reply } from '../../api/client.js'
import { useApi } from '../../api/use-api.js'
import { useMay } from '../session/session.js'

export type Access = Reply<'emergency.list'>['rows'][number]

/** An access closes without anybody doing anything; that one was opened is told by the live stream. */
const renewMs = 20_000
/** Auditors have no live stream and are shown it at once all the same. */
const watchMs = 2_000

export const useAccesses = (options: { readonly enabled?: boolean } = {}) => {
  const may = useMay()
  const refetchInterval = may('live.follow') ? renewMs : watchMs
  return useApi('emergency.list', {}, { refetchInterval, enabled: may('emergency.list'), ...options })
}
