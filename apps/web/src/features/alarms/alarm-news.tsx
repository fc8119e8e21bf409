import { Link } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { useAlarmWords } from '../../i18n/alarms.js'
import { useI18n } from '../../i18n/i18n.js'
import { useReasons } from './reasons.js'
import { ring } from './sound.js'
import { type Alarm, useAlarmPlace, useOpenAlarms } from './use-alarms.js'
import './alarms.css'

/** Alarms that came while this page was open, and the way to have seen them. */
const useNews = () => {
  const { data } = useOpenAlarms(useAlarmPlace())
  const known = useRef<ReadonlySet<string> | null>(null)
  const [news, setNews] = useState<readonly Alarm[]>([])
  useEffect(() => {
    if (data === undefined) return
    const before = known.current
    known.current = new Set([...(before ?? []), ...data.rows.map(({ id }) => id)])
    const fresh = before === null ? [] : data.rows.filter(({ id }) => !before.has(id))
    if (fresh.length > 0) ring()
    // Whoever has it in hand, or closed it, has made it old.
    const waiting = new Set(data.rows.filter(({ acknowledged }) => acknowledged === null).map(({ id }) => id))
    setNews((shown) => [...fresh, ...shown].filter(({ id }) => waiting.has(id)))
  }, [data])
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
