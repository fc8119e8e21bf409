import { Link, Navigate, useNavigate, useSearch } from '@tanstack/react-router'
import { type Reply, serverNow } from '../../api/client.js'
import { placeInUrl } from '../../api/path.js'
import { useApi } from '../../api/use-api.js'
import { Page } from '../../app/page.js'
import { usePlace } from '../../app/use-place.js'
import { useDesk } from '../../i18n/desk.js'
import { useI18n } from '../../i18n/i18n.js'
import { TextField } from '../../ui/form.js'
import { EmptyState, Loaded } from '../../ui/states.js'
import { formatDay, partsIn } from '../../ui/time.js'
import { useZone } from '../../ui/zone.js'
import { CallbackCard } from './callback-card.js'
import './checks.css'
import { PatternCard } from './pattern-card.js'

type Day = Reply<'check.day'>

const dayMs = 86_400_000

const Townships = ({ place, day }: { readonly place: string; readonly day: string | undefined }) => {
  const { checks: words } = useDesk()
  const query = useApi('division.read', { params: { code: placeInUrl(place) } }, { staleTime: 3_600_000 })
  return (
    <>
      <EmptyState title={words.chooseTownship}>{words.chooseTownshipHint}</EmptyState>
      {place.length === 6 && (
        <Loaded query={query}>
          {({ children }) => (
            <ul className="columns">
              {children.map(({ code, name }) => (
                <li key={code}>
                  <Link
                    to="/checks"
                    search={{ place: code, ...(day === undefined ? {} : { day }) }}
                    className="btn btn-quiet"
                  >
                    {name}
                  </Link>
                </li>
              ))}
            </ul>
          )}
        </Loaded>
      )}
    </>
  )
}

type PickProps = { readonly day: string; readonly today: string; readonly yesterday: string }

const DayPick = ({ day, today, yesterday }: PickProps) => {
  const { checks: words } = useDesk()
  const navigate = useNavigate()
  const { place } = useSearch({ from: '/checks' })
  const go = (next: string): void => {
    if (next === '' || next > today) return
    void navigate({ to: '/checks', search: { ...(place === undefined ? {} : { place }), day: next }, replace: true })
  }
  return (
    <div className="filters">
      <TextField label={words.day} type="date" max={today} value={day} onChange={go} />
      <div className="chips">
        <button type="button" className="chip" aria-pressed={day === yesterday} onClick={() => go(yesterday)}>
          {words.yesterday}
        </button>
        <button type="button" className="chip" aria-pressed={day === today} onClick={() => go(today)}>
          {words.today}
        </button>
      </div>
    </div>
  )
}

type DaysProps = {
  readonly label: string
  readonly days: Day['owed']
  readonly day: string
  readonly dayWords: (day: string, n: string) => string
}

/** The days that the morning counts, as links, the newest first. */
const OwedDays = ({ label, days, day, dayWords }: DaysProps) => {
  const { number, language } = useI18n()
  const { place } = useSearch({ from: '/checks' })
  if (days.length === 0) return null
  return (
    <nav className="line" aria-label={label}>
      <span>{label}</span>
      {days.map((one) => (
        <Link
          key={one.day}
          to="/checks"
          search={{ ...(place === undefined ? {} : { place }), day: one.day }}
          className="quiet-link num"
          aria-current={one.day === day ? 'page' : undefined}
        >
          {dayWords(formatDay(one.day, language), number(one.n))}
        </Link>
      ))}
    </nav>
  )
}

const Callbacks = ({ data }: { readonly data: Day }) => {
  const { checks: words } = useDesk()
  const { number } = useI18n()
  const { callbacks, of } = data
  const done = callbacks.filter(({ result }) => result !== null).length
  const asked = callbacks.filter(({ result, gone }) => result !== null || gone === null).length
  return (
    <section className="stack" aria-labelledby="callbacks-title">
      <h2 id="callbacks-title">{words.callbacks}</h2>
      {of > 0 && (
        <p className="num">
          {words.drawn(number(callbacks.length), number(of))}
          {asked > 0 && ` · ${words.answered(number(done), number(asked))}`}
          {callbacks.length > asked && ` · ${words.notAsked(number(callbacks.length - asked))}`}
        </p>
      )}
      {callbacks.length === 0 ? (
        <EmptyState title={of === 0 ? words.noTalks : words.noneDrawn}>
          {of === 0 ? words.noTalksHint : words.noneDrawnHint(number(of))}
        </EmptyState>
      ) : (
        <ul className="check-cards">
          {callbacks.map((one) => (
            <CallbackCard key={one.followup} one={one} />
          ))}
        </ul>
      )}
    </section>
  )
}

const Patterns = ({ data, township }: { readonly data: Day; readonly township: string }) => {
  const { checks: words } = useDesk()
  return (
    <section className="stack" aria-labelledby="patterns-title">
      <h2 id="patterns-title">{words.patterns}</h2>
      <p className="muted">{data.patterns.length === 0 ? words.noPatterns : words.patternsHint}</p>
      <ul className="check-cards">
        {data.patterns.map((one) => (
          <PatternCard key={`${one.account}${one.kind}${one.beganAt}`} one={one} township={township} />
        ))}
      </ul>
    </section>
  )
}

/** A day of recorded work: drawn follow-ups that are called back, and entries that cannot well be true (K3). */
export const ChecksPage = () => {
  const { checks: words } = useDesk()
  const place = usePlace()
  const search = useSearch({ from: '/checks' })
  const zone = useZone()
  const [today, yesterday] = [partsIn(serverNow(), zone).day, partsIn(serverNow() - dayMs, zone).day]
  const day = search.day ?? yesterday
  const township = place.slice(0, 9)
  const chosen = place.length >= 9
  const query = useApi('check.day', { query: { township, day } }, { enabled: chosen })
  return (
    <Page title={words.title} aside={words.intro} error={query.error}>
      {chosen ? (
        <>
          <DayPick day={day} today={today} yesterday={yesterday} />
          <Loaded query={query}>
            {(data) => (
              <div className="stack-wide" key={`${township}${day}`}>
                {search.day === undefined && data.owed[0] !== undefined && (
                  <Navigate to="/checks" search={{ ...search, day: data.owed[0].day }} replace />
                )}
                <OwedDays label={words.owed} days={data.owed} day={day} dayWords={words.owedDay} />
                <OwedDays label={words.unjudged} days={data.unjudged} day={day} dayWords={words.unjudgedDay} />
                {/* What nobody has looked into stands first: thirty call-backs are longer than a screen. */}
                {data.patterns.some(({ seen }) => seen === null) && <Patterns data={data} township={township} />}
                <Callbacks data={data} />
                {data.patterns.every(({ seen }) => seen !== null) && <Patterns data={data} township={township} />}
              </div>
            )}
          </Loaded>
        </>
      ) : (
        <Townships place={place} day={search.day} />
      )}
    </Page>
  )
}
