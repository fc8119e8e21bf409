import { useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { call, type Reply } from '../../api/client.js'
import { placeInUrl } from '../../api/path.js'
import { useApi } from '../../api/use-api.js'
import { Panel } from '../../app/page.js'
import { usePlace } from '../../app/use-place.js'
import { useDesk } from '../../i18n/desk.js'
import { useI18n } from '../../i18n/i18n.js'
import { usePlaceName } from '../../i18n/place-name.js'
import { EmptyState, Loaded } from '../../ui/states.js'
import { useToast } from '../../ui/toast.js'
import { useMay, useSession } from '../session/session.js'
import { Closing } from './closing.js'
import { type Organisation, OrganisationForm } from './organisation-form.js'
import { useName } from './use-name.js'

type Answer = Reply<'organisation.change'>

type OneProps = {
  readonly organisation: Organisation | null
  readonly all: readonly Organisation[]
  readonly onDone: () => void
}

const ChildLink = ({ organisation }: { readonly organisation: Organisation }) => {
  const { facilities: words } = useDesk()
  const search = useSearch({ from: '/facilities/organisations' })
  return (
    <p>
      <Link
        to="/facilities/organisations/$id"
        params={{ id: 'new' }}
        search={{ ...search, parent: organisation.id }}
        className="btn"
      >
        {words.tree.createChild}
      </Link>
    </p>
  )
}

const Kept = ({ organisation, all, onDone }: OneProps) => {
  const { facilities: words } = useDesk()
  const nameOf = useName()
  const client = useQueryClient()
  const toast = useToast()
  const { parent } = useSearch({ from: '/facilities/organisations' })
  const [stale, setStale] = useState(false)
  const said = (answer: Answer, done: string): void => {
    for (const id of ['organisation.list', 'facility.list', 'facility.read'])
      void client.invalidateQueries({ queryKey: [id] })
    setStale(answer.outcome === 'stale')
    if (answer.outcome === 'stale') return
    toast({ text: done })
    onDone()
  }
  const open = organisation === null || organisation.closedOn === null
  return (
    <>
      {stale && (
        <p className="note note-warn" role="alert">
          {words.stale}
        </p>
      )}
      {open && (
        <OrganisationForm
          key={organisation?.version ?? 'new'}
          organisation={organisation}
          parent={organisation === null ? (all.find((one) => one.id === parent) ?? null) : null}
          all={all}
          onAnswer={(answer) => said(answer, organisation === null ? words.tree.created : words.tree.changed)}
        />
      )}
      {organisation !== null && (
        <>
          {open && <ChildLink organisation={organisation} />}
          <Closing
            closedOn={organisation.closedOn}
            words={{
              close: words.tree.close,
              ask: words.tree.closeAsk(nameOf(organisation)),
              reopen: words.tree.reopen,
            }}
            run={(closedOn): Promise<Answer> =>
              call('organisation.close', {
                params: { id: organisation.id },
                body: { version: organisation.version, closedOn },
              })
            }
            onAnswer={(answer) => said(answer, open ? words.tree.closed : words.tree.reopened)}
          />
        </>
      )}
    </>
  )
}

const One = ({ organisation, all, onDone }: OneProps) => {
  const { facilities: words } = useDesk()
  const may = useMay()
  const nameOf = useName()
  const placeName = usePlaceName()
  const { acting } = useSession()
  const reaches = organisation === null || organisation.place.code.startsWith(acting.place.code)
  return (
    <div className="stack">
      <h2 className="panel-title">{organisation === null ? words.tree.create : nameOf(organisation)}</h2>
      {may('organisation.manage') && reaches ? (
        <Kept organisation={organisation} all={all} onDone={onDone} />
      ) : (
        organisation !== null && (
          <>
            <p>
              {words.tree.place}: {placeName(organisation.place)}
            </p>
            <p className="muted">{words.tree.readOnly}</p>
            <ChildLink organisation={organisation} />
          </>
        )
      )}
    </div>
  )
}

/** One organisation, or a new one below another. */
export const OrganisationPanel = () => {
  const { id } = useParams({ from: '/facilities/organisations/$id' })
  const search = useSearch({ from: '/facilities/organisations' })
  const navigate = useNavigate()
  const { facilities: words } = useDesk()
  const { words: base } = useI18n()
  const place = usePlace()
  const query = useApi('organisation.list', { query: { place: placeInUrl(place) } })
  const { parent, ...list } = search
  const close = (): void => void navigate({ to: '/facilities/organisations', search: list, resetScroll: false })
  return (
    <Panel key={`${id}${parent ?? ''}`} label={words.tree.panel} onClose={close}>
      <Loaded query={query}>
        {({ rows }) => {
          const found = rows.find((one) => one.id === id) ?? null
          if (found === null && id !== 'new') return <EmptyState title={base.errors.notFound} />
          return <One organisation={found} all={rows} onDone={close} />
        }}
      </Loaded>
    </Panel>
  )
}
