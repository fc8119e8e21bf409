import type { Pulse } from '@lianfang/contract'
import { urlOf } from '../api/client.js'

type Listener = (pulse: Pulse) => void
type Message = { readonly kind: 'pulse'; readonly pulse: Pulse } | { readonly kind: 'reopen' }

const name = 'lianfang-live'
const reopenAfterMs = 4_000

const openStream = (tell: Listener): (() => void) => {
  let source: EventSource | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  const open = (): void => {
    source = new EventSource(urlOf('live.follow', {}))
    source.addEventListener('pulse', (event) => tell(JSON.parse(event.data) as Pulse)) // the contract's Pulse
    source.onerror = () => {
      // The browser reconnects by itself unless the answer was no stream at all.
      if (source?.readyState !== EventSource.CLOSED) return
      clearTimeout(timer)
      timer = setTimeout(open, reopenAfterMs)
    }
  }
  open()
  return () => {
    clearTimeout(timer)
    source?.close()
  }
}

const isMessage = (data: unknown): data is Message => typeof data === 'object' && data !== null && 'kind' in data

/**
 * Follows the live stream, one connection a browser: the tab that holds the lock opens it and passes pulses on. Where
 * locks or channels are missing, each tab has its own. Answers how to stop.
 */
export const followLive = (tell: Listener): (() => void) => {
  if (!('locks' in navigator) || typeof BroadcastChannel === 'undefined') return openStream(tell)
  const channel = new BroadcastChannel(name)
  const stop = new AbortController()
  let reopen: () => void = () => undefined
  channel.onmessage = (event: MessageEvent<unknown>) => {
    if (!isMessage(event.data)) return
    if (event.data.kind === 'pulse') tell(event.data.pulse)
    else reopen()
  }
  const pass: Listener = (pulse) => {
    if (stop.signal.aborted) return // the last pulse of a stream that is being closed
    tell(pulse)
    channel.postMessage({ kind: 'pulse', pulse } satisfies Message)
  }
  const lead = (): Promise<void> =>
    new Promise((done) => {
      if (stop.signal.aborted) return done() // stopped between the lock's grant and this call
      let close = openStream(pass)
      reopen = () => {
        close()
        close = openStream(pass)
      }
      const end = (): void => {
        close()
        done()
      }
      stop.signal.addEventListener('abort', end)
    })
  navigator.locks.request(name, { signal: stop.signal }, lead).catch(() => undefined) // aborted while waiting
  // Another tab may hold a stream that was opened under another role or account.
  channel.postMessage({ kind: 'reopen' } satisfies Message)
  return () => {
    stop.abort()
    channel.close()
  }
}
