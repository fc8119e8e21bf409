import { type FormEvent, useState } from 'react'
import { call } from '../../api/client.js'
import { isApiProblem } from '../../api/problem.js'
import { Choice, Field, focusFirstWrong, TextField } from '../../ui/form.js'
import { keepDraft, readDraft } from './kept.js'
import { LineFields } from './line-fields.js'
import { blankLine, blankOffer, bodyOf, faultsOf, type OfferDraft, type OfferFault, tokenOf } from './offer-draft.js'
import type { Info, Said } from './types.js'

type Part = Said & {
  readonly info: Info
  readonly draft: OfferDraft
  readonly set: (change: Partial<OfferDraft>) => void
  readonly wrong: (fault: OfferFault, text: string) => string | null
}

const Missing = ({ text }: { readonly text: string | null }) =>
  text === null ? null : (
    <p className="error" role="alert">
      {text}
    </p>
  )

const What = (props: Part) => {
  const { words, info, draft, set } = props
  const { lines } = draft
  return (
    <section className="stack" aria-labelledby="gift-what">
      <h2 id="gift-what">{words.offer.what}</h2>
      {lines.map((line, i) => (
        <LineFields
          {...props}
          key={line.key}
          line={line}
          i={i}
          kinds={info.kinds}
          set={(change) => set({ lines: lines.map((one) => (one.key === line.key ? { ...one, ...change } : one)) })}
          onDrop={lines.length === 1 ? null : () => set({ lines: lines.filter(({ key }) => key !== line.key) })}
        />
      ))}
      {lines.length < info.lines && (
        <button type="button" className="btn btn-big" onClick={() => set({ lines: [...lines, blankLine()] })}>
          {words.offer.addLine}
        </button>
      )}
    </section>
  )
}

