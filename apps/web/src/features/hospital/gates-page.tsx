import { type FormEvent, useState } from 'react'
import { call } from '../../api/client.js'
import { FieldHeading } from '../../app/field-parts.js'
import { goBack } from '../../app/field-router.js'
import { useDeals } from '../../i18n/deals.js'
import { useHospital } from '../../i18n/hospital.js'
import { TextField } from '../../ui/form.js'
import { DealFailure } from '../deals/deal-failure.js'
import { useGateWords } from '../deals/gates-list.js'
import type { Gate, Request } from '../deals/types.js'
import { OfRequest } from './of-request.js'
import { useAct } from './use-act.js'

type Body = { readonly gate: Gate['gate']; readonly day: string; readonly note: string | null }
type OneProps = { readonly request: Request; readonly gate: Gate }

const OneGate = ({ request, gate: one }: OneProps) => {
  const { gatesPage: words, page } = useHospital()
  const { gates } = useDeals()
  const wordsOf = useGateWords()
  const [day, setDay] = useState(request.today)
  const [note, setNote] = useState('')
  const name = gates[one.gate]
  const act = useAct<Body>((body) => call('request.confirm', { params: { id: request.id }, body }), {
    said: words.confirmed(name),
    next: () => setNote(''),
  })
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault()
    act.mutate({ gate: one.gate, day, note: note.trim() === '' ? null : note.trim() })
  }
  return (
    <li>
      <form className="card stack" aria-label={words.nameOf(name)} onSubmit={onSubmit} noValidate autoComplete="off">
        <div className="between">
          <h2>{name}</h2>
          <span className={one.holds ? 'tag' : 'tag tag-alarm'}>{wordsOf(one)}</span>
        </div>
        <div className="r-two">
          <TextField label={words.day} type="date" max={request.today} value={day} onChange={setDay} />
          <TextField label={words.note} hint={words.noteHint} maxLength={400} value={note} onChange={setNote} />
        </div>
        <DealFailure error={act.error} />
        <button
          type="submit"
          className={one.holds ? 'btn btn-big' : 'btn btn-main btn-big'}
          disabled={act.isPending || day === ''}
        >
          {act.isPending ? page.doing : one.holds ? words.again : words.confirm}
          <span className="sr"> {name}</span>
        </button>
      </form>
    </li>
  )
}

/** Each thing that must be there before a unit is sent is confirmed by name and day (SUP-REQ-3). */
export const GatesPage = ({ id }: { readonly id: string }) => {
  const { gatesPage: words, page } = useHospital()
  return (
    <OfRequest id={id}>
      {(request) => (
        <>
          <FieldHeading title={words.title} back />
          <p>{words.intro}</p>
          {request.may.confirm ? (
            <ul className="stack">
              {request.gates.map((gate) => (
                <OneGate key={gate.gate} request={request} gate={gate} />
              ))}
            </ul>
          ) : (
            <p className="note">{page.next[request.state]}</p>
          )}
          <button type="button" className="btn btn-big" onClick={goBack}>
            {words.done}
          </button>
        </>
      )}
    </OfRequest>
  )
}
