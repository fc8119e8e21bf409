import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link, Outlet, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { v7 as uuidv7 } from 'uuid'
import { call, type Reply, upload } from '../../api/client.js'
import { placeInUrl } from '../../api/path.js'
import { useApi } from '../../api/use-api.js'
import { Page } from '../../app/page.js'
import { usePlace } from '../../app/use-place.js'
import { useI18n } from '../../i18n/i18n.js'
import { useOutlookWords } from '../../i18n/outlook.js'
import { usePlaceName } from '../../i18n/place-name.js'
import { TextField } from '../../ui/form.js'
import { Moment } from '../../ui/moment.js'
import { EmptyState, Loaded, ProblemNote } from '../../ui/states.js'
import { TableBox } from '../../ui/table-box.js'
import { formatDay } from '../../ui/time.js'
import { FileDrop } from '../ledger/file-drop.js'
import { useMay, useSession } from '../session/session.js'
import { useSaid } from '../supply/use-said.js'
import { ofOutlook, toldKey } from './use-curve-step.js'

type Row = Reply<'curve.list'>['rows'][number]

/** A file with a name of one's own; it is checked, and nothing is forecast from it yet. */
const LoadForm = () => {
  const { curve: words } = useOutlookWords()
  const { acting } = useSession()
  const navigate = useNavigate()
  const search = useSearch({ from: '/outlook/curves' })
  const { said } = useSaid(ofOutlook)
  const client = useQueryClient()
  const [name, setName] = useState('')
  const [busy, setBusy] = useState<{ readonly sent: number; readonly total: number } | null>(null)
  const check = useMutation({
    mutationFn: (file: File) => {
      setBusy({ sent: 0, total: file.size })
      const named = name.trim() === '' ? file.name.replace(/\.[a-z]+$/i, '').slice(0, 80) : name.trim()
      const args = { query: { place: placeInUrl(acting.place.code), name: named } }
      return upload('curve.check', args, file, (sent, total) => setBusy({ sent, total }))
    },
    onSettled: () => setBusy(null),
    onSuccess: (page) => {
      setName('')
      client.setQueryData(toldKey(page.id), page.wrong)
      said({ outcome: 'recorded' }, words.states.checked)
      void navigate({ to: '/outlook/curves/$id', params: { id: page.id }, search })
    },
  })
  return (
    <section className="card stack narrow" aria-labelledby="file-title">
      <h2 id="file-title">{words.fileTitle}</h2>
      <TextField label={words.name} hint={words.nameHint} maxLength={80} value={name} onChange={setName} />
      <FileDrop accept=".csv,.xlsx,.txt" hint={words.file} busy={busy} onFile={(file) => check.mutate(file)} />
      {check.error && <ProblemNote error={check.error} saving />}
    </section>
  )
}

/** What the platform recorded itself, summed up for the desk's own place. */
const OwnForm = () => {
  const { curve: words } = useOutlookWords()
  const { acting } = useSession()
  const navigate = useNavigate()
  const search = useSearch({ from: '/outlook/curves' })
  const { said } = useSaid(ofOutlook)
  const [id, setId] = useState(() => uuidv7())
  const sum = useMutation({
    mutationFn: () => call('curve.own', { body: { id, place: placeInUrl(acting.place.code), name: words.ownName } }),
    onSuccess: (answer) => {
      setId(uuidv7())
      said(answer, words.states.checked)
      void navigate({ to: '/outlook/curves/$id', params: { id }, search })
    },
  })
  return (
    <section className="card stack narrow" aria-labelledby="own-title">
      <h2 id="own-title">{words.ownTitle}</h2>
      <p className="muted">{words.ownHint}</p>
      {sum.error && <ProblemNote error={sum.error} saving />}
      <p>
        <button type="button" className="btn" disabled={sum.isPending} onClick={() => sum.mutate()}>
          {words.ownMake}
        </button>
      </p>
    </section>
  )
}

const Line = ({ row, open }: { readonly row: Row; readonly open: boolean }) => {
  const { curve: words } = useOutlookWords()
  const { language, number } = useI18n()
  const placeName = usePlaceName()
  const search = useSearch({ from: '/outlook/curves' })
  const day = (text: string | null): string => (text === null ? '' : formatDay(text, language))
  return (
    <tr className={open ? 'is-open' : ''}>
      <th scope="row" className="cell-line">
        <Link to="/outlook/curves/$id" params={{ id: row.id }} search={search} data-row resetScroll={false}>
          {row.name}
        </Link>
        <div className="muted small">
          {placeName(row.place)} · {words.by(row.by)} <Moment at={row.at} />
        </div>
      </th>
      <td>
        <span className="tag">{words.states[row.state]}</span>{' '}
        {row.source === 'own' && <span className="tag">{words.ownTag}</span>}
      </td>
      <td className="num">{words.days(day(row.first), day(row.last))}</td>
      <td className="num">{words.placesOf(number(row.places))}</td>
    </tr>
  )
}

/** Where the counts come from: files that were loaded, which of them are in use. */
export const CurvesPage = () => {
  const words = useOutlookWords()
  const may = useMay()
  const place = usePlace()
  const search = useSearch({ from: '/outlook/curves' })
  const { id = null } = useParams({ strict: false })
  const query = useApi('curve.list', { query: { place: placeInUrl(place) } })
  return (
    <div className={`split ${id === null ? '' : 'has-panel'}`}>
      <Page
        title={words.curves}
        error={query.error}
        actions={
          <Link to="/outlook" search={search} className="btn">
            {words.toList}
          </Link>
        }
      >
        {may('curve.manage') && (
          <>
            <LoadForm />
            <OwnForm />
          </>
        )}
        <Loaded query={query} rows={4}>
          {({ rows }) =>
            rows.length === 0 ? (
              <EmptyState title={words.curve.empty}>{words.emptyHint}</EmptyState>
            ) : (
              <TableBox label={words.curve.caption}>
                <table className="table table-rows">
                  <caption>{words.curve.caption}</caption>
                  <tbody>
                    {rows.map((row) => (
                      <Line key={row.id} row={row} open={row.id === id} />
                    ))}
                  </tbody>
                </table>
              </TableBox>
            )
          }
        </Loaded>
      </Page>
      <Outlet />
    </div>
  )
}
