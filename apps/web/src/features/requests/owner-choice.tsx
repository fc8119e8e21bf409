import { useState } from 'react'
import { placeInUrl } from '../../api/path.js'
import { useApi } from '../../api/use-api.js'
import { useRequests } from '../../i18n/requests.js'
import { Loaded } from '../../ui/states.js'
import { TypedSearch } from '../../ui/typed-search.js'
import { useName } from '../facilities/use-name.js'
import { useSession } from '../session/session.js'

export type OwnerKind = 'enterprise' | 'store' | 'facility'
type Found = { readonly id: string; readonly name: string; readonly place: string }
type ListProps = { readonly text: string; readonly onChoose: (owner: Found) => void }

// As many as are looked through; who wants another types more of its name.
const most = 8

type Row = {
  readonly id: string
  readonly name: string
  readonly nameEn: string | null
  readonly place: { readonly name: string }
}
type Query = {
  readonly data: { readonly rows: readonly Row[] } | undefined
  readonly error: unknown
  readonly isPending: boolean
  readonly refetch: () => unknown
}

const List = ({ query, onChoose }: { readonly query: Query; readonly onChoose: ListProps['onChoose'] }) => {
  const { offers: words } = useRequests()
  const nameOf = useName()
  return (
    <Loaded query={query} rows={3}>
      {({ rows }) => (
        <>
          {rows.length === 0 && <p role="status">{words.noneFound}</p>}
          <div className="stack">
            {rows.map((row) => (
              <button
                key={row.id}
                type="button"
                className="btn"
                onClick={() => onChoose({ id: row.id, name: nameOf(row), place: row.place.name })}
              >
                {nameOf(row)} <span className="muted small">{row.place.name}</span>
              </button>
            ))}
          </div>
        </>
      )}
    </Loaded>
  )
}

const usePlaceQuery = (text: string) => {
  const { acting } = useSession()
  return { place: placeInUrl(acting.place.code), limit: most, ...(text === '' ? {} : { text }) }
}
const Enterprises = ({ text, onChoose }: ListProps) => (
  <List query={useApi('enterprise.list', { query: usePlaceQuery(text) }, { keep: 'previous' })} onChoose={onChoose} />
)
const Stores = ({ text, onChoose }: ListProps) => (
  <List query={useApi('store.list', { query: usePlaceQuery(text) }, { keep: 'previous' })} onChoose={onChoose} />
)
const Facilities = ({ text, onChoose }: ListProps) => (
  <List query={useApi('facility.list', { query: usePlaceQuery(text) }, { keep: 'previous' })} onChoose={onChoose} />
)
const lists = { enterprise: Enterprises, store: Stores, facility: Facilities } as const

type Props = {
  readonly kind: OwnerKind
  readonly chosen: { readonly name: string } | null
  readonly error?: string | null
  readonly onChoose: (owner: Found | null) => void
}

/** An enterprise, a store or an institution of the desk's place, found by part of its name. */
export const OwnerChoice = ({ kind, chosen, error, onChoose }: Props) => {
  const { offers: words } = useRequests()
  const [text, setText] = useState('')
  const Listed = lists[kind]
  if (chosen !== null) {
    return (
      <p className="between">
        <span>
          <span className="muted">{words.ownerKinds[kind]} </span>
          <strong>{chosen.name}</strong>
        </span>
        <button type="button" className="btn" onClick={() => onChoose(null)}>
          {words.change}
        </button>
      </p>
    )
  }
  return (
    <fieldset className="field stack">
      <legend>{words.owner}</legend>
      <TypedSearch label={words.find[kind]} value={text} onSettled={setText} />
      <Listed text={text} onChoose={onChoose} />
      {error && (
        <span className="error" role="alert">
          {error}
        </span>
      )}
    </fieldset>
  )
}
