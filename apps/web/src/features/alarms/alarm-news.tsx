import { Link } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { useAlarmWords } from '../../i18n/alarms.js'
import { useI18n } from '../../i18n/i18n.js'
import { useReasons } from './reasons.js'
import { ring } from './sound.js'
import { type Alarm, useAlarmPlace, useNewestAlarms, useOpenAlarms } from './use-alarms.js'
import './alarms.css'

/** One that a graver reading has opened again is told again. */
const newsOf = ({ id, graverAt }: Alarm): string => `${id} ${graverAt ?? ''}`

const momentOf = ({ raisedAt, graverAt }: Alarm): number => Date.parse(graverAt ?? raisedAt)

type Known = { readonly ids: ReadonlySet<string>; readonly latest: number; readonly whole: boolean }

/** What was not there before. Of a part only what is younger than all before: an old one comes up when another is ended. */
const freshOf = (rows: readonly Alarm[], before: Known | null, whole: boolean): readonly Alarm[] => {
  if (before === null) return []
  const unknown = rows.filter((alarm) => !before.ids.has(newsOf(alarm)))
  return whole && before.whole ? unknown : unknown.filter((alarm) => momentOf(alarm) > before.latest)
}

/** Alarms that came while this page was open, and the way to have seen them. */
const useNews = () => {
  const place = useAlarmPlace()
  const { data } = useOpenAlarms(place)
  const whole = data?.next === null
  const { data: newest } = useNewestAlarms(place, data !== undefined && !whole)
  const known = useRef<Known | null>(null)
  const [news, setNews] = useState<readonly Alarm[]>([])
  useEffect(() => {
    if (data === undefined || (!whole && newest === undefined)) return
    const rows = [
      ...new Map([...data.rows, ...(whole ? [] : (newest?.rows ?? []))].map((one) => [one.id, one])).values(),
    ]
    const before = known.current
    const latest = Math.max(before?.latest ?? 0, ...rows.map(momentOf))
    known.current = { ids: new Set([...(before?.ids ?? []), ...rows.map(newsOf)]), latest, whole }
    const fresh = freshOf(rows, before, whole)
    if (fresh.length > 0) ring()
    // Whoever has it in hand, or closed it, has made it old.
    const waiting = new Set(rows.filter(({ acknowledged }) => acknowledged === null).map(newsOf))
    setNews((shown) => [...fresh, ...shown].filter((alarm) => waiting.has(newsOf(alarm))))
  }, [data, newest, whole])
  return { news, seen: () => setNews([]) }
}

/** Says a new alarm on whatever page is open, without reload, read out and without flashing (K5). */
export const AlarmNews = () => {
  const { news: words } = useAlarmWords()
  const { number } = useI18n()
  const textOf = useReasons()
  const { news, seen } = useNews()
  const [first] = news
  return (
    // Stands empty from the start: what is put into it later is read out.
    <div role="alert">
      {first !== undefined && (
        <div className="note note-alarm between alarm-news">
          <strong>{news.length === 1 ? words.one(first.name, textOf(first)) : words.many(number(news.length))}</strong>
          <span className="line">
            <Link to="/alarms" className="btn" onClick={seen}>
              {words.look}
            </Link>
            <button type="button" className="btn btn-quiet" onClick={seen}>
              {words.close}
            </button>
          </span>
        </div>
      )}
    </div>
  )
}
