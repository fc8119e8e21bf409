import { type FormEvent, type ReactNode, useState } from 'react'
import { v7 as uuidv7 } from 'uuid'
import { serverNow } from '../../api/client.js'
import { Choice, focusFirstWrong, TextField } from '../../ui/form.js'
import type { PartProps } from './part-props.js'
import { PhotoField } from './photo-field.js'
import { PositionField } from './position-field.js'
import { type RoadDraft, type RoadFault, readWord } from './read-word.js'
import type { Cause, Said, Waiting } from './types.js'

const causes: readonly Cause[] = ['traffic', 'weather', 'breakdown', 'checkpoint', 'papers', 'other']

const Note = ({ words, draft, set }: PartProps) => (
  <TextField label={words.note} maxLength={200} value={draft.note} onChange={(note) => set({ note })} />
)

const PickedUp = (props: PartProps) => {
  const { words, draft, set, wrong } = props
  return (
    <>
      <TextField
        label={words.count}
        hint={words.countHint}
        inputMode="numeric"
        maxLength={12}
        value={draft.count}
        error={wrong('count', words.countWrong)}
        onChange={(count) => set({ count })}
      />
      <Note {...props} />
    </>
  )
}

const Where = (props: PartProps) => {
  const { words, draft, set, wrong } = props
  return (
    <>
      <TextField
        label={words.place}
        hint={words.placeHint}
        maxLength={200}
        value={draft.place}
        error={wrong('where', words.whereMissing)}
        onChange={(place) => set({ place })}
      />
      <PositionField {...props} />
    </>
  )
}

const Delay = (props: PartProps) => {
  const { words, draft, set, wrong } = props
  const missing = wrong('cause', words.causeMissing)
  return (
    <>
      <Choice
        legend={words.cause}
        name="cause"
        value={draft.cause === '' ? null : draft.cause}
        options={causes.map((value) => ({ value, label: words.causes[value] }))}
        onChange={(cause) => set({ cause })}
      />
      {missing !== null && <p className="error">{missing}</p>}
      <TextField
        label={words.arrival}
        type="datetime-local"
        value={draft.until}
        error={wrong('until', words.arrivalWrong)}
        onChange={(until) => set({ until })}
      />
      <Note {...props} />
    </>
  )
}

const HandedOver = (props: PartProps) => {
  const { words, draft, set, wrong } = props
  const missing = wrong('condition', words.conditionMissing)
  return (
    <>
      <TextField
        label={words.handed}
        inputMode="numeric"
        maxLength={12}
        value={draft.handed}
        error={wrong('handed', words.countWrong)}
        onChange={(handed) => set({ handed })}
      />
      <TextField
        label={words.taker}
        maxLength={80}
        value={draft.taker}
        error={wrong('taker', words.takerMissing)}
        onChange={(taker) => set({ taker })}
      />
      <Choice
        legend={words.condition}
        name="condition"
        value={draft.condition === '' ? null : draft.condition}
        options={(['fine', 'damaged'] as const).map((value) => ({ value, label: words[value] }))}
        onChange={(condition) => set({ condition })}
      />
      {missing !== null && <p className="error">{missing}</p>}
      {draft.condition === 'damaged' && (
        <TextField
          label={words.damage}
          maxLength={80}
          value={draft.damage}
          error={wrong('damage', words.damageMissing)}
          onChange={(damage) => set({ damage })}
        />
      )}
      <PhotoField {...props} />
    </>
  )
}

const parts: Readonly<Record<Said, (props: PartProps) => ReactNode>> = {
  pickedUp: PickedUp,
  where: Where,
  delay: Delay,
  handedOver: HandedOver,
}

const photosOf = (draft: RoadDraft, of: string): readonly Waiting[] =>
  draft.photos.map((data) => ({ what: 'photo', body: { id: uuidv7(), of, data }, refused: null }))

type Props = Omit<PartProps, 'wrong'> & {
  readonly what: Said
  readonly onReport: (waiting: readonly Waiting[]) => void
  readonly onBack: () => void
}

/** One report: its questions, and what is wrong with the answers under each. */
export const RoadForm = ({ what, words, draft, set, onReport, onBack }: Props) => {
  const [faults, setFaults] = useState<readonly RoadFault[]>([])
  const Part = parts[what]
  const onSubmit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    const { timeZone: zone } = Intl.DateTimeFormat().resolvedOptions()
    const head = { id: uuidv7(), at: new Date(serverNow()).toISOString(), zone }
    const read = readWord(what, draft, head, words.fine)
    setFaults(read.faults)
    if (read.word === null) {
      focusFirstWrong(event.currentTarget)
      return
    }
    const photos = what === 'handedOver' ? photosOf(draft, head.id) : []
    onReport([{ what: 'word', body: read.word, refused: null }, ...photos])
  }
  return (
    <form className="card stack-wide" onSubmit={onSubmit} noValidate autoComplete="off" aria-label={words.acts[what]}>
      <h2>{words.acts[what]}</h2>
      <Part
        words={words}
        draft={draft}
        set={(change) => {
          set(change)
          setFaults([])
        }}
        wrong={(fault, text) => (faults.includes(fault) ? text : null)}
      />
      <button type="submit" className="btn btn-main btn-big">
        {words.send}
      </button>
      <button type="button" className="btn btn-big" onClick={onBack}>
        {words.back}
      </button>
    </form>
  )
}
