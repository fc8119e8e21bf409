import { type FormEvent, useState } from 'react'
import { useI18n } from '../../i18n/i18n.js'
import { useNightWords } from '../../i18n/night.js'
import { Choice, Field, focusFirstWrong, TextField } from '../../ui/form.js'
import { ProblemNote } from '../../ui/states.js'
import { useToast } from '../../ui/toast.js'
import { useKeptNote } from '../session/kept-note.js'
import { useMay, useSession } from '../session/session.js'
import { StaffOptions } from './staff-options.js'
import { type Call, type CallAct, type DeskState, useCallAct } from './use-desk-page.js'

type Doing = 'reached' | 'hand' | 'close'
type Result = NonNullable<CallAct['result']>
const results: readonly Result[] = ['advised', 'visited', 'sentToHospital', 'notReached', 'noNeed']
/** The reason that stands on the card comes first, and is offered about nobody else. */
const resultsOf = ({ gone }: Call): readonly Result[] => (gone === null ? results : ['gone', ...results])

type HandProps = {
  readonly desk: DeskState
  readonly to: string
  readonly wrong: boolean
  readonly onTo: (to: string) => void
}

const HandTo = ({ desk, to, wrong, onTo }: HandProps) => {
  const { acts, duty } = useNightWords()
  return (
    <Field label={acts.to} error={wrong ? acts.toMissing : null}>
      {(ids) => (
        <select className="input" {...ids} value={to} onChange={({ target }) => onTo(target.value)}>
          <option value="">{duty.choose}</option>
          <StaffOptions staff={desk.staff} keyOf={({ id }) => `account ${id}`} />
          <optgroup label={acts.teams}>
            {desk.teams.map(({ id, name }) => (
              <option key={id} value={`team ${id}`}>
                {name}
              </option>
            ))}
          </optgroup>
        </select>
      )}
    </Field>
  )
}

const ownerOf = (to: string): CallAct['to'] => {
  const [kind = '', id = ''] = to.split(' ')
  return kind === 'team' ? { kind: 'team', id } : { kind: 'account', id }
}

type FormProps = {
  readonly doing: Doing
  readonly one: Call
  readonly desk: DeskState
  readonly busy: boolean
  /** `kept` is called once it was done: until then what was typed stays. */
  readonly onAct: (act: CallAct, kept: () => void) => void
  readonly onCancel: () => void
}

const ActForm = ({ doing, one, desk, busy, onAct, onCancel }: FormProps) => {
  const { acts } = useNightWords()
  const { common } = useI18n().words
  const [note, setNote] = useKeptNote(`call.${doing}.${one.id}`)
  const [to, setTo] = useState('')
  const [result, setResult] = useState<Result | null>(one.gone === null ? null : 'gone')
  const [checked, setChecked] = useState(false)
  const noted = doing === 'close' && result !== 'gone'
  const short = noted && note.trim().length < 2
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    setChecked(true)
    const lacks = short || (doing === 'hand' && to === '') || (doing === 'close' && result === null)
    if (lacks) {
      focusFirstWrong(event.currentTarget)
      return
    }
    const text = note.trim() === '' ? null : note.trim()
    const act = {
      act: doing,
      note: text,
      ...(doing === 'hand' ? { to: ownerOf(to) } : {}),
      ...(result === null ? {} : { result }),
    }
    onAct(act, () => setNote(null))
  }
  const cancel = (): void => {
    setNote(null)
    onCancel()
  }
  return (
    <form className="stack narrow" onSubmit={submit} noValidate>
      {doing === 'hand' && <HandTo desk={desk} to={to} wrong={checked && to === ''} onTo={setTo} />}
      {doing === 'close' && (
        <div className="field">
          <Choice
            legend={acts.result}
            name={`result-${one.id}`}
            value={result}
            options={resultsOf(one).map((value) => ({ value, label: acts.results[value] }))}
            onChange={setResult}
          />
          {checked && result === null && (
            <span className="error" role="alert">
              {acts.resultMissing}
            </span>
          )}
        </div>
      )}
      <TextField
        label={noted ? acts.note : acts.noteOptional}
        hint={acts.noteHint}
        maxLength={500}
        value={note}
        error={checked && short ? acts.refusals['call-note'] : null}
        onChange={setNote}
      />
      <p className="line">
        <button type="submit" className="btn btn-main" disabled={busy}>
          {acts[doing]}
        </button>
        <button type="button" className="btn btn-quiet" onClick={cancel}>
          {common.cancel}
        </button>
      </p>
    </form>
  )
}

type AnswerProps = { readonly answer: ReturnType<typeof useCallAct>['data'] }

/** Why nothing was done: refused by the rule, or somebody else has it by now. */
const Answer = ({ answer }: AnswerProps) => {
  const { acts } = useNightWords()
  if (answer?.outcome !== 'refused' && answer?.outcome !== 'stale') return null
  const stale = answer.outcome === 'stale'
  const name = stale ? answer.owner.name : null
  return (
    <p role="alert" className="note note-warn">
      {stale ? (name === null ? acts.staleNobody : acts.stale(name)) : acts.refusals[answer.reason]}
    </p>
  )
}

/** What can be done with an open call: take it, call back, hand it on, close it. */
export const CallActs = ({ one, desk }: { readonly one: Call; readonly desk: DeskState }) => {
  const { acts } = useNightWords()
  const { account } = useSession()
  const may = useMay()
  const toast = useToast()
  const [doing, setDoing] = useState<Doing | null>(null)
  const act = useCallAct(one)
  const run = (next: CallAct, kept: () => void = () => undefined): void =>
    act.mutate(next, {
      onSuccess: ({ outcome }) => {
        if (outcome === 'refused' || outcome === 'stale') return
        kept()
        setDoing(null)
        toast({ text: acts.done[next.act] })
      },
    })
  if (one.closed !== null || !may('call.write')) return null
  const { owner } = one.owner
  const mine = owner.kind === 'account' && owner.id === account.id
  const rings = mine && one.gone === null
  const button = (label: string, onClick: () => void, main?: true) => (
    <button type="button" className={`btn ${main ? 'btn-main' : ''}`} disabled={act.isPending} onClick={onClick}>
      {label}
    </button>
  )
  return (
    <div className="stack">
      {act.error && <ProblemNote error={act.error} saving />}
      <Answer answer={act.data} />
      {doing === null ? (
        <div className="call-acts">
          {!mine && button(acts.take, () => run({ act: 'take' }), true)}
          {rings && one.reachedAt === null && button(acts.reached, () => setDoing('reached'), true)}
          {rings && button(acts.tried, () => run({ act: 'tried' }))}
          {button(acts.hand, () => setDoing('hand'))}
          {mine && button(acts.close, () => setDoing('close'), one.gone === null ? undefined : true)}
        </div>
      ) : (
        <ActForm doing={doing} one={one} desk={desk} busy={act.isPending} onAct={run} onCancel={() => setDoing(null)} />
      )}
    </div>
  )
}
