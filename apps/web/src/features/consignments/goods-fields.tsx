import { useConsignments } from '../../i18n/consignments.js'
import { Field, TextField } from '../../ui/form.js'
import { OneOf } from '../../ui/one-of.js'
import { useGoodsWords } from '../deals/use-many.js'
import type { GoodsDraft } from './make-draft.js'

type Props = {
  readonly draft: GoodsDraft
  readonly isOutside: boolean
  readonly error: string | null
  readonly set: (change: Partial<GoodsDraft>) => void
}

/** Which units they are: serial numbers and lot, as far as their papers say. */
export const NumberFields = ({ draft, error, set }: Omit<Props, 'isOutside'>) => {
  const { make: words } = useConsignments()
  return (
    <>
      <Field label={words.serials} error={error}>
        {(ids) => (
          <textarea
            className="input"
            rows={4}
            maxLength={4000}
            {...ids}
            value={draft.serials}
            onChange={(event) => set({ serials: event.target.value })}
          />
        )}
      </Field>
      <TextField label={words.lot} maxLength={20} value={draft.lot} onChange={(lot) => set({ lot })} />
    </>
  )
}

/** A kind of goods: how many, from outside also which lot and serial numbers. */
export const GoodsFields = ({ draft, isOutside, error, set }: Props) => {
  const { make: words } = useConsignments()
  const { open, nameOf, unitOf } = useGoodsWords()
  const unit = unitOf(draft.kind)
  return (
    <>
      <OneOf
        label={words.kind}
        any={words.choose}
        value={draft.kind === '' ? undefined : draft.kind}
        options={open.map((one) => [one.code, nameOf(one)] as const)}
        error={draft.kind === '' ? error : null}
        onChange={(kind) => set({ kind: kind ?? '' })}
      />
      <TextField
        label={unit === '' ? words.quantity : `${words.quantity} (${unit})`}
        inputMode="numeric"
        maxLength={12}
        value={draft.quantity}
        error={error}
        onChange={(quantity) => set({ quantity })}
      />
      {isOutside && (
        <details>
          <summary>{words.serials}</summary>
          <NumberFields draft={draft} error={null} set={set} />
        </details>
      )}
    </>
  )
}
