import type { AlarmsOnly } from '@lianfang/contract'
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react'
import { usePages } from '../../api/use-api.js'
import { useAlarmWords } from '../../i18n/alarms.js'
import { useI18n } from '../../i18n/i18n.js'
import { whenStill } from '../../live/when-still.js'
import { useNow } from '../../ui/clock.js'
import { InAllLine, PagedList } from '../../ui/counted-list.js'
import { EmptyState, Loaded } from '../../ui/states.js'
import { AlarmCard } from './alarm-card.js'
import { byPerson, mostUrgentFirst } from './alarm-order.js'
import { type Alarm, useOpenAlarms } from './use-alarms.js'

// Long enough to press a button that one aims at, short enough for two seconds in all.
const stillMs = 700
const touches = ['pointerdown', 'pointermove', 'scroll', 'keydown'] as const

/** The order of a list, renewed only while nobody aims at it; what is new or gone meanwhile waits for that moment. */
const useStillOrder = (alarms: readonly Alarm[]): readonly Alarm[] => {
  const wanted = mostUrgentFirst(alarms, useNow()).map(({ id }) => id)
  const [order, setOrder] = useState(wanted)
  const latest = useRef(wanted)
  const touched = useRef(0)
  latest.current = wanted
  useEffect(() => {
    const touch = (): void => {
      touched.current = Date.now()
    }
    for (const kind of touches) addEventListener(kind, touch, { capture: true, passive: true })
    return () => {
      for (const kind of touches) removeEventListener(kind, touch, { capture: true })
    }
  }, [])
  const renew = useMemo(
    () => whenStill(() => setOrder(latest.current), { lastTouch: () => touched.current, stillMs }),
    [],
  )
  const key = wanted.join()
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked for when the order that is wanted changes
  useEffect(() => renew(), [key, renew])
  const byId = new Map(alarms.map((alarm) => [alarm.id, alarm]))
  return order.flatMap((id) => byId.get(id) ?? [])
}

type Name = (alarm: Alarm) => ReactNode
type Props = { readonly place: string; readonly name: Name }

const Cards = ({ alarms, name }: { readonly alarms: readonly Alarm[]; readonly name: Name }) => {
  const { page } = useAlarmWords()
  return (
    <ul className="alarm-list" aria-label={page.list}>
      {byPerson(alarms).map((group) => (
        <li key={group[0].personId}>
          <AlarmCard alarms={group} name={name} />
        </li>
      ))}
    </ul>
  )
}

const Standing = ({ alarms, name }: { readonly alarms: readonly Alarm[]; readonly name: Name }) => {
  const { page } = useAlarmWords()
  const ordered = useStillOrder(alarms)
  if (alarms.length === 0) return <EmptyState title={page.empty}>{page.emptyHint}</EmptyState>
  return <Cards alarms={ordered} name={name} />
}

/** All of them, a page after the other, where one answer does not hold them. */
const AllOpen = ({ place, name }: Props) => {
  const query = usePages('alarm.list', { query: { place, state: 'open', limit: 200 } })
  return (
    <PagedList query={query} skeleton={8} empty={null}>
      {(rows) => <Cards alarms={rows} name={name} />}
    </PagedList>
  )
}

/** Open alarms of a place, followed live. */
export const OpenAlarms = ({ place, name }: Props) => {
  const { page } = useAlarmWords()
  const { number } = useI18n()
  const query = useOpenAlarms(place)
  const [all, setAll] = useState<string | null>(null)
  if (all === place) return <AllOpen place={place} name={name} />
  return (
    <Loaded query={query} rows={8}>
      {({ rows, next, inAll }) => (
        <>
          {rows.length > 0 && <InAllLine inAll={inAll} />}
          <Standing key={place} alarms={rows} name={name} />
          {next !== null && (
            <p className="line">
              <span className="muted">{page.mostUrgent(number(rows.length))}</span>
              <button type="button" className="btn" onClick={() => setAll(place)}>
                {page.showAll}
              </button>
            </p>
          )}
        </>
      )}
    </Loaded>
  )
}

type SomeProps = Props & { readonly only: AlarmsOnly }

/** Some of the open ones, as a figure of the morning counts them; the live stream renews them as well. */
export const SomeAlarms = ({ place, only, name }: SomeProps) => {
  const { page } = useAlarmWords()
  const query = usePages('alarm.list', { query: { place, only, limit: 50 } })
  return (
    <PagedList query={query} skeleton={8} empty={<EmptyState title={page.empty}>{page.emptyHint}</EmptyState>}>
      {(rows) => <Cards alarms={rows} name={name} />}
    </PagedList>
  )
}

/** Closed ones, newest first. */
export const ClosedAlarms = ({ place, name }: Props) => {
  const { page } = useAlarmWords()
  const query = usePages('alarm.list', { query: { place, state: 'closed', limit: 50 } })
  return (
    <PagedList query={query} skeleton={8} empty={<EmptyState title={page.closedEmpty} />}>
      {(rows) => <Cards alarms={rows} name={name} />}
    </PagedList>
  )
}
