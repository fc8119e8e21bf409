import { readDeskNumber } from '@lianfang/domain/care'
import type { DeskValues } from '@lianfang/domain/policy'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { v7 as uuidv7 } from 'uuid'
import { call } from '../../api/client.js'
import { useI18n } from '../../i18n/i18n.js'
import { useNightWords } from '../../i18n/night.js'
import { Field, focusFirstWrong, TextField } from '../../ui/form.js'
import { ProblemNote } from '../../ui/states.js'
import { useAlarmValues } from '../alarms/values.js'
import { usePerson } from '../people/use-person.js'
import { useSession } from '../session/session.js'
import { About, type Person } from './about.js'
import { Done, type Recorded } from './call-done.js'
import {
  aboutOf,
  blank,
  breathsOf,
  type CallBody,
  type Draft,
  isUnchosen,
  judgeDraft,
  medicineOf,
  spo2Of,
  temperatureOf,
} from './call-draft.js'
import { Script } from './call-script.js'
import { keepCall, keptCall, type Sent } from './kept-call.js'
import type { DeskState } from './use-desk-page.js'

type Recording = {
  readonly place: string
  /** What was sent before the page was left: it may have arrived although no answer came back. */
  readonly sent: Sent | null
  readonly onSent: (sent: Sent) => void
  readonly onRecorded: (call: Recorded) => void
}

const useRecord = ({ place, sent, onSent, onRecorded }: Recording) => {
  const client = useQueryClient()
  const id = useRef(sent?.id ?? uuidv7())
  const last = useRef(sent?.key ?? '')
  return useMutation({
    mutationFn: (body: Omit<CallBody, 'id' | 'place'>) => {
      // The same call sent again keeps its id; one that was changed after a refusal is another command.
      const key = JSON.stringify(body)
      if (last.current !== key) id.current = uuidv7()
      last.current = key
      onSent({ id: id.current, key })
      return call('call.record', { body: { ...body, id: id.current, place } })
    },
    onSuccess: (answer) => {
      // Another call of the same number may say the very same.
      last.current = ''
      for (const list of ['call.list', 'desk.read', 'alarm.list', 'medicine.list', 'person.read'])
        void client.invalidateQueries({ queryKey: [list] })
      if (answer.outcome !== 'refused') onRecorded(answer.call)
    },
  })
}

type Props = { readonly place: string; readonly desk: DeskState; readonly onClose: () => void }

const useCallDraft = (place: string) => {
  const { account } = useSession()
  const [kept, setKept] = useState(() => keptCall(account.id, place))
  const [sent, setSent] = useState(kept?.sent ?? null)
  const [draft, setDraft] = useState<Draft>(kept?.draft ?? blank)
  const [person, setPerson] = useState<Person | null>(kept?.person ?? null)
  const [recorded, setRecorded] = useState<Recorded | null>(null)
  const [checked, setChecked] = useState(false)
  const [asking, setAsking] = useState(false)
  const record = useRecord({ place, sent, onSent: setSent, onRecorded: setRecorded })
  useEffect(
    () => keepCall(account.id, place, recorded === null ? { sent, draft, person } : null),
    [account.id, place, recorded, sent, draft, person],
  )
  const spo2 = spo2Of(draft)
  const temperature = temperatureOf(draft)
  const breaths = breathsOf(draft)
  const medicine = medicineOf(draft)
  const number = readDeskNumber(draft.number)
  const noNumber = number.outcome === 'refused' && number.why === 'number-empty'
  const numberWrong = number.outcome === 'refused' && number.why !== 'number-empty' ? number.why : null
  const nobody = person === null && aboutOf(draft) === '' && draft.number.trim() === '' && draft.caller.trim() === ''
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    setChecked(true)
    const unread = spo2 === 'wrong' || temperature === 'wrong' || breaths === 'wrong' || medicine === 'wrong'
    if (unread || numberWrong !== null || nobody) {
      focusFirstWrong(event.currentTarget)
      return
    }
    if (person === null && isUnchosen(draft) && !asking) {
      setAsking(true)
      return
    }
    const { redFlags, dayFlags, signs, said } = draft
    record.mutate({
      ...{
        redFlags,
        dayFlags,
        signs,
        said,
        about: person === null ? aboutOf(draft) : '',
        personId: person?.id ?? null,
      },
      caller: { number: noNumber ? '' : draft.number, name: draft.caller },
      spo2Percent: spo2,
      temperatureC: temperature,
      breathsPerMinute: breaths,
      medicine,
    })
  }
  const again = (): void => {
    setKept(null)
    setSent(null)
    setDraft(blank)
    setPerson(null)
    setRecorded(null)
    setChecked(false)
    setAsking(false)
  }
  const wrong = {
    spo2: checked && spo2 === 'wrong',
    temperature: checked && temperature === 'wrong',
    breaths: checked && breaths === 'wrong',
    medicine: checked && medicine === 'wrong',
    number: checked ? numberWrong : null,
    nobody: checked && nobody,
  }
  const set = (more: Partial<Draft>): void => setDraft((old) => ({ ...old, ...more }))
  const about = (more: Pick<Partial<Draft>, 'search' | 'other'>): void => {
    setAsking(false)
    set(more)
  }
  const choose = (one: Person | null): void => {
    setAsking(false)
    setPerson(one)
  }
  const giveUp = (): void => keepCall(account.id, place, null)
  const begun = kept !== null
  return { draft, set, about, person, choose, recorded, record, submit, again, giveUp, begun, wrong, noNumber, asking }
}

