import type { ReactNode } from 'react'
import { placeInUrl } from '../../api/path.js'
import { useApi } from '../../api/use-api.js'
import { FieldHeading } from '../../app/field-parts.js'
import { FieldLink, navigate } from '../../app/field-router.js'
import { useCareHomeWords } from '../../i18n/care-homes.js'
import { useI18n } from '../../i18n/i18n.js'
import { EmptyState, Loaded } from '../../ui/states.js'
import { useSession } from '../session/session.js'
import { readAnew } from './use-care-homes.js'
import './care-homes.css'
import { HomeView } from './home-view.js'
import type { Ways } from './roster.js'
import { RoundView } from './round-view.js'
import { Lacks, Standing } from './standing.js'
import type { HomeRow } from './use-care-homes.js'

const alarms = (children: ReactNode): ReactNode => (
  <FieldLink to="alarms" className="btn">
    {children}
  </FieldLink>
)

const ways: Ways = {
  person: (id, children) => <FieldLink to={`people/${id}`}>{children}</FieldLink>,
  round: (id, children) => (
    <FieldLink to={`homes/${id}/round`} className="btn btn-main btn-big">
      {children}
    </FieldLink>
  ),
  alarms,
  addPerson: (children) => <FieldLink to="people/new">{children}</FieldLink>,
  change: null,
}

const useHomes = () => {
  const { acting } = useSession()
  const { code } = acting.place
  // Who works for a team reaches its township; without one, the own village.
  const place = acting.team === null ? code : code.slice(0, 9)
  const enabled = acting.team !== null || code.length === 12 || acting.role === 'medic'
  return useApi('careHome.list', { query: { place: placeInUrl(place) } }, { enabled, staleTime: 60_000 })
}

const Row = ({ home }: { readonly home: HomeRow }) => (
  <li>
    <p className="line">
      <FieldLink to={`homes/${home.id}`}>
        <strong>{home.name}</strong>
      </FieldLink>
      <span className="muted small">{home.place.name}</span>
    </p>
    <p className="small">
      <Standing round={home.round} />
    </p>
    <p className="line small">
      <Lacks lacks={home.lacks} />
    </p>
  </li>
)

/** The homes in the team's villages, those whose round is late on top. */
export const FieldHomes = () => {
  const words = useCareHomeWords()
  const query = useHomes()
  // Without a team and a village of one's own nothing is asked for: there is no home of theirs.
  const unasked = query.isPending && query.fetchStatus === 'idle'
  return (
    <>
      <FieldHeading title={words.title} back />
      <Loaded query={unasked ? { ...query, data: { rows: [], asOf: '' } } : query}>
        {({ rows }) =>
          rows.length === 0 ? (
            <EmptyState title={words.emptyField} />
          ) : (
            <ul className="home-list">
              {rows.map((home) => (
                <Row key={home.id} home={home} />
              ))}
            </ul>
          )
        }
      </Loaded>
    </>
  )
}

/** On the day's page: how many rounds are late, or nothing where there is no home. */
export const HomesLine = () => {
  const words = useCareHomeWords()
  const { number } = useI18n()
  const { rows = [] } = useHomes().data ?? {}
  const late = rows.filter(({ round }) => round.state === 'late').length
  if (rows.length === 0) return null
  return (
    <p className="line">
      <FieldLink to={rows.length === 1 ? `homes/${rows[0]?.id}` : 'homes'} className="btn">
        {words.title}
      </FieldLink>
      <span className={late > 0 ? 'alarm-text' : 'muted'}>{words.summary(number(rows.length), number(late))}</span>
    </p>
  )
}

/** A home on the phone. */
export const FieldHome = ({ id }: { readonly id: string }) => {
  const words = useCareHomeWords()
  const query = useApi('careHome.read', { params: { id } })
  return (
    <>
      <FieldHeading title={query.data?.name ?? words.title} back key={query.data?.name ?? ''} />
      <Loaded query={query}>{(home) => <HomeView home={home} ways={ways} />}</Loaded>
    </>
  )
}

/** A round on the phone. */
export const FieldRound = ({ id }: { readonly id: string }) => {
  const words = useCareHomeWords()
  const query = useApi('careHome.read', { params: { id } }, { staleTime: 0 })
  const title = query.data === undefined ? words.round : words.roundTitle(query.data.name)
  return (
    <>
      <FieldHeading title={title} back key={title} />
      <Loaded query={readAnew(query)}>
        {(home) => <RoundView home={home} ways={{ alarms }} onDone={() => navigate(`homes/${id}`, 'replace')} />}
      </Loaded>
    </>
  )
}
