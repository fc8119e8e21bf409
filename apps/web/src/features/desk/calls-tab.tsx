import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { urlOf } from '../../api/client.js'
import { placeInUrl } from '../../api/path.js'
import { usePages } from '../../api/use-api.js'
import { useI18n } from '../../i18n/i18n.js'
import { useNightWords } from '../../i18n/night.js'
import { PagedList } from '../../ui/counted-list.js'
import { FileLinks } from '../../ui/file-links.js'
import { Field, TextField } from '../../ui/form.js'
import { PagedList as OneList } from '../../ui/paged-list.js'
import { EmptyState, ProblemNote } from '../../ui/states.js'
import { CallCard } from './call-card.js'
import { type Call, type DeskState, useFoundCalls } from './use-desk-page.js'

type ToolsProps = { readonly text: string; readonly onText: (text: string) => void; readonly place: string }

const Tools = ({ text, onText, place }: ToolsProps) => {
  const { calls } = useNightWords()
  const { language } = useI18n()
  const search = useSearch({ from: '/desk' })
  const navigate = useNavigate()
  const { shown = 'open', by = 'due' } = search
  const go = (next: { readonly shown?: 'closed'; readonly by?: 'newest' }): void => {
    const { shown: _shown, by: _by, ...rest } = search
    void navigate({ to: '/desk', search: { ...rest, ...next }, replace: true })
  }
  return (
    <div className="filters">
      <div className="search">
        <TextField
          label={calls.search}
          type="search"
          autoComplete="off"
          maxLength={60}
          data-search
          value={text}
          onChange={onText}
        />
      </div>
      <fieldset className="field">
        <legend>{calls.state}</legend>
        <span className="chips">
          {(['open', 'closed'] as const).map((name) => (
            <button
              key={name}
              type="button"
              className="chip"
              aria-pressed={shown === name}
              onClick={() => go(name === 'open' ? {} : { shown: 'closed' })}
            >
              {calls.states[name]}
            </button>
          ))}
        </span>
      </fieldset>
      {shown === 'open' && (
        <Field label={calls.order}>
          {(ids) => (
            <select
              className="input"
              {...ids}
              value={by}
              onChange={({ target }) => go(target.value === 'newest' ? { by: 'newest' } : {})}
            >
              <option value="due">{calls.orders.due}</option>
              <option value="newest">{calls.orders.newest}</option>
            </select>
          )}
        </Field>
      )}
      <FileLinks
        urlOf={(format) =>
          urlOf('call.export', { query: { place: placeInUrl(place), state: shown, format, language } })
        }
      />
    </div>
  )
}

const Cards = ({ rows, desk }: { readonly rows: readonly Call[]; readonly desk: DeskState }) => {
  const { calls } = useNightWords()
  return (
    <ul className="call-list" aria-label={calls.list}>
      {rows.map((one) => (
        <li key={one.id}>
          <CallCard one={one} desk={desk} />
        </li>
      ))}
    </ul>
  )
}

/** One call alone, open or closed, and the way back to all. */
const OneCall = ({
  place,
  desk,
  call,
}: {
  readonly place: string
  readonly desk: DeskState
  readonly call: string
}) => {
  const { calls } = useNightWords()
  const { place: chosen } = useSearch({ from: '/desk' })
  const one = usePages('call.list', { query: { place: placeInUrl(place), call, limit: 1 } })
  return (
    <div className="stack">
      <p>
        <Link to="/desk" search={chosen === undefined ? {} : { place: chosen }}>
          {calls.all}
        </Link>
      </p>
      <OneList query={one} skeleton={4} empty={<EmptyState title={calls.none} />}>
        {(rows) => <Cards rows={rows} desk={desk} />}
      </OneList>
    </div>
  )
}

/** The calls of a desk: open first, searched, ordered, and sent as a file. */
export const CallsTab = ({ place, desk }: { readonly place: string; readonly desk: DeskState }) => {
  const { call } = useSearch({ from: '/desk' })
  return call === undefined ? <AllCalls place={place} desk={desk} /> : <OneCall place={place} desk={desk} call={call} />
}

const AllCalls = ({ place, desk }: { readonly place: string; readonly desk: DeskState }) => {
  const { calls } = useNightWords()
  const { number } = useI18n()
  const { shown = 'open', by = 'due' } = useSearch({ from: '/desk' })
  const [text, setText] = useState('')
  const pages = usePages('call.list', { query: { place: placeInUrl(place), state: shown, sort: by, limit: 50 } })
  const found = useFoundCalls(place, text)
  const empty =
    shown === 'open' ? (
      <EmptyState title={calls.empty}>{calls.emptyHint}</EmptyState>
    ) : (
      <EmptyState title={calls.emptyClosed} />
    )
  return (
    <div className="stack">
      <Tools text={text} onText={setText} place={place} />
      {text.trim() === '' ? (
        <PagedList query={pages} skeleton={8} empty={empty} shown={(n) => calls.shown(number(n))}>
          {(rows) => <Cards rows={rows} desk={desk} />}
        </PagedList>
      ) : (
        <div className="stack" aria-live="polite">
          <p className="line">
            <span className="num">{calls.found(number(found.data?.rows.length ?? 0))}</span>
            <button type="button" className="btn btn-quiet" onClick={() => setText('')}>
              {calls.clear}
            </button>
          </p>
          {found.error && <ProblemNote error={found.error} onRetry={() => found.refetch()} />}
          {found.data !== undefined &&
            (found.data.rows.length === 0 ? (
              <EmptyState title={calls.none} />
            ) : (
              <Cards rows={found.data.rows} desk={desk} />
            ))}
        </div>
      )}
    </div>
  )
}
