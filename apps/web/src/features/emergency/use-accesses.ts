import type { Reply } from '../../api/client.js'
import { useApi } from '../../api/use-api.js'
import { useMay } from '../session/session.js'

export type Access = Reply<'emergency.list'>['rows'][number]

/** Auditors have no live stream, and an access closes without anybody doing anything: asked anew now and then. */
const renewMs = 20_000

export const useAccesses = (options: { readonly enabled?: boolean } = {}) => {
  const may = useMay()
  return useApi('emergency.list', {}, { refetchInterval: renewMs, enabled: may('emergency.list'), ...options })
}
