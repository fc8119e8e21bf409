import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { call, serverNow } from '../../api/client.js'
import { useCareHomeWords } from '../../i18n/care-homes.js'
import { useI18n } from '../../i18n/i18n.js'
import { ProblemNote } from '../../ui/states.js'
import { partsIn } from '../../ui/time.js'
import { useZone } from '../../ui/zone.js'
import { type HomePage, useRenewHomes } from './use-care-homes.js'

/** Closes a home that has shut down, or opens one again that was closed by mistake. */
export const CloseHome = ({ home }: { readonly home: HomePage }) => {
  const words = useCareHomeWords()
  const { common } = useI18n().words
  const renew = useRenewHomes()
  const today = partsIn(serverNow(), useZone()).day
  const [asked, setAsked] = useState(false)
  const close = useMutation({
    mutationFn: (closedOn: string | null) =>
      call('careHome.close', { params: { id: home.id }, body: { version: home.version, closedOn } }),
    onSuccess: async () => {
      await renew()
      setAsked(false)
    },
  })
  const stale = close.data?.outcome === 'stale' && <p role="alert">{words.stale}</p>
  const error = close.error && <ProblemNote error={close.error} saving />
  if (home.closedOn !== null) {
    return (
      <div className="stack">
        {error}
        {stale}
        <button
          type="button"
          className="btn"
          style={{ alignSelf: 'start' }}
          disabled={close.isPending}
          onClick={() => close.mutate(null)}
        >
          {words.reopen}
        </button>
      </div>
    )
  }
  if (!asked) {
    return (
      <button type="button" className="btn btn-quiet" style={{ alignSelf: 'start' }} onClick={() => setAsked(true)}>
        {words.closeHome}
      </button>
    )
  }
  return (
    <div className="note stack">
      <p>{words.closeAsk}</p>
      {error}
      {stale}
      <p className="line">
        <button type="button" className="btn btn-danger" disabled={close.isPending} onClick={() => close.mutate(today)}>
          {words.closeYes}
        </button>
        <button type="button" className="btn btn-quiet" onClick={() => setAsked(false)}>
          {common.cancel}
        </button>
      </p>
    </div>
  )
}
