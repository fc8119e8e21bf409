import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo, useRef } from 'react'
import { throttle } from '../../live/throttle.js'
import { useLive } from '../../live/use-live.js'
import { whenStill } from '../../live/when-still.js'
import { useOutbox } from '../followups/outbox-context.js'

/** Long enough to read a row and tap it. */
const stillMs = 1_500
// A medic of a township hears of every team in it, twice a second on a busy day.
const spanMs = 3_000
const touches = ['pointerdown', 'pointermove', 'scroll', 'keydown'] as const

/**
 * Colleagues' work renews the open day, once the screen is still. While a record of one's own is not answered yet the
 * list waits: read now, it would bring back whom one has just contacted.
 */
export const useTeamPulse = (): void => {
  const client = useQueryClient()
  const outbox = useOutbox()
  const touched = useRef(0)
  useEffect(() => {
    const touch = (): void => {
      touched.current = Date.now()
    }
    for (const kind of touches) addEventListener(kind, touch, { capture: true, passive: true })
    return () => {
      for (const kind of touches) removeEventListener(kind, touch, { capture: true })
    }
  }, [])
  const renew = useMemo(() => {
    const read = (): void => {
      if (outbox.entries().every((entry) => entry.failed !== null))
        void client.invalidateQueries({ queryKey: ['followup.today'] })
    }
    return throttle(whenStill(read, { lastTouch: () => touched.current, stillMs }), spanMs)
  }, [client, outbox])
  useLive(renew)
}
