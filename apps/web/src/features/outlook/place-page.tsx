import { modelNames } from '@lianfang/domain/supply'
import { Link, useSearch } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import type { Reply } from '../../api/client.js'
import { placeInUrl } from '../../api/path.js'
import { useApi } from '../../api/use-api.js'
import { Page } from '../../app/page.js'
import { usePlace } from '../../app/use-place.js'
import { useI18n } from '../../i18n/i18n.js'
import { useOutlookWords } from '../../i18n/outlook.js'
import { usePlaceName } from '../../i18n/place-name.js'
import { EmptyState, Loaded, Skeleton } from '../../ui/states.js'
import { formatDay } from '../../ui/time.js'
import { DayTable, Notable } from './day-table.js'
import { useFigures } from './figures.js'
import { NeedPart } from './need-part.js'
import { isWorse } from './outlook-page.js'

const CurveChart = lazy(() => import('./curve-chart.js'))

type Outlook = Reply<'outlook.read'>

const fewTrials = 8

const Trust = ({ outlook }: { readonly outlook: Outlook }) => {
  const { trust: words, worse } = useOutlookWords()
  const { number } = useI18n()
  const { percent } = useFigures()
  const { errorPercent: own, steadyErrorPercent: steady, within, of } = outlook.backTest
  return (
    <section className="stack" aria-labelledby="trust-title">
      <h2 id="trust-title">{words.title}</h2>
      {own === null || steady === null ? (
        <p>{words.none}</p>
      ) : (
        <p className="num">
          {words.error(percent(own), percent(steady))}{' '}
          {words.held(number(within), number(of), percent(outlook.coverage * 100))}
        </p>
      )}
      {isWorse(outlook) && <p className="note note-warn">{worse}</p>}
      {outlook.trials < fewTrials && <p className="note">{words.few}</p>}
      <p className="muted num">
        {words.weights}:{' '}
        {modelNames.map((name) => `${words.models[name]} ${percent((outlook.weights[name] ?? 0) * 100)}%`).join(' · ')}
      </p>
    </section>
  )
}

const Body = ({ outlook }: { readonly outlook: Outlook }) => {
  const words = useOutlookWords()
  const { cases } = useFigures()
  return (
    <>
      <section className="stack" aria-labelledby="chart-title">
        <h2 id="chart-title">{words.chart}</h2>
        <p className="num">
          {words.chartSaid(
            cases(outlook.lastWeek),
            cases(outlook.weekMid),
            cases(outlook.weekLow),
            cases(outlook.weekHigh),
          )}
        </p>
        <Suspense fallback={<Skeleton />}>
          <CurveChart outlook={outlook} />
        </Suspense>
      </section>
      <Trust outlook={outlook} />
      <NeedPart need={outlook.need} />
      <Notable outlook={outlook} />
      <details>
        <summary>{words.days}</summary>
        <DayTable outlook={outlook} />
      </details>
    </>
  )
}

const Known = ({ curve }: { readonly curve: string }) => {
  const words = useOutlookWords()
  const { language } = useI18n()
  const placeName = usePlaceName()
  const place = usePlace()
  const { times, by, severe, critical } = useSearch({ from: '/outlook/place' })
  const query = useApi(
    'outlook.read',
    {
      params: { id: curve },
      query: {
        place: placeInUrl(place),
        ...(times === undefined ? {} : { times: Number(times) }),
        ...(by === undefined ? {} : { by }),
        ...(severe === undefined ? {} : { severeBeds: Number(severe) }),
        ...(critical === undefined ? {} : { criticalBeds: Number(critical) }),
      },
    },
    { keep: 'previous' },
  )
  const { data } = query
  return (
    <Page
      title={data === undefined ? words.title : placeName(data.place)}
      error={query.error}
      aside={data === undefined ? undefined : words.of(data.curve.name, formatDay(data.lastDay, language))}
      actions={
        <Link to="/outlook" search={{ place: placeInUrl(place), curve }} className="btn">
          {words.toList}
        </Link>
      }
    >
      <Loaded query={query} rows={8}>
        {(outlook) => <Body outlook={outlook} />}
      </Loaded>
    </Page>
  )
}

/** One place: its curve, the forecast, how far to trust it, and what the days ahead need (E2). */
export const OutlookPlacePage = () => {
  const words = useOutlookWords()
  const { curve } = useSearch({ from: '/outlook/place' })
  const place = usePlace()
  // An address without counts means the newest in use.
  const newest = useApi('outlook.list', { query: { place: placeInUrl(place) } }, { enabled: curve === undefined })
  const known = curve ?? newest.data?.curve?.id
  if (known !== undefined) return <Known curve={known} />
  return (
    <Page title={words.title} error={newest.error}>
      <Loaded query={newest}>{() => <EmptyState title={words.empty}>{words.emptyHint}</EmptyState>}</Loaded>
    </Page>
  )
}
