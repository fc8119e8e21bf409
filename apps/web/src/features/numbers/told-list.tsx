import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { call, type Reply, urlOf } from '../../api/client.js'
import { placeInUrl } from '../../api/path.js'
import { usePages } from '../../api/use-api.js'
import { type NumbersSearch, toldStates } from '../../app/search-params.js'
import { useDesk } from '../../i18n/desk.js'
import { useI18n } from '../../i18n/i18n.js'
import { useNumberWords } from '../../i18n/numbers.js'
import { PagedList } from '../../ui/counted-list.js'
import { Field, TextField } from '../../ui/form.js'
import { Moment } from '../../ui/moment.js'
import { EmptyState, ProblemNote } from '../../ui/states.js'
import { TableBox } from '../../ui/table-box.js'
import { TierMark } from '../../ui/tier-mark.js'
import type { Numbers } from './number-form.js'
import './told.css'
import { useToldWords } from './use-told.js'

type Row = Reply<'told.list'>['rows'][number]

type StateProps = { readonly label: string; readonly number: string | null; readonly state: Row['doctor'] }

const State = ({ label, number, state }: StateProps) => {
  const { list } = useNumberWords()
  const { states } = useToldWords()
  return (
    <>
      <span className="told-label">{label} </span>
      {number === null ? (
        <span className="muted">{list.noNumber}</span>
      ) : (
        <span className={state === 'told' ? '' : 'alarm-text'}>{states[state]}</span>
      )}
    </>
  )
}

const ToldTable = ({ rows }: { readonly rows: readonly Row[] }) => {
  const { list, institution } = useNumberWords()
  const told = useToldWords()
  const { person } = useI18n().words
  return (
    <TableBox label={list.caption} tall>
      <table className="table table-rows">
        <caption>{list.caption}</caption>
        <thead>
          <tr>
            <th scope="col">{list.name}</th>
            <th scope="col">{person.tier}</th>
            <th scope="col">{institution}</th>
            <th scope="col">{told.doctor}</th>
            <th scope="col" className="col-wide">
              {list.last}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <th scope="row" className="cell-lead">
                <Link to="/people/$id" params={{ id: row.id }} data-row>
                  {row.name}
                </Link>
                <div className="muted small" style={{ fontWeight: 400 }}>
                  {[row.place, row.teamName].filter(Boolean).join(' · ')}
                </div>
              </th>
              <td className="nowrap">
                <TierMark tier={row.tier} />
              </td>
              <td>
                <State label={institution} number={row.institutionNumber} state={row.institution} />
              </td>
              <td>
                <State label={told.doctor} number={row.doctorNumber} state={row.doctor} />
              </td>
              <td className="col-wide">
                {row.toldAt === null ? (
                  <span className="muted">{list.never}</span>
                ) : (
                  <>
                    <Moment at={row.toldAt} /> <span className="muted small">{list.by(row.toldBy ?? '')}</span>
                  </>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableBox>
  )
}

/** Posted a little after the last key, and forgotten with the page. */
const useFound = (place: string, typed: string) => {
  const text = typed.trim()
  const [settled, setSettled] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), 250)
    return () => clearTimeout(timer)
  }, [text])
  return useQuery({
    queryKey: ['told.search', place, settled],
    queryFn: ({ signal }) => call('told.search', { body: { place: placeInUrl(place), text: settled } }, signal),
    enabled: settled !== '' && text !== '',
    gcTime: 30_000,
  })
}

type ToolsProps = {
  readonly text: string
  readonly onText: (text: string) => void
  readonly teams: Numbers['townships'][number]['teams']
  readonly place: string
}

const Tools = ({ text, onText, teams, place }: ToolsProps) => {
  const { list } = useNumberWords()
  const { table } = useDesk()
  const { language } = useI18n()
  const search = useSearch({ from: '/numbers' })
  const navigate = useNavigate()
  const go = (more: Partial<NumbersSearch>): void =>
    void navigate({ to: '/numbers', search: { ...search, ...more }, replace: true })
  const { known: state = 'missing', team, order = 'risk' } = search
  const filter = { place: placeInUrl(place), state, sort: order, ...(team === undefined ? {} : { team }) }
  const file = (format: 'xlsx' | 'csv'): string => urlOf('told.export', { query: { ...filter, format, language } })
  return (
    <div className="filters">
      <div className="search">
        <TextField
          label={list.search}
          type="search"
          autoComplete="off"
          maxLength={60}
          data-search
          value={text}
          onChange={onText}
        />
      </div>
      <fieldset className="field">
        <legend>{list.state}</legend>
        <span className="chips">
          {toldStates.map((name) => (
            <button
              key={name}
              type="button"
              className="chip"
              aria-pressed={state === name}
              onClick={() => go({ known: name })}
            >
              {list.states[name]}
            </button>
          ))}
        </span>
      </fieldset>
      {teams.length > 0 && (
        <Field label={list.team}>
          {(ids) => (
            <select className="input" {...ids} value={team ?? ''} onChange={({ target }) => go({ team: target.value })}>
              <option value="">{list.allTeams}</option>
              {teams.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
      <Field label={list.order}>
        {(ids) => (
          <select
            className="input"
            {...ids}
            value={order}
            onChange={({ target }) => go({ order: target.value === 'place' ? 'place' : 'risk' })}
          >
            <option value="risk">{list.orders.risk}</option>
            <option value="place">{list.orders.place}</option>
          </select>
        )}
      </Field>
      <a className="btn" href={file('xlsx')} download>
        {table.export} XLSX
      </a>
      <a className="btn" href={file('csv')} download>
        CSV
      </a>
    </div>
  )
}

type Props = { readonly place: string; readonly teams: ToolsProps['teams'] }

/** Who does not know the numbers in force: searched, filtered, sorted, and sent as a file. */
export const ToldList = ({ place, teams }: Props) => {
  const { list } = useNumberWords()
  const { number } = useI18n()
  const { known: state = 'missing', team, order = 'risk' } = useSearch({ from: '/numbers' })
  const [text, setText] = useState('')
  const query = { place: placeInUrl(place), state, sort: order, limit: 100, ...(team === undefined ? {} : { team }) }
  const pages = usePages('told.list', { query })
  const found = useFound(place, text)
  const searched = text.trim() !== ''
  return (
    <div className="stack">
      <Tools text={text} onText={setText} teams={teams} place={place} />
      {searched ? (
        <div className="stack" aria-live="polite">
          <p className="line">
            <span className="num">{list.found(number(found.data?.rows.length ?? 0))}</span>
            <button type="button" className="btn btn-quiet" onClick={() => setText('')}>
              {list.clear}
            </button>
          </p>
          {found.error && <ProblemNote error={found.error} onRetry={() => found.refetch()} />}
          {found.data !== undefined &&
            (found.data.rows.length === 0 ? <EmptyState title={list.nobody} /> : <ToldTable rows={found.data.rows} />)}
        </div>
      ) : (
        <PagedList
          query={pages}
          skeleton={12}
          empty={<EmptyState title={list.empty[state]}>{list.emptyHint[state]}</EmptyState>}
          shown={(n) => list.shown(number(n))}
        >
          {(rows) => <ToldTable rows={rows} />}
        </PagedList>
      )}
    </div>
  )
}
