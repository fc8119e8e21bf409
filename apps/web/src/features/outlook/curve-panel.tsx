import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { call, type Reply } from '../../api/client.js'
import { useApi } from '../../api/use-api.js'
import { Panel } from '../../app/page.js'
import { useI18n } from '../../i18n/i18n.js'
import { useOutlookWords } from '../../i18n/outlook.js'
import { Loaded, ProblemNote } from '../../ui/states.js'
import { formatDay } from '../../ui/time.js'
import { useSaid } from '../supply/use-said.js'
import { Definitions } from './definitions.js'
import { isMaking, Making } from './making.js'
import { ofOutlook, toldKey } from './use-curve-step.js'

type Curve = Reply<'curve.read'>

const rowsTold = 12

const Wrong = ({ curve }: { readonly curve: Curve }) => {
  const { curve: words } = useOutlookWords()
  const { number } = useI18n()
  const client = useQueryClient()
  if (curve.wrongRows === 0) return null
  const columns: Readonly<Record<string, string>> = words.columns
  // What stands in a wrong row is told by the check alone and kept by nobody but this window.
  const rows = client.getQueryData<Curve['wrong']>(toldKey(curve.id)) ?? curve.wrong
  const kinds = [...new Set(rows.map(({ column, why }) => `${column} ${why}`))]
  return (
    <details>
      <summary>{words.wrong(number(curve.wrongRows))}</summary>
      <ul className="stack">
        {kinds.map((one) => {
          const group = rows.filter(({ column, why }) => `${column} ${why}` === one)
          const [{ column, why } = { column: '', why: 'number' as const }] = group
          const told = group.slice(0, rowsTold).map(({ row, value }) => words.wrongAt(number(row), value ?? ''))
          return (
            <li key={one}>
              {words.wrongGroup(columns[column] ?? column, words.faults[why], number(group.length))}
              <div className="muted small num">
                {told.join(words.and)}
                {group.length > rowsTold && '…'}
              </div>
            </li>
          )
        })}
      </ul>
    </details>
  )
}

const Steps = ({ curve }: { readonly curve: Curve }) => {
  const { curve: words } = useOutlookWords()
  const { words: base } = useI18n()
  const { said } = useSaid(ofOutlook)
  const [asking, setAsking] = useState(false)
  const params = { id: curve.id }
  const take = useMutation({
    mutationFn: () => call('curve.take', { params }),
    onSuccess: (answer) => said(answer, words.states.taken),
  })
  const drop = useMutation({
    mutationFn: () => call('curve.drop', { params }),
    onSuccess: (answer) => {
      setAsking(false)
      said(answer, words.states.dropped)
    },
  })
  if (!curve.may.manage || curve.state === 'dropped') return null
  return (
    <div className="stack">
      {take.error && <ProblemNote error={take.error} saving />}
      {drop.error && <ProblemNote error={drop.error} saving />}
      {asking && <p>{words.dropAsk}</p>}
      <p className="line">
        {curve.state === 'checked' && (
          <button type="button" className="btn btn-main" disabled={take.isPending} onClick={() => take.mutate()}>
            {words.take}
          </button>
        )}
        {asking ? (
          <>
            <button type="button" className="btn btn-danger" disabled={drop.isPending} onClick={() => drop.mutate()}>
              {words.drop}
            </button>
            <button type="button" className="btn" onClick={() => setAsking(false)}>
              {base.common.cancel}
            </button>
          </>
        ) : (
          <button type="button" className="btn btn-quiet" onClick={() => setAsking(true)}>
            {words.drop}
          </button>
        )}
      </p>
    </div>
  )
}

const One = ({ curve }: { readonly curve: Curve }) => {
  const { curve: words } = useOutlookWords()
  const { language, number } = useI18n()
  const day = (text: string | null): string => (text === null ? '' : formatDay(text, language))
  return (
    <div className="stack-wide">
      <div className="stack">
        <h2 className="panel-title">{curve.name}</h2>
        <p className="line">
          <span className="tag">{words.states[curve.state]}</span>
          <span className="num">{words.days(day(curve.first), day(curve.last))}</span>
          <span className="num">{words.placesOf(number(curve.places))}</span>
        </p>
        <Wrong curve={curve} />
        <Making work={curve.work} />
        <Steps curve={curve} />
      </div>
      <Definitions curve={curve} />
    </div>
  )
}

/** One file of counts: rows that were left out, taking it into use, changes of definition. */
export const CurvePanel = () => {
  const { id } = useParams({ from: '/outlook/curves/$id' })
  const search = useSearch({ from: '/outlook/curves' })
  const navigate = useNavigate()
  const { curve: words } = useOutlookWords()
  const query = useApi('curve.read', { params: { id } }, { refetchInterval: 5_000 })
  const close = (): void => void navigate({ to: '/outlook/curves', search, resetScroll: false })
  return (
    <Panel key={id} label={words.panel} onClose={close}>
      <Loaded query={query}>{(curve) => <One key={String(isMaking(curve.work))} curve={curve} />}</Loaded>
    </Panel>
  )
}
