import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useMemo, useState } from 'react'
import { v7 as uuidv7 } from 'uuid'
import { call } from '../../api/client.js'
import { useApi } from '../../api/use-api.js'
import { useI18n } from '../../i18n/i18n.js'
import { useLifeWords } from '../../i18n/life.js'
import { Field, focusFirstWrong } from '../../ui/form.js'
import { PlaceSelect } from '../../ui/place-select.js'
import { ProblemNote } from '../../ui/states.js'
import { useToast } from '../../ui/toast.js'
import { useKeptNote } from '../session/kept-note.js'
import { useSession } from '../session/session.js'
import type { Known } from './apply-life.js'
import { CountyChoice } from './county-choice.js'

type Props = {
  readonly person: Known
  readonly township: string | null
  readonly onDone: () => void
  readonly onBack: () => void
}

type Asked = {
  readonly id: string
  readonly township: string
  readonly village: string | null
  readonly note: string | null
}

const useAsk = (person: Known, onAsked: () => void) => {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: Asked) => call('move.ask', { params: { id: person.id }, body }),
    onSuccess: async (answer) => {
      await client.invalidateQueries({ queryKey: ['person.read'] })
      void client.invalidateQueries({ queryKey: ['move.list'] })
      if (answer.outcome !== 'refused') onAsked()
    },
  })
}

/** Asks another township, of any county, to take a person over. Needs a network: places are read, and the answer is theirs. */
export const MoveForm = ({ person, township, onDone, onBack }: Props) => {
  const words = useLifeWords()
  const { words: base, shared } = useI18n()
  const toast = useToast()
  const own = useSession().acting.place.code.slice(0, 6)
  const [county, setCounty] = useState(own)
  const [to, setTo] = useState('')
  const [village, setVillage] = useState('')
  const [note, setNote] = useKeptNote(`move.${person.id}`)
  const [checked, setChecked] = useState(false)
  const townships = useApi(
    'division.read',
    { params: { code: county } },
    { enabled: county !== '', staleTime: 3_600_000 },
  )
  const villages = useApi('division.read', { params: { code: to } }, { enabled: to !== '', staleTime: 3_600_000 })
  const choices = (county === '' ? [] : (townships.data?.children ?? [])).filter(({ code }) => code !== township)
  const ask = useAsk(person, () => {
    const name = choices.find(({ code }) => code === to)?.name ?? ''
    toast({ text: words.moveAsked(county === own ? name : `${townships.data?.place.name ?? ''}${name}`) })
    setNote('')
    onDone()
  })
  // The same words keep their id: a repeat after a lost answer is answered and not refused.
  // biome-ignore lint/correctness/useExhaustiveDependencies: made anew for other words
  const id = useMemo(() => uuidv7(), [to, village, note])
  const refusals: Readonly<Record<string, string>> = shared.refusals
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    setChecked(true)
    if (to === '') focusFirstWrong(event.currentTarget)
    else ask.mutate({ id, township: to, village: village === '' ? null : village, note: note.trim() || null })
  }
  return (
    <form className="stack record" onSubmit={submit} noValidate>
      <h2>{words.move}</h2>
      {townships.error && <ProblemNote error={townships.error} onRetry={() => townships.refetch()} />}
      <CountyChoice
        own={own}
        value={county}
        error={checked && county === '' ? words.moveCountyMissing : null}
        onChange={(code) => {
          setCounty(code)
          setTo('')
          setVillage('')
        }}
      />
      {county !== '' && (
        <PlaceSelect
          label={words.moveTo}
          empty={words.moveChoose}
          places={choices}
          value={to}
          error={checked && to === '' ? words.moveTownshipMissing : null}
          onChange={(code) => {
            setTo(code)
            setVillage('')
          }}
        />
      )}
      {to !== '' && (
        <PlaceSelect
          label={words.moveVillage}
          empty={words.moveUnknown}
          places={villages.data?.children ?? []}
          value={village}
          onChange={setVillage}
        />
      )}
      <Field label={words.moveNote} hint={words.moveNoteHint}>
        {(ids) => (
          <textarea
            className="input"
            rows={3}
            maxLength={500}
            {...ids}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
        )}
      </Field>
      <div className="note">
        <p>{words.moveFollows}</p>
        {county !== own && <p>{words.moveFar}</p>}
      </div>
      {ask.error && <ProblemNote error={ask.error} saving />}
      {ask.data?.outcome === 'refused' && (
        <p role="alert" className="note note-warn">
          {refusals[ask.data.reason] ?? base.errors.notSaved}
        </p>
      )}
      <button type="submit" className="btn btn-main btn-big" disabled={ask.isPending}>
        {words.moveSend}
      </button>
      <button type="button" className="btn btn-quiet" onClick={onBack}>
        {base.common.back}
      </button>
    </form>
  )
}