const Where = ({ words, info, draft, set, wrong }: Part) => {
  const { offer } = words
  return (
    <section className="stack" aria-labelledby="gift-where">
      <h2 id="gift-where">{offer.where}</h2>
      <Field label={offer.place} hint={offer.placeHint} error={wrong('place', offer.faults.place)}>
        {(ids) => (
          <select className="input" {...ids} value={draft.place} onChange={(e) => set({ place: e.target.value })}>
            <option value="">{offer.choose}</option>
            {info.places.map(({ code, name, within }) => (
              <option key={code} value={code}>
                {within} {name}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Choice
        legend={offer.wish}
        name="wish"
        value={draft.wish === '' ? null : draft.wish}
        options={(['needed', 'directed'] as const).map((value) => ({ value, label: offer[value] }))}
        onChange={(wish) => set({ wish })}
      />
      <Missing text={wrong('wish', offer.faults.wish)} />
      {draft.wish === 'directed' && (
        <TextField
          label={offer.directedWords}
          hint={offer.directedHint}
          maxLength={200}
          value={draft.directed}
          error={wrong('directed', offer.faults.directed)}
          onChange={(directed) => set({ directed })}
        />
      )}
    </section>
  )
}

const Who = ({ words, draft, set, wrong }: Part) => {
  const { offer } = words
  return (
    <section className="stack" aria-labelledby="gift-who">
      <h2 id="gift-who">{offer.who}</h2>
      <Choice
        legend={offer.who}
        name="who"
        value={draft.who === '' ? null : draft.who}
        options={(['person', 'organisation'] as const).map((value) => ({ value, label: offer.whoKinds[value] }))}
        onChange={(who) => set({ who })}
      />
      <Missing text={wrong('who', offer.faults.who)} />
      <TextField
        label={offer.name}
        autoComplete="name"
        maxLength={80}
        value={draft.name}
        error={wrong('name', offer.faults.name)}
        onChange={(name) => set({ name })}
      />
      <TextField
        label={offer.contact}
        hint={offer.contactHint}
        maxLength={120}
        value={draft.contact}
        error={wrong('contact', offer.faults.contact)}
        onChange={(contact) => set({ contact })}
      />
      <TextField label={offer.country} maxLength={60} value={draft.country} onChange={(country) => set({ country })} />
      <Choice
        legend={offer.named}
        name="named"
        value={draft.named === '' ? null : draft.named}
        options={[
          { value: 'yes', label: offer.namedYes },
          { value: 'no', label: offer.namedNo },
        ]}
        onChange={(named) => set({ named })}
      />
      <p className="hint">{offer.namedHint}</p>
    </section>
  )
}

const When = ({ words, draft, set }: Part) => {
  const { offer } = words
  return (
    <section className="stack" aria-labelledby="gift-when">
      <h2 id="gift-when">{offer.when}</h2>
      <TextField label={offer.readyOn} type="date" value={draft.readyOn} onChange={(readyOn) => set({ readyOn })} />
      <TextField label={offer.lies} maxLength={200} value={draft.lies} onChange={(lies) => set({ lies })} />
      <label className="line">
        <input
          type="checkbox"
          checked={draft.transport}
          onChange={(event) => set({ transport: event.target.checked })}
        />
        {offer.transport}
      </label>
      <TextField label={offer.note} maxLength={500} value={draft.note} onChange={(note) => set({ note })} />
    </section>
  )
}

const refusalOf = (error: unknown, { offer }: Said['words']): string => {
  if (!isApiProblem(error)) return offer.refused.other
  const line = error.body?.details?.line
  switch (error.code) {
    case 'gift.busy':
      return offer.refused.busy
    case 'gift.place':
      return offer.refused.place
    case 'gift.line':
      return offer.refused.line(typeof line === 'number' ? line : null)
    case 'gift.day':
      return offer.refused.day
    case 'network':
      return offer.refused.network
    default:
      return offer.refused.other
  }
}

type Props = Said & {
  readonly info: Info
  readonly onDone: (done: { readonly number: string; readonly token: string }) => void
}

/** The offer of a gift (E3): without an account, in one page; what is typed is kept in this tab until it was sent. */
export const OfferForm = ({ info, onDone, ...said }: Props) => {
  const [draft, setDraft] = useState<OfferDraft>(() => ({ ...blankOffer(), ...readDraft<OfferDraft>() }))
  const [faults, setFaults] = useState<readonly OfferFault[]>([])
  const [state, setState] = useState<{ readonly sending: boolean; readonly refused: string | null }>({
    ...{ sending: false, refused: null },
  })
  const set = (change: Partial<OfferDraft>): void => {
    const next = { ...draft, ...change }
    keepDraft(next)
    setDraft(next)
    setFaults([])
  }
  const send = async (): Promise<void> => {
    setState({ sending: true, refused: null })
    try {
      const { number } = await call('gift.offer', { body: bodyOf(draft, info.kinds, info.today) })
      keepDraft(null)
      onDone({ number, token: tokenOf(draft) })
    } catch (error) {
      setState({ sending: false, refused: refusalOf(error, said.words) })
    }
  }
  const onSubmit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    const found = faultsOf(draft)
    setFaults(found)
    if (found.length > 0) focusFirstWrong(event.currentTarget)
    else void send()
  }
  const part = {
    ...said,
    info,
    draft,
    set,
    wrong: (fault: OfferFault, text: string) => (faults.includes(fault) ? text : null),
  }
  const { offer } = said.words
  return (
    <form className="stack-wide" onSubmit={onSubmit} noValidate aria-label={said.words.tabs.offer}>
      <p>{offer.about}</p>
      <p className="note note-warn">{offer.notWanted}</p>
      <What {...part} />
      <Where {...part} />
      <Who {...part} />
      <When {...part} />
      {state.refused !== null && (
        <p className="note note-alarm" role="alert">
          {state.refused}
        </p>
      )}
      <button type="submit" className="btn btn-main btn-big" disabled={state.sending}>
        {state.sending ? offer.sending : offer.send}
      </button>
    </form>
  )
}
