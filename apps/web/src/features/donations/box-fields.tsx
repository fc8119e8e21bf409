import { useGifts } from '../../i18n/gifts.js'
import { useI18n } from '../../i18n/i18n.js'
import { Field, TextField } from '../../ui/form.js'
import { useGoods } from '../store/use-store.js'
import type { BoxDraft, IntakeFault } from './intake-draft.js'

type Props = {
  readonly line: BoxDraft
  readonly i: number
  readonly set: (change: Partial<BoxDraft>) => void
  readonly onDrop: (() => void) | null
  readonly wrong: (fault: IntakeFault, text: string) => string | null
}

/** One box or kind of a load, with as little as a count at night needs. */
export const BoxFields = ({ line, i, set, onDrop, wrong }: Props) => {
  const { keep: words } = useGifts()
  const { number } = useI18n()
  const { kinds, kindOf, named, unitOf } = useGoods()
  const bySerial = kindOf(line.kind)?.keeping === 'serial'
  const unit = unitOf(line.kind)
  return (
    <fieldset className="card stack">
      <legend className="strong">{words.line(number(i + 1))}</legend>
      <Field label={words.kind} error={wrong(`${i}.kind`, words.kindMissing)}>
        {(ids) => (
          <select className="input" {...ids} value={line.kind} onChange={(event) => set({ kind: event.target.value })}>
            <option value="" />
            {kinds
              .filter(({ closedOn }) => closedOn === null)
              .map((kind) => (
                <option key={kind.code} value={kind.code}>
                  {named(kind)}
                </option>
              ))}
          </select>
        )}
      </Field>
      {bySerial ? (
        <TextField
          label={words.serial}
          maxLength={20}
          value={line.serial}
          error={wrong(`${i}.serial`, words.serialMissing)}
          onChange={(serial) => set({ serial })}
        />
      ) : (
        <TextField
          label={unit === '' ? words.quantity : words.quantityOf(unit)}
          inputMode="numeric"
          maxLength={12}
          value={line.quantity}
          error={wrong(`${i}.quantity`, words.quantityWrong)}
          onChange={(quantity) => set({ quantity })}
        />
      )}
      <details>
        <summary>{words.more}</summary>
        <div className="stack">
          <TextField label={words.box} maxLength={40} value={line.box} onChange={(box) => set({ box })} />
          <TextField label={words.lot} maxLength={20} value={line.lot} onChange={(lot) => set({ lot })} />
          <TextField label={words.expiry} type="date" value={line.expiry} onChange={(expiry) => set({ expiry })} />
        </div>
      </details>
      {onDrop !== null && (
        <button type="button" className="btn" onClick={onDrop}>
          {words.dropLine(number(i + 1))}
        </button>
      )}
    </fieldset>
  )
}
