import { useI18n } from '../../i18n/i18n.js'
import { useStoreWords } from '../../i18n/store.js'
import { useSupply } from '../../i18n/supply.js'
import { Choice, Field, TextField } from '../../ui/form.js'
import type { LineDraft } from './draft.js'
import type { LineFault, LineField, ReadLine } from './read-line.js'
import { useGoods } from './use-store.js'

type KindProps = {
  readonly value: string
  readonly error: string | null
  /** Those that can be chosen, with what is said beside the name; null: the whole catalogue. */
  readonly of: ReadonlyMap<string, string> | null
  readonly onChange: (kind: string) => void
}

/** The catalogue by class, or what the store has of it. */
export const KindChoice = ({ value, error, of, onChange }: KindProps) => {
  const words = useStoreWords()
  const { classes } = useSupply()
  const { kinds, named } = useGoods()
  const shown = kinds.filter(
    (kind) => kind.code === value || (of === null ? kind.closedOn === null : of.has(kind.code)),
  )
  const groups = [...new Set(shown.map((kind) => kind.class))]
  return (
    <Field label={words.kind} error={error}>
      {(ids) => (
        <select {...ids} className="input" value={value} onChange={(event) => onChange(event.target.value)}>
          <option value="">{words.chooseKind}</option>
          {groups.map((group) => (
            <optgroup key={group} label={classes[group]}>
              {shown
                .filter((kind) => kind.class === group)
                .map((kind) => (
                  <option key={kind.code} value={kind.code}>
                    {of?.get(kind.code) ?? named(kind)}
                  </option>
                ))}
            </optgroup>
          ))}
        </select>
      )}
    </Field>
  )
}

export type LineErrors = (field: LineField) => string | null

/** The faults of a line in words, from when somebody pressed. */
export const useLineErrors = (read: ReadLine, line: LineDraft, isTried: boolean): LineErrors => {
  const words = useStoreWords()
  const { many } = useGoods()
  const said = (why: LineFault): string =>
    why === 'more' ? words.moreThan(many(line.there ?? 0, line.kind)) : words.faults[why]
  return (field) => {
    const why = isTried ? read.faults[field] : undefined
    return why === undefined ? null : said(why)
  }
}

type AmountProps = {
  readonly line: LineDraft
  readonly read: ReadLine
  readonly error: string | null
  readonly set: (change: Partial<LineDraft>) => void
}

/** How many, in the kind's unit or in packs of the product; the sum is said where packs are entered. */
export const Amount = ({ line, read, error, set }: AmountProps) => {
  const words = useStoreWords()
  const { number } = useI18n()
  const { units } = useSupply()
  const { many } = useGoods()
  const perPack = line.product?.perPack ?? null
  return (
    <>
      {perPack !== null && perPack > 1 && (
        <Choice
          legend={words.measure}
          name="measure"
          value={line.measure}
          options={[
            { value: 'unit', label: units[line.unit] },
            { value: 'pack', label: words.pack(number(perPack), units[line.unit]) },
          ]}
          onChange={(measure) => set({ measure })}
        />
      )}
      <TextField
        label={line.measure === 'pack' ? words.quantity : `${words.quantity} (${units[line.unit]})`}
        inputMode="numeric"
        maxLength={15}
        value={line.quantity}
        error={error}
        onChange={(quantity) => set({ quantity })}
      />
      {line.measure === 'pack' && read.units !== null && (
        <p className="strong num" aria-live="polite">
          {words.sum(many(read.units, line.kind))}
        </p>
      )}
    </>
  )
}
