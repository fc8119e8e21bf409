import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useApi } from '../../api/use-api.js'
import { Page } from '../../app/page.js'
import { useCareHomeWords } from '../../i18n/care-homes.js'
import { Loaded } from '../../ui/states.js'
import { useToast } from '../../ui/toast.js'
import { useMay } from '../session/session.js'
import { CloseHome } from './close-home.js'
import { HomeForm } from './home-form.js'
import { HomeView } from './home-view.js'
import type { Ways } from './roster.js'
import { RoundView } from './round-view.js'
import { readAnew } from './use-care-homes.js'

const alarms = (children: ReactNode): ReactNode => (
  <Link to="/alarms" className="btn">
    {children}
  </Link>
)

const useDeskWays = (id: string): Ways => {
  const words = useCareHomeWords()
  const may = useMay()
  return {
    person: (person, children) => (
      <Link to="/people/$id" params={{ id: person }}>
        {children}
      </Link>
    ),
    round: (home, children) => (
      <Link
        to="/care-homes/$id/round"
        params={{ id: home }}
        className="btn btn-main btn-big"
        style={{ alignSelf: 'start' }}
      >
        {children}
      </Link>
    ),
    alarms,
    addPerson: (children) => <Link to="/people/new">{children}</Link>,
    change: may('careHome.manage') ? (
      <Link to="/care-homes/$id/edit" params={{ id }} className="btn">
        {words.change}
      </Link>
    ) : null,
  }
}

/** A home at the desk. */
export const HomePage = () => {
  const words = useCareHomeWords()
  const may = useMay()
  const { id } = useParams({ from: '/care-homes/$id' })
  const { only } = useSearch({ from: '/care-homes/$id' })
  const query = useApi('careHome.read', { params: { id } })
  const ways = useDeskWays(id)
  return (
    <Page
      title={query.data?.name ?? words.title}
      error={query.error}
      actions={
        <Link to="/care-homes" className="btn btn-quiet">
          {words.title}
        </Link>
      }
    >
      <Loaded query={query}>
        {(home) => (
          <>
            <HomeView home={home} ways={ways} {...(only === undefined ? {} : { only })} />
            {may('careHome.manage') && <CloseHome home={home} />}
          </>
        )}
      </Loaded>
    </Page>
  )
}

/** A round at the desk. */
export const RoundPage = () => {
  const words = useCareHomeWords()
  const navigate = useNavigate()
  const { id } = useParams({ from: '/care-homes/$id/round' })
  const query = useApi('careHome.read', { params: { id } }, { staleTime: 0 })
  const back = (): void => void navigate({ to: '/care-homes/$id', params: { id } })
  return (
    <Page title={query.data === undefined ? words.title : words.roundTitle(query.data.name)} error={query.error}>
      <Loaded query={readAnew(query)}>{(home) => <RoundView home={home} ways={{ alarms }} onDone={back} />}</Loaded>
    </Page>
  )
}

/** Registers a home. */
export const NewHomePage = () => {
  const words = useCareHomeWords()
  const navigate = useNavigate()
  const toast = useToast()
  return (
    <Page title={words.formNew}>
      <HomeForm
        home={null}
        onSaved={(id) => {
          toast({ text: words.saved })
          void navigate({ to: '/care-homes/$id', params: { id } })
        }}
      />
    </Page>
  )
}

/** Changes what is known of a home. */
export const EditHomePage = () => {
  const words = useCareHomeWords()
  const navigate = useNavigate()
  const toast = useToast()
  const { id } = useParams({ from: '/care-homes/$id/edit' })
  const query = useApi('careHome.read', { params: { id } })
  const done = (): void => {
    toast({ text: words.saved })
    void navigate({ to: '/care-homes/$id', params: { id } })
  }
  return (
    <Page title={query.data === undefined ? words.title : words.formChange(query.data.name)} error={query.error}>
      <Loaded query={query}>{(home) => <HomeForm key={home.id} home={home} onSaved={done} />}</Loaded>
    </Page>
  )
}
