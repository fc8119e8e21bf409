import type { Pulse } from '@lianfang/contract'
import type { Actor } from '@lianfang/domain/org'
import { isFieldBound } from '@lianfang/domain/org'
import { type PlaceCode, within } from '@lianfang/domain/shared'
import type { FastifyReply } from 'fastify'
import pg from 'pg'
import type { Database } from '../db/index.js'
import { noticeChannel, type SettledNotice } from '../settle/index.js'

type Reader = {
  readonly actor: Actor
  readonly send: (text: string) => void
  readonly close: () => void
  /** Whether the session is live and acts as it did when the stream was opened. */
  readonly still: () => Promise<boolean>
  /** Pulses that wait for `still`; null when nothing is in doubt. */
  held: string[] | null
}

/** At most 20 pulses a second to one screen. */
const pulseEveryMs = 50
/** A line now and then, so that proxies keep the stream and a dead client is noticed. */
const beatEveryMs = 20_000

type Follow = Pick<Reader, 'actor' | 'still'> & { readonly reply: FastifyReply; readonly until: number }

export type Live = {
  /** Turns one request into a stream of pulses until it is closed. */
  readonly follow: (options: Follow) => void
  /** Closes the streams of an account; the screens ask again and are told why. */
  readonly hangUp: (account: string) => void
  /** Looks at every stream's session again, after one was withdrawn or acts as somebody else; until then nothing is sent. */
  readonly recheck: () => void
  readonly readers: () => number
  readonly stop: () => Promise<void>
}

/**
 * What of a notice one reader may know: places inside the reader's place; for viewers and desks, that something inside
 * changed; for field staff only their own team. Codes and ids, never people.
 */
export const pulseFor = (actor: Actor, notice: SettledNotice, at: string): Pulse | null => {
  if (isFieldBound(actor)) {
    const teams = notice.teams.filter((team) => team === actor.teamId)
    return teams.length === 0 ? null : { places: [], teams, alarms: notice.alarms, at }
  }
  const inside = notice.places.filter((place) => within(actor.place, place as PlaceCode)) // codes written by the settler
  const above = notice.places.some((place) => place !== actor.place && within(place as PlaceCode, actor.place))
  // A township's screen shows nothing but its own; a county's counters moving alone say nothing to it.
  if (inside.length === 0 && !(above && actor.role === 'townshipManager')) return null
  const deep = actor.role === 'countyOfficer' || actor.role === 'townshipManager'
  const places = deep
    ? inside
    : [...new Set(inside.map((place) => place.slice(0, Math.max(2, actor.place.length + 2))))]
  return { places: [...new Set([...places, actor.place])], teams: [], alarms: notice.alarms, at }
}

/** Follows the settler's notices on a connection of its own and passes pulses on to open screens. */
export const startLive = (db: Database, log: (line: string) => void): Live => {
  const readers = new Set<Reader>()
  const state = { stopped: false, places: new Set<string>(), teams: new Set<string>(), alarms: false, timer: false }
  // Only once it is connected: ended before, the driver waits for ever.
  let connected: pg.Client | undefined

  const flush = (): void => {
    state.timer = false
    const notice = { places: [...state.places], teams: [...state.teams], alarms: state.alarms }
    state.places.clear()
    state.teams.clear()
    state.alarms = false
    const at = new Date().toISOString()
    for (const reader of readers) {
      const pulse = pulseFor(reader.actor, notice, at)
      if (pulse === null) continue
      const text = `event: pulse\ndata: ${JSON.stringify(pulse)}\n\n`
      if (reader.held === null) reader.send(text)
      else reader.held.push(text)
    }
  }
  const look = async (reader: Reader): Promise<void> => {
    const held: string[] = []
    reader.held = held
    const live = await reader.still().catch(() => false)
    if (!live) return reader.close()
    // Somebody asked again meanwhile: what was held goes to the later look.
    if (reader.held !== held) {
      reader.held?.unshift(...held)
      return
    }
    reader.held = null
    for (const text of held) reader.send(text)
  }
  const recheck = (): void => {
    for (const reader of readers) void look(reader)
  }
  const onNotice = (payload: string): void => {
    const notice = JSON.parse(payload) as SettledNotice // written by the settler
    for (const place of notice.places) state.places.add(place)
    for (const team of notice.teams) state.teams.add(team)
    state.alarms ||= notice.alarms
    if (!state.timer) {
      state.timer = true
      setTimeout(flush, pulseEveryMs)
    }
  }
  const listen = async (): Promise<void> => {
    while (!state.stopped) {
      const { host, port, database, user, password, ssl } = db.app.options
      const client = new pg.Client({ host, port, database, user, password, ssl })
      const ended = new Promise<void>((done) => client.once('end', () => done()))
      client.on('error', () => undefined)
      client.on('notification', (n) => n.payload !== undefined && onNotice(n.payload))
      try {
        await client.connect()
        connected = client
        if (state.stopped) return await client.end()
        await client.query(`listen ${noticeChannel}`)
        await ended
      } catch (error) {
        log(`live: ${error instanceof Error ? error.message : 'failed'}`)
      }
      if (!state.stopped) await new Promise((done) => setTimeout(done, 500))
    }
  }
  const listening = listen()
  const beat = setInterval(() => {
    for (const reader of readers) reader.send(': beat\n\n')
    // A session that another process withdrew is noticed here.
    recheck()
  }, beatEveryMs)
  beat.unref()

  return {
    recheck,
    follow: ({ actor, still, reply, until }) => {
      reply.hijack()
      const raw = reply.raw
      raw.writeHead(200, {
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
      })
      raw.write('retry: 2000\n\n')
      const reader: Reader = {
        actor,
        // A reader that does not read is let go instead of growing the memory.
        send: (text) => (raw.writableLength > 262_144 ? raw.destroy() : raw.write(text)),
        close: () => {
          readers.delete(reader)
          raw.end()
        },
        still,
        held: null,
      }
      readers.add(reader)
      // The stream ends with the session at the latest; the screen then asks again and is told why.
      const expiry = setTimeout(reader.close, Math.min(Math.max(0, until - Date.now()), 600_000))
      raw.on('close', () => {
        clearTimeout(expiry)
        readers.delete(reader)
      })
    },
    hangUp: (account) => {
      for (const reader of readers) if (reader.actor.accountId === account) reader.close()
    },
    readers: () => readers.size,
    stop: async () => {
      state.stopped = true
      clearInterval(beat)
      for (const reader of readers) reader.close()
      await connected?.end().catch(() => undefined)
      await listening
    },
  }
}
