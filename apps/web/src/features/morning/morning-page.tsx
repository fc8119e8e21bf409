import { Link } from '@tanstack/react-router'
import type { Reply } from '../../api/client.js'
import { useApi } from '../../api/use-api.js'
import { Page } from '../../app/page.js'
import { usePlace } from '../../app/use-place.js'
import { useDesk } from '../../i18n/desk.js'
import { useI18n } from '../../i18n/i18n.js'
import { useMorningWords } from '../../i18n/morning.js'
import { usePlaceName } from '../../i18n/place-name.js'
import { Moment } from '../../ui/moment.js'
import { EmptyState, Loaded } from '../../ui/states.js'
import { formatInstant } from '../../ui/time.js'
import { useZone } from '../../ui/zone.js'
import { OpenNotice } from '../emergency/open-notice.js'
import { ListOf } from './list-of.js'
import './morning.css'
import { SixToday } from './six-today.js'

type Morning = Reply<'morning.read'>
type Waiting = Morning['waiting'][number]

/** What nobody may leave until later today. */
const urgent: ReadonlySet<Waiting['key']> = new Set([
  'alarms',
  'held',
  'referNow',
  'calls',
  'handovers',
  'shifts',
  'noRota',
  'offerReferral',
  'rounds',
  'askedBack',
])

const Item = ({ one, morning }: { readonly one: Waiting; readonly morning: Morning }) => {
  const words = useMorningWords()
  const { number } = useI18n()
  const { name, says } = words.keys[one.key]
  const at = { of: one.key, day: morning.checked } as const
  return (
    <li className={`card morning-item ${urgent.has(one.key) ? 'is-urgent' : ''}`}>
      <span className="morning-number num">{number(one.n)}</span>
      <div className="stack-tight">
        {one.parts.length === 0 ? (
          <ListOf {...at} place={morning.place.code}>
            <strong>{name}</strong>
          </ListOf>
        ) : (
          <strong>{name}</strong>
        )}
        <span>
          {says(number(one.n))}
          {one.oldest !== null && (
            <span className="muted small">
              {' '}
              {words.oldestOf(one.key) ?? words.oldest} <Moment at={one.oldest} />
            </span>
          )}
        </span>
        {one.parts.length > 0 && (
          <span className="line small">
            {one.parts.map((part) => (
              <ListOf key={part.code} {...at} day={part.day ?? at.day} place={part.code}>
                {part.name} <span className="num">{number(part.n)}</span>
              </ListOf>
            ))}
          </span>
        )}
      </div>
    </li>
  )
}

const News = ({ morning }: { readonly morning: Morning }) => {
  const words = useMorningWords()
  const { number } = useI18n()
  const { code: place } = morning.place
  return (
    <section className="stack" aria-labelledby="morning-news">
      <h2 id="morning-news">{words.news}</h2>
      <ul className="morning-news">
        {(['infection', 'death', 'admission', 'discharge'] as const).map((kind) => (
          <li key={kind} className="card">
            <span className="muted small">{words.newsOf[kind]}</span>
            <span className="morning-number num">
              {morning.news[kind] === 0 ? (
                number(0)
              ) : (
                <Link
                  to="/morning/news"
                  search={{ place, kind }}
                  className="quiet-link"
                  aria-label={`${words.newsOf[kind]} ${number(morning.news[kind])}`}
                >
                  {number(morning.news[kind])}
                </Link>
              )}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

const Whole = ({ morning }: { readonly morning: Morning }) => {
  const words = useMorningWords()
  const { words: base } = useI18n()
  const { unraised } = morning
  const open = morning.waiting.filter(({ n }) => n > 0)
  const calm = morning.waiting.filter(({ n }) => n === 0).map(({ key }) => words.keys[key].name)
  const closed = morning.closed.map((key) => words.keys[key].name)
  return (
    <>
      <section className="stack" aria-labelledby="morning-waiting">
        <h2 id="morning-waiting">{words.waiting}</h2>
        {unraised !== null && (
          <p className="note alarm-text" role="alert">
            {words.unraised(unraised.n, unraised.rules.join(base.listSeparator))}{' '}
            <Link to="/policy" search={{ place: morning.place.code }}>
              {words.toRules}
            </Link>
          </p>
        )}
        {open.length === 0 && <p>{words.nothing}</p>}
        <ol className="morning-list">
          {open.map((one) => (
            <Item key={one.key} one={one} morning={morning} />
          ))}
        </ol>
        {closed.length > 0 && <p className="note">{words.closed(closed.join(base.listSeparator))}</p>}
        {calm.length > 0 && <p className="muted">{words.calm(calm.join(base.listSeparator))}</p>}
      </section>
      <News morning={morning} />
      <SixToday place={morning.place.code} />
    </>
  )
}

/** A county officer's or a township manager's morning in one page: what needs a person, the night, and the six (K6). */
export const MorningPage = () => {
  const words = useMorningWords()
  const { nav } = useDesk()
  const { language } = useI18n()
  const placeName = usePlaceName()
  const zone = useZone()
  const chosen = usePlace()
  const place = chosen.slice(0, 9)
  const here = place.length >= 6
  const query = useApi('morning.read', { query: { place } }, { enabled: here, keep: 'previous' })
  const { data } = query
  return (
    <Page
      title={data === undefined ? nav.morning : words.title(placeName(data.place))}
      error={query.error}
      aside={data === undefined ? undefined : `${words.intro} ${words.asOf(formatInstant(data.asOf, zone, language))}`}
    >
      <OpenNotice quiet />
      {here ? (
        <Loaded query={query} rows={10}>
          {(morning) => <Whole morning={morning} />}
        </Loaded>
      ) : (
        <EmptyState title={words.needPlace} />
      )}
    </Page>
  )
}
