import { type MovePaper, type MovePaperState, movePaperStates, movePapers } from '@lianfang/domain/supply'
import { type FormEvent, useState } from 'react'
import { call } from '../../api/client.js'
import { useConsignments } from '../../i18n/consignments.js'
import { focusFirstWrong, TextField } from '../../ui/form.js'
import { Moment } from '../../ui/moment.js'
import { Select } from '../../ui/select.js'
import { useDeskAct } from '../requests/desk-act.js'
import { LegTimes } from './leg-times.js'
import { RoadFailure } from './road-failure.js'
import type { Consignment } from './types.js'

type Props = { readonly consignment: Consignment }
type Body = {
  readonly paper: MovePaper
  readonly number: string
  readonly state: MovePaperState
  readonly note: string | null
}

const PaperForm = ({ consignment: { id } }: Props) => {
  const { papers: words, make } = useConsignments()
  const [paper, setPaper] = useState<MovePaper>('waybill')
  const [state, setState] = useState<MovePaperState>('awaited')
  const [number, setNumber] = useState('')
  const [note, setNote] = useState('')
  const [isTried, setTried] = useState(false)
  const act = useDeskAct<Body>(
    (body, command) => call('consignment.paper', { params: { id }, body: { ...body, id: command } }),
    {
      said: words.done,
      next: () => {
        setNumber('')
        setNote('')
        setTried(false)
      },
    },
  )
  const onSubmit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    setTried(true)
    if (number.trim() === '') focusFirstWrong(event.currentTarget)
    else act.mutate({ paper, number: number.trim(), state, note: note.trim() || null })
  }
  return (
    <form className="stack" onSubmit={onSubmit} noValidate autoComplete="off">
      <Select
        label={words.paper}
        value={paper}
        options={movePapers.map((one) => [one, words.kinds[one]] as const)}
        onChange={setPaper}
      />
      <TextField
        label={words.number}
        maxLength={80}
        value={number}
        error={isTried && number.trim() === '' ? make.missing : null}
        onChange={setNumber}
      />
      <Select
        label={words.state}
        value={state}
        options={movePaperStates.map((one) => [one, words.states[one]] as const)}
        onChange={setState}
      />
      <TextField label={words.note} maxLength={400} value={note} onChange={setNote} />
      <RoadFailure error={act.error} />
      <p>
        <button type="submit" className="btn" disabled={act.isPending}>
          {words.send}
        </button>
      </p>
    </form>
  )
}

/** Papers as they stand with what stood before, and the legs that pass customs. */
export const PapersTab = ({ consignment }: Props) => {
  const words = useConsignments()
  const { papers, legs, may } = consignment
  const abroad = legs.filter(({ customs }) => customs)
  return (
    <div className="stack-wide">
      <section className="stack">
        <h3>{words.papers.title}</h3>
        {papers.length === 0 && <p className="muted">{words.papers.none}</p>}
        <ul className="stack">
          {[...papers].reverse().map((one) => (
            <li key={one.id} className="card">
              <p className="between">
                <span>
                  <strong>{words.papers.kinds[one.paper]}</strong> <span className="num">{one.number}</span>
                </span>
                <span className="tag">{words.papers.states[one.state]}</span>
              </p>
              <p className="muted small">
                {one.by} · <Moment at={one.at} exact />
              </p>
              {one.note !== null && <p>{one.note}</p>}
            </li>
          ))}
        </ul>
        {may.paper && <PaperForm consignment={consignment} />}
      </section>
      <section className="stack">
        <h3>{words.papers.customs}</h3>
        {abroad.length === 0 && <p className="muted">{words.papers.noCustoms}</p>}
        {abroad.map((leg) => (
          <LegTimes key={leg.n} consignment={consignment} leg={leg} only={['customsIn', 'customsOut']} />
        ))}
      </section>
    </div>
  )
}
