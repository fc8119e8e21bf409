import { Link, useSearch } from '@tanstack/react-router'
import { urlOf } from '../../api/client.js'
import { placeInUrl } from '../../api/path.js'
import { useApi, usePages } from '../../api/use-api.js'
import { Page } from '../../app/page.js'
import { usePlace } from '../../app/use-place.js'
import { useI18n } from '../../i18n/i18n.js'
import { useOverrideWords } from '../../i18n/overrides.js'
import { PagedList } from '../../ui/counted-list.js'
import { FileLinks } from '../../ui/file-links.js'
import { ListTools, useListTools } from '../../ui/list-tools.js'
import { Moment } from '../../ui/moment.js'
import { EmptyState } from '../../ui/states.js'
import { TierMark } from '../../ui/tier-mark.js'
import { formatDay } from '../../ui/time.js'
import { useMay } from '../session/session.js'
import { type Override, ReviewActions } from './override-review.js'
import { TierTabs } from './tier-tabs.js'
import './tier.css'

const Card = ({ one }: { readonly one: Override }) => {
  const words = useOverrideWords()
  const { number, language } = useI18n()
  const may = useMay()
  return (
    <article className="card stack" aria-label={one.name}>
      <p className="line">
        <TierMark tier={one.tier} />
        <Link to="/people/$id" params={{ id: one.personId }} className="strong" data-row>
          {one.name}
        </Link>
        <span className="muted">{[one.place, one.teamName].filter((text) => (text ?? '') !== '').join(' · ')}</span>
        {one.why === 'dayCame' && (
          <span className="tag tag-warn num">
            {one.daysPast === 0 ? words.today : words.past(number(one.daysPast))}
          </span>
        )}
      </p>
      {one.why === 'reopened' && <p className="note note-warn">{words.reopened}</p>}
      <p>
        {one.reason}
        <br />
        <span className="muted small num">
          {words.set(one.by)} <TierMark tier={one.set} /> <Moment at={one.at} /> ·{' '}
          <span className="nowrap">{words.review(formatDay(one.reviewOn, language))}</span>
        </span>
      </p>
      <p className="muted small">
        {words.byRules} <TierMark tier={one.assessed} />
      </p>
      {may('tier.override') ? (
        <ReviewActions one={one} />
      ) : (
        one.why !== null && <p className="muted">{words.waitsMedic}</p>
      )}
    </article>
  )
}

type ListProps = { readonly rows: readonly Override[]; readonly state: 'due' | 'all'; readonly place: string }

const Cards = ({ rows, state, place }: ListProps) => {
  const words = useOverrideWords()
  const { language } = useI18n()
  const tools = useListTools({
    rows,
    keyOf: (row) => row.personId,
    textOf: (row) => [row.name, row.place, row.teamName, row.by, row.reason].join(' '),
    orders: {
      past: { value: (row) => row.reviewOn },
      name: { value: (row) => row.name },
      place: { value: (row) => row.place },
      by: { value: (row) => row.by },
    },
    first: 'past',
  })
  const file = (format: 'xlsx' | 'csv'): string =>
    urlOf('tier.overrides-export', { query: { place: placeInUrl(place), state, format, language } })
  return (
    <>
      <ListTools tools={tools} label={words.search} orders={words.orders}>
        <FileLinks urlOf={file} />
      </ListTools>
      {tools.shown.length === 0 ? (
        <EmptyState title={words.noneFound} />
      ) : (
        <ul className="tier-cards" aria-label={words.caption}>
          {tools.shown.map((one) => (
            <li key={one.overrideId}>
              <Card one={one} />
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

/** Tiers set by judgement: those to review, or all of them (K1). */
export const OverridesPage = () => {
  const words = useOverrideWords()
  const may = useMay()
  const { number } = useI18n()
  const place = usePlace()
  const state = useSearch({ from: '/tier/overrides' }).shown ?? 'due'
  const query = usePages('tier.overrides', { query: { place: placeInUrl(place), state, limit: 200 } })
  const queue = useApi('tier.queue', { query: { place: placeInUrl(place) } })
  return (
    <Page
      title={words.title}
      error={query.error}
      aside={may('tier.override') ? words.intro : `${words.intro} ${words.readOnly}`}
    >
      <TierTabs place={place} at={state} reviews={queue.data?.reviews} />
      <PagedList
        query={query}
        skeleton={5}
        empty={<EmptyState title={words.empty[state]}>{words.emptyHint}</EmptyState>}
        shown={(n) => words.shown(number(n))}
      >
        {(rows) => <Cards key={state} rows={rows} state={state} place={place} />}
      </PagedList>
    </Page>
  )
}
