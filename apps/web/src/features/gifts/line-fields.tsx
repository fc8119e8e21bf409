import { useId } from 'react'
import { Field, TextField } from '../../ui/form.js'
import type { LineDraft, OfferFault } from './offer-draft.js'
import { type Kind, nameOfKind, type Said } from './types.js'

type Props = Said & {
  readonly line: LineDraft
  readonly i: number
  readonly kinds: readonly Kind[]
  readonly set: (change: Partial<LineDraft>) => void
  readonly onDrop: (() => void) | null
  readonly wrong: (fault: OfferFault, text: string) => string | null
}

/** One line of what is given: a kind, or words where none fits. */
export const LineFields = ({ words, language, line, i, kinds, set, onDrop, wrong }: Props) => {
  const { offer } = words
  const legend = useId()
  const unit = kinds.find(({ code }) => code === line.kind)?.unit
  return (
    <fieldset className="card stack" aria-labelledby={legend}>
      <p id={legend} className="strong">
        {offer.line(i + 1)}
      </p>
      <Field label={offer.kind}>
        {(ids) => (
          <select className="input" {...ids} value={line.kind} onChange={(event) => set({ kind: event.target.value })}>
            <option value="">{offer.noKind}</option>
            {kinds.map(({ code }) => (
              <option key={code} value={code}>
                {nameOfKind(kinds, code, language)}
              </option>
            ))}
          </select>
        )}
      </Field>
      {line.kind === '' && (
        <TextField
          label={offer.words}
          maxLength={120}
          value={line.words}
          error={wrong(`${i}.what`, offer.faults.what)}
          onChange={(value) => set({ words: value })}
        />
      )}
      <TextField
        label={unit === undefined ? offer.quantity : offer.quantityOf(words.units[unit])}
        inputMode="numeric"
        maxLength={12}
        value={line.quantity}
        error={wrong(`${i}.quantity`, offer.faults.quantity)}
        onChange={(quantity) => set({ quantity })}
      />
      {line.kind === '' && (
        <TextField
          label={offer.unit}
          maxLength={20}
          value={line.unit}
          error={wrong(`${i}.unit`, offer.faults.unit)}
          onChange={(value) => set({ unit: value })}
        />
      )}
      <details>
        <summary>{offer.more}</summary>
        <div className="stack">
          <TextField label={offer.expiry} type="date" value={line.expiry} onChange={(expiry) => set({ expiry })} />
          <TextField label={offer.lot} maxLength={20} value={line.lot} onChange={(lot) => set({ lot })} />
          <TextField
            label={offer.claimed}
            maxLength={120}
            value={line.claimed}
            onChange={(claimed) => set({ claimed })}
          />
        </div>
      </details>
      {onDrop !== null && (
        <button type="button" className="btn" onClick={onDrop}>
          {offer.dropLine(i + 1)}
        </button>
      )}
    </fieldset>
  )
}
