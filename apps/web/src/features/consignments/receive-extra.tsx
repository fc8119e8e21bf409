import type { ArgsOf } from '../../api/client.js'
import { useConsignments } from '../../i18n/consignments.js'
import { Field, TextField } from '../../ui/form.js'
import { OneOf } from '../../ui/one-of.js'
import { useGoodsWords } from '../deals/use-many.js'
import { typedWhole } from '../report/typed-whole.js'

type Extra = ArgsOf<'consignment.receive'>['body']['extra'][number]

/** Goods that came too many or instead, as they are typed. */
export type ExtraDraft = {
  readonly why: Extra['why'] | undefined
  readonly kind: string | undefined
  readonly quantity: string
  readonly serials: string
  readonly lot: string
  readonly reason: string
}
export const blankExtra: ExtraDraft = {
  ...{ why: undefined, kind: undefined, quantity: '', serials: '', lot: '', reason: '' },
}

type KindOf = (code: string) => { readonly unit: string; readonly keeping: 'serial' | 'lot' } | undefined
type ExtraFault = 'kind' | 'quantity' | 'serials' | 'reason'

const serialsIn = (text: string): readonly string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')

/** What is wrong with additional goods, and their lines: one for each serial number, or one in all. */
export const readExtra = (
  draft: ExtraDraft,
  kindOf: KindOf,
): { readonly faults: readonly ExtraFault[]; readonly lines: Extra[] } => {
  const { why, kind, reason } = draft
  if (why === undefined) return { faults: [], lines: [] }
  const of = kind === undefined ? undefined : kindOf(kind)
  const quantity = typedWhole(draft.quantity)
  const isCount = quantity !== null && Number.isSafeInteger(quantity) && quantity > 0
  const serials = serialsIn(draft.serials)
  const bySerial = of?.keeping === 'serial'
  const faults: ExtraFault[] = [
    ...(of === undefined ? (['kind'] as const) : []),
    ...(isCount ? [] : (['quantity'] as const)),
    ...(bySerial && isCount && (serials.length !== quantity || new Set(serials).size !== quantity)
      ? (['serials'] as const)
      : []),
    ...(reason.trim() === '' ? (['reason'] as const) : []),
  ]
  if (faults.length > 0 || kind === undefined || of === undefined || quantity === null) return { faults, lines: [] }
  const same = { kind, product: null, expiry: null, lot: draft.lot.trim() || null, unit: of.unit, why }
  const line = (serial: string | null, units: number): Extra => ({
    ...{ ...same, serial, quantity: units, reason: reason.trim() },
  })
  return { faults, lines: bySerial ? serials.map((serial) => line(serial, 1)) : [line(null, quantity)] }
}

type Props = {
  readonly draft: ExtraDraft
  readonly faults: readonly ExtraFault[]
  readonly name: string
  readonly set: (change: Partial<ExtraDraft>) => void
}

/** Goods that are on no paper: too many or instead, what they are and what stands on them. They are held. */
export const ExtraFields = ({ draft, faults, name, set }: Props) => {
  const { receive: words, make } = useConsignments()
  const { open, nameOf, unitOf, find } = useGoodsWords()
  const missing = (fault: ExtraFault): string | null => (faults.includes(fault) ? make.missing : null)
  const bySerial = draft.kind !== undefined && find(draft.kind)?.keeping === 'serial'
  const unit = unitOf(draft.kind ?? '')
  return (
    <fieldset className="field stack">
      <legend className="sr">{name}</legend>
      <OneOf
        label={words.extra}
        any="–"
        value={draft.why}
        options={(['tooMany', 'wrongGoods'] as const).map((one) => [one, words.extraWhys[one]] as const)}
        onChange={(why) => set({ why })}
      />
      {draft.why !== undefined && (
        <>
          <p className="muted">{words.extraHint}</p>
          <OneOf
            label={make.kind}
            any={make.choose}
            value={draft.kind}
            options={open.map((one) => [one.code, nameOf(one)] as const)}
            error={missing('kind')}
            onChange={(kind) => set({ kind })}
          />
          <TextField
            label={unit === '' ? make.quantity : `${make.quantity} (${unit})`}
            inputMode="numeric"
            maxLength={12}
            value={draft.quantity}
            error={faults.includes('quantity') ? make.count : null}
            onChange={(quantity) => set({ quantity })}
          />
          {bySerial && (
            <Field
              label={words.extraSerials}
              error={faults.includes('serials') ? words.extraSerialsOf(draft.quantity) : null}
            >
              {(ids) => (
                <textarea
                  className="input"
                  rows={3}
                  maxLength={2000}
                  {...ids}
                  value={draft.serials}
                  onChange={(event) => set({ serials: event.target.value })}
                />
              )}
            </Field>
          )}
          <TextField label={make.lot} maxLength={20} value={draft.lot} onChange={(lot) => set({ lot })} />
          <TextField
            label={words.extraReason}
            maxLength={200}
            value={draft.reason}
            error={missing('reason')}
            onChange={(reason) => set({ reason })}
          />
        </>
      )}
    </fieldset>
  )
}
