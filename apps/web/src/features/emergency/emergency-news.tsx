import { Link, useRouterState } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useDesk } from '../../i18n/desk.js'
import { useI18n } from '../../i18n/i18n.js'
import { useMay } from '../session/session.js'
import { useAccesses } from './use-accesses.js'
import './emergency.css'

/** Pages that tell it themselves, with who and why. */
const tellingPages: readonly string[] = ['', 'board', 'morning', 'audit', 'emergency']
const listPage = 'emergency'

/** Says on every other page of the desk that somebody above has a person open, until it was read (X2). */
export const EmergencyNews = () => {
  const { emergency: words } = useDesk()
  const { number } = useI18n()
  const may = useMay()
  const page = useRouterState({ select: ({ location }) => location.pathname.split('/')[1] ?? '' })
  // Auditors look at the audit; they see it there.
  const watches = may('emergency.list') && !may('emergency.open') && may('live.follow')
  const { data } = useAccesses({ enabled: watches })
  const [read, setRead] = useState<ReadonlySet<string>>(new Set())
  const open = (data?.rows ?? []).filter((row) => row.open)
  const ids = open.map(({ id }) => id).join()
  const setAllRead = (): void => setRead((known) => new Set([...known, ...ids.split(',')]))
  useEffect(() => {
    if (page === listPage && ids !== '') setRead((known) => new Set([...known, ...ids.split(',')]))
  }, [page, ids])
  const news = watches && !tellingPages.includes(page) ? open.filter(({ id }) => !read.has(id)) : []
  const [first] = news
  return (
    // Stands empty from the start: what is put into it later is read out.
    <div role="status">
      {first !== undefined && (
        <div className="note note-alarm between">
          <span>
            <strong>{words.noticeTitle(number(news.length))}</strong>
            {first.by !== null && ` ${words.newsBy(first.by)}`}
          </span>
          <span className="line">
            <Link to="/emergency" search={{}} className="btn">
              {words.newsLook}
            </Link>
            <button type="button" className="btn btn-quiet" onClick={setAllRead}>
              {words.newsRead}
            </button>
          </span>
        </div>
      )}
    </div>
  )
}
