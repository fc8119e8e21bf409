import { Link, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { Page } from '../../app/page.js'
import type { DeskSearch } from '../../app/search-params.js'
import { usePlace } from '../../app/use-place.js'
import { useI18n } from '../../i18n/i18n.js'
import { useNightWords } from '../../i18n/night.js'
import { Loaded } from '../../ui/states.js'
import { isFieldRole } from '../session/home.js'
import { useMay, useSession } from '../session/session.js'
import { CallForm } from './call-form.js'
import { CallsTab } from './calls-tab.js'
import './desk.css'
import { DutyTab } from './duty-tab.js'
import { keptCall } from './kept-call.js'
import { RotaTab } from './rota-tab.js'
import { type DeskState, useDeskState } from './use-desk-page.js'

const tabs = ['calls', 'duty', 'rota'] as const

/** What stands above every part: who is on duty, what is open, what is late, and where nobody is. */
const Strip = ({ desk, here }: { readonly desk: DeskState; readonly here: DeskSearch }) => {
  const words = useNightWords()
  const { number, words: base } = useI18n()
  const held = desk.holder === null ? [] : [words.heldBy(desk.holder.name)]
  const names = [...desk.onDuty.map(({ name }) => name), ...held].join(base.listSeparator)
  return (
    <dl className="card desk-strip">
      <div>
        <dt>{words.onDuty}</dt>
        <dd className={names === '' ? 'alarm-text' : ''}>{names === '' ? words.nobodyOnDuty : names}</dd>
      </div>
      <div>
        <dt>{words.open}</dt>
        <dd className="num">
          <Link to="/desk" search={here} className="quiet-link">
            {number(desk.open)}
          </Link>
        </dd>
      </div>
      <div>
        <dt>{words.overdue}</dt>
        <dd className={`num ${desk.overdue > 0 ? 'alarm-text' : ''}`}>
          <Link to="/desk" search={here} className="quiet-link">
            {number(desk.overdue)}
          </Link>
        </dd>
      </div>
      <div>
        <dt>{words.gaps}</dt>
        <dd className={`num ${desk.gaps.length > 0 ? 'alarm-text' : ''}`}>
          <Link to="/desk" search={{ ...here, tab: 'rota' }} className="quiet-link">
            {number(desk.gaps.length)}
          </Link>
        </dd>
      </div>
    </dl>
  )
}

/** The place whose desk is looked at: a township's, or the county's own. */
const useDeskPlace = (): string => {
  const chosen = usePlace()
  const { acting } = useSession()
  const own = acting.place.code
  const place = chosen.length < own.length ? own : chosen
  return place.length >= 9 ? place.slice(0, 9) : place
}

/** The 24-hour desk: calls that came in, who is on duty, and the rota (K4). */
export const DeskPage = () => {
  const words = useNightWords()
  const may = useMay()
  const place = useDeskPlace()
  const search = useSearch({ from: '/desk' })
  const query = useDeskState(place)
  const session = useSession()
  const { account } = session
  // A call that was begun is taken up where it was left, after a reload or from another page. Asked once: when it is recorded
  // nothing is kept any more, and its result still stands on the screen.
  const [recording, setRecording] = useState(() => may('call.write') && keptCall(account.id, place) !== null)
  const tab = search.tab ?? 'calls'
  const here: DeskSearch = search.place === undefined ? {} : { place: search.place }
  return (
    <Page
      title={words.title}
      error={query.error}
      aside={query.data === undefined ? undefined : words.place(query.data.place.name)}
      actions={
        <>
          {isFieldRole(session) && (
            <a className="btn" href="/field">
              {words.toDay}
            </a>
          )}
          {may('call.write') && !recording && (
            <button type="button" className="btn btn-main" onClick={() => setRecording(true)}>
              {words.calls.record}
            </button>
          )}
        </>
      }
    >
      <Loaded query={query} rows={8}>
        {(desk) => (
          <div className="stack-wide" key={place}>
            <Strip desk={desk} here={here} />
            {recording ? (
              <CallForm place={place} desk={desk} onClose={() => setRecording(false)} />
            ) : (
              <>
                <nav className="tabs" aria-label={words.tabs}>
                  {tabs.map((name) => (
                    <Link
                      key={name}
                      to="/desk"
                      search={name === 'calls' ? here : { ...here, tab: name }}
                      activeOptions={{ exact: true }}
                      className="tab"
                      aria-current={tab === name ? 'page' : undefined}
                    >
                      {words.tab[name]}
                    </Link>
                  ))}
                </nav>
                {tab === 'calls' && <CallsTab place={place} desk={desk} />}
                {tab === 'duty' && <DutyTab desk={desk} />}
                {tab === 'rota' && <RotaTab desk={desk} />}
              </>
            )}
          </div>
        )}
      </Loaded>
    </Page>
  )
}
