import { donorKinds } from '@lianfang/domain/supply'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useId, useState } from 'react'
import { call } from '../../api/client.js'
import { isApiProblem } from '../../api/problem.js'
import { FieldLink, navigate } from '../../app/field-router.js'
import { useGifts } from '../../i18n/gifts.js'
import { Choice, focusFirstWrong, TextField } from '../../ui/form.js'
import { drawAnew } from '../road/photo.js'
import { useKeptDraft } from '../session/kept-draft.js'
import { useGoods, useToday } from '../store/use-store.js'
import { BoxFields } from './box-fields.js'
import { GiftFailure } from './gift-act.js'
import { blankBox, blankIntake, bodyOf, faultsOf, type IntakeDraft, type IntakeFault } from './intake-draft.js'
import { ofGifts } from './types.js'

type Part = {
  readonly draft: IntakeDraft
  readonly set: (change: Partial<IntakeDraft>) => void
  readonly wrong: (fault: IntakeFault, text: string) => string | null
}

/** Who brought it; nobody may know. */
const Who = ({ draft, set }: Part) => {
  const { keep: words } = useGifts()
  return (
    <section className="stack">
      <Choice
        legend={words.who}
        name="donor"
        value={draft.donor}
        options={(['unknown', 'person', 'organisation'] as const)
          .filter((one) => donorKinds.includes(one))
          .map((value) => ({ value, label: words.whoKinds[value] }))}
        onChange={(donor) => set({ donor })}
      />
      {draft.donor !== 'unknown' && (
        <>
          <TextField label={words.name} maxLength={80} value={draft.name} onChange={(name) => set({ name })} />
          <TextField
            label={words.contact}
            maxLength={120}
            value={draft.contact}
            onChange={(contact) => set({ contact })}
          />
          <label className="line">
            <input type="checkbox" checked={draft.named} onChange={(event) => set({ named: event.target.checked })} />
            {words.named}
          </label>
        </>
      )}
      <TextField
        label={words.directed}
        maxLength={200}
        value={draft.directed}
        onChange={(directed) => set({ directed })}
      />
    </section>
  )
}

/** One photo of the whole load, drawn anew before it is kept or sent; or why there is none. */
const Photo = ({ draft, set, wrong }: Part) => {
  const { keep: words } = useGifts()
  const id = useId()
  const [isUnread, setUnread] = useState(false)
  const take = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return
    const data = await drawAnew(file)
    setUnread(data === null)
    if (data !== null) set({ photo: data })
  }
  return (
    <section className="field">
      <label htmlFor={id}>{draft.photo === '' ? words.photo : words.photoAgain}</label>
      {draft.photo !== '' && (
        <p role="status">
          <img
            src={`data:image/jpeg;base64,${draft.photo}`}
            alt={words.photoTaken}
            width="96"
            height="96"
            style={{ objectFit: 'cover' }}
          />
        </p>
      )}
      <input
        id={id}
        className="input"
        type="file"
        accept="image/*"
        capture="environment"
        onChange={(event) => void take(event.currentTarget.files?.[0])}
      />
      {isUnread && (
        <p className="error" role="alert">
          {words.photoFailed}
        </p>
      )}
      {draft.photo === '' && (
        <TextField
          label={words.noPhoto}
          maxLength={120}
          value={draft.noPhoto}
          error={wrong('photo', words.photoMissing)}
          onChange={(noPhoto) => set({ noPhoto })}
        />
      )}
    </section>
  )
}

const Lines = ({ draft, set, wrong }: Part) => {
  const { keep: words } = useGifts()
  const { lines } = draft
  return (
    <section className="stack">
      {lines.map((line, i) => (
        <BoxFields
          key={line.key}
          line={line}
          i={i}
          wrong={wrong}
          set={(change) => set({ lines: lines.map((one) => (one.key === line.key ? { ...one, ...change } : one)) })}
          onDrop={lines.length === 1 ? null : () => set({ lines: lines.filter(({ key }) => key !== line.key) })}
        />
      ))}
      <button type="button" className="btn btn-big" onClick={() => set({ lines: [...lines, blankBox()] })}>
        {words.addLine}
      </button>
    </section>
  )
}

type Props = { readonly store: string; readonly gift: string | null }

/**
 * The night's count (E10): a line a box, one photo, everything into quarantine. What is typed is kept on the device, and goes out
 * under ids that were made with it: sent twice it is in the book once.
 */
export const IntakeForm = ({ store, gift }: Props) => {
  const { keep: words } = useGifts()
  const [start] = useState(blankIntake)
  const { draft, found, set: keep } = useKeptDraft<IntakeDraft>(`gift.${store}.${gift ?? 'new'}`, start)
  const { kinds, isReady } = useGoods()
  const today = useToday()
  const client = useQueryClient()
  const [faults, setFaults] = useState<readonly IntakeFault[]>([])
  const known = gift ?? draft.gift
  const send = useMutation({
    mutationFn: () => call('gift.intake', { params: { id: store }, body: bodyOf(draft, gift, { kinds, today }) }),
    onSuccess: async () => {
      keep(null)
      await Promise.all(ofGifts.map((key) => client.invalidateQueries({ queryKey: [key] })))
      navigate(`${store}/gifts/${known}`, 'replace')
    },
  })
  const set = (change: Partial<IntakeDraft>): void => {
    // From the first word on the ids are kept with it.
    keep({ ...draft, ...change })
    setFaults([])
  }
  const onSubmit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    const missing = faultsOf(draft, kinds)
    setFaults(missing)
    if (missing.length > 0) {
      focusFirstWrong(event.currentTarget)
      return
    }
    // Sent again after midnight it is still of the same day.
    keep({ ...draft, day: draft.day === '' ? today : draft.day })
    send.mutate()
  }
  const part = { draft, set, wrong: (fault: IntakeFault, text: string) => (faults.includes(fault) ? text : null) }
  const isTaken = isApiProblem(send.error) && send.error.code === 'command.other-body'
  return (
    <form className="stack-wide" onSubmit={onSubmit} noValidate autoComplete="off">
      <p className="muted">{words.intakeHint}</p>
      {found && (
        <p className="note" role="status">
          {words.resumed}
        </p>
      )}
      <Lines {...part} />
      {gift === null && <Who {...part} />}
      <Photo {...part} />
      {isTaken ? (
        <div className="note note-warn stack" role="alert">
          <p>{words.already}</p>
          <FieldLink to={`${store}/gifts/${known}`} className="btn">
            {words.open}
          </FieldLink>
        </div>
      ) : (
        <GiftFailure error={send.error} />
      )}
      <button type="submit" className="btn btn-main btn-big" disabled={send.isPending || !isReady}>
        {send.isPending ? words.sending : words.send}
      </button>
    </form>
  )
}