const valuesOf = ({ script, rotaDays }: DeskState): DeskValues => ({
  ...{ redFlags: script.redFlags, dayFlags: script.dayFlags, callBackMinutes: script.minutes },
  ...{ triesBeforeClosing: script.tries, rotaDays },
})

/** Leaving the form throws away what a caller said: asked once, and not at all while nothing is typed. */
const GiveUp = ({ empty, onGiveUp }: { readonly empty: boolean; readonly onGiveUp: () => void }) => {
  const { form } = useNightWords()
  const { common } = useI18n().words
  const [asking, setAsking] = useState(false)
  if (!asking) {
    return (
      <button type="button" className="btn btn-quiet" onClick={() => (empty ? onGiveUp() : setAsking(true))}>
        {common.cancel}
      </button>
    )
  }
  return (
    <span className="line" role="status">
      {form.giveUpAsk}
      <button type="button" className="btn btn-danger" onClick={onGiveUp}>
        {form.giveUp}
      </button>
      <button type="button" className="btn" onClick={() => setAsking(false)}>
        {form.goOn}
      </button>
    </span>
  )
}

/** A call that comes in: who, about whom, the script, and what was said. What it comes to is answered by the rule. */
export const CallForm = ({ place, desk, onClose }: Props) => {
  const { form } = useNightWords()
  const call = useCallDraft(place)
  const { draft, set, person, recorded, record, submit, again, wrong, noNumber } = call
  const alarms = useAlarmValues()
  const { data: page } = usePerson(person?.id ?? '', person !== null)
  const emergency = judgeDraft({ draft, desk: valuesOf(desk), alarms }) === 'emergency'
  if (recorded !== null)
    return <Done recorded={recorded} about={{ draft, person, page }} onAgain={again} onClose={onClose} />
  return (
    <form className="card call-form" onSubmit={submit} noValidate aria-label={form.title}>
      <h2>{form.title}</h2>
      {call.begun && (
        <p className="note" role="status">
          {form.kept}
        </p>
      )}
      <div className="call-two">
        <TextField
          label={form.number}
          hint={form.numberHint}
          inputMode="tel"
          autoComplete="off"
          maxLength={30}
          value={draft.number}
          error={wrong.number === null ? null : form.numberWrong[wrong.number]}
          onChange={(number) => set({ number })}
        />
        <TextField
          label={form.caller}
          autoComplete="off"
          maxLength={40}
          value={draft.caller}
          onChange={(caller) => set({ caller })}
        />
      </div>
      <About
        place={place}
        person={person}
        search={draft.search}
        other={draft.other}
        error={wrong.nobody ? form.missing : null}
        onPerson={call.choose}
        onSearch={(search) => call.about({ search })}
        onOther={(other) => call.about({ other })}
      />
      <Script
        draft={draft}
        set={set}
        script={desk.script}
        emergency={emergency}
        wrong={wrong}
        known={person !== null}
      />
      <Field label={form.said}>
        {(ids) => (
          <textarea
            className="input"
            rows={2}
            maxLength={500}
            {...ids}
            value={draft.said}
            onChange={({ target }) => set({ said: target.value })}
          />
        )}
      </Field>
      {noNumber && (page?.phones ?? []).length === 0 && <p className="note note-warn">{form.noNumber}</p>}
      {record.error && <ProblemNote error={record.error} saving />}
      {call.asking && (
        <p className="note note-warn" role="alert">
          {form.unchosen(aboutOf(draft))}
        </p>
      )}
      <p className="line">
        <button type="submit" className="btn btn-main btn-big" disabled={record.isPending}>
          {call.asking ? form.asTyped : form.submit}
        </button>
        <GiveUp
          empty={person === null && JSON.stringify(draft) === JSON.stringify(blank)}
          onGiveUp={() => {
            call.giveUp()
            onClose()
          }}
        />
      </p>
    </form>
  )
}
