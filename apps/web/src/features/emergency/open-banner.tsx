import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { call } from '../../api/client.js'
import { useDesk } from '../../i18n/desk.js'
import { useI18n } from '../../i18n/i18n.js'
import { useSecond } from '../../ui/clock.js'
import { ProblemNote } from '../../ui/states.js'
import { formatInstant } from '../../ui/time.js'
import { useToast } from '../../ui/toast.js'
import { useZone } from '../../ui/zone.js'
import { countdown } from './countdown.js'
import type { Access } from './use-accesses.js'

/** That a person is open, for how long still, and the way to end it; when the time is over the page is forgotten. */
export const OpenBanner = ({ access }: { readonly access: Access }) => {
  const { emergency: words } = useDesk()
  const { language } = useI18n()
  const zone = useZone()
  const client = useQueryClient()
  const toast = useToast()
  const left = Date.parse(access.until) - useSecond()
  const isOver = left <= 0
  useEffect(() => {
    if (!isOver) return
    client.removeQueries({ queryKey: ['person.read'] })
    void client.invalidateQueries({ queryKey: ['emergency.list'] })
  }, [isOver, client])
  const end = useMutation({
    mutationFn: () => call('emergency.end', { params: { id: access.id } }),
    onSuccess: () => {
      toast({ text: words.ended })
      client.removeQueries({ queryKey: ['person.read'] })
      return client.invalidateQueries({ queryKey: ['emergency.list'] })
    },
  })
  return (
    <section className="note note-alarm between emergency-banner" aria-label={words.banner(access.countyName)}>
      <span>
        <strong>{words.banner(access.countyName)}</strong>
        <br />
        {words.left}{' '}
        <span role="timer" className="num emergency-left">
          {countdown(left)}
        </span>{' '}
        <span className="muted num">{words.closesAt(formatInstant(access.until, zone, language))}</span>
      </span>
      <button type="button" className="btn btn-danger" disabled={end.isPending} onClick={() => end.mutate()}>
        {words.endNow}
      </button>
      {end.error && <ProblemNote error={end.error} saving />}
    </section>
  )
}
