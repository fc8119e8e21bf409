import { reliabilities } from '@lianfang/domain/supply'
import { useDeals } from '../../i18n/deals.js'
import { Choice, TextField } from '../../ui/form.js'
import { OneOf } from '../../ui/one-of.js'
import { type OfferDraft, type OfferFaults, type OfferField, ownedAsked } from './offer-draft.js'
import { useGoodsWords } from './use-many.js'

export type OfferProduct = { readonly id: string; readonly kind: string; readonly model: string }

export type OfferFieldProps = {
  readonly draft: OfferDraft
  readonly faults: OfferFaults
  /** Somebody pressed: what is wrong is shown from then on. */
  readonly isTried: boolean
  readonly today: string
  /** Products of the maker; their kinds are what it can offer. */
  readonly products?: readonly OfferProduct[]
  readonly set: (change: Partial<OfferDraft>) => void
}

export const useOfferFault = ({ faults, isTried }: Pick<OfferFieldProps, 'faults' | 'isTried'>) => {
  const { refused } = useDeals()
  return (field: OfferField): string | null => {
    const fault = faults[field]
    if (!isTried || fault === undefined) return null
    if (fault === 'number') return field === 'quantity' ? refused.write : refused.facts.missing
    return fault === 'write' ? refused.write : field === 'readyOn' ? refused.dayMissing : refused.choose
  }
}

const KindFields = ({ draft, products, set, ...rest }: OfferFieldProps) => {
  const { offer: words, refused } = useDeals()
  const errorOf = useOfferFault(rest)
  const goods = useGoodsWords()
  const made = products === undefined ? null : new Set(products.map(({ kind }) => kind))
  const kinds = goods.open.filter(({ code }) => made === null || made.has(code))
  const ofKind = (products ?? []).filter(({ kind }) => kind === draft.kind)
  return (
    <>
      <OneOf
        label={words.kind}
        any={refused.choose}
        value={draft.kind === '' ? undefined : draft.kind}
        options={kinds.map((one) => [one.code, goods.nameOf(one)] as const)}
        error={errorOf('kind')}
        onChange={(kind) => {
          const only = (products ?? []).filter((product) => product.kind === kind)
          set({ kind: kind ?? '', product: only.length === 1 ? (only[0]?.id ?? '') : '' })
        }}
      />
      {ofKind.length > 0 && (
        <OneOf
          label={words.product}
          any={words.noProduct}
          value={draft.product === '' ? undefined : draft.product}
          options={ofKind.map(({ id, model }) => [id, model] as const)}
          onChange={(product) => set({ product: product ?? '' })}
        />
      )}
      <TextField
        label={words.quantity(goods.unitOf(draft.kind))}
        inputMode="numeric"
        maxLength={16}
        value={draft.quantity}
        error={errorOf('quantity')}
        onChange={(quantity) => set({ quantity })}
      />
    </>
  )
}

/** What an owner has of its own: what stays with it is reckoned from that (SUP-TRA-1 to -5). */
const OwnedFields = ({ draft, set, ...rest }: OfferFieldProps) => {
  const { offer: words } = useDeals()
  const errorOf = useOfferFault(rest)
  if (draft.channel !== 'transfer') return null
  return (
    <fieldset className="field stack">
      <legend>{words.owned}</legend>
      <span className="hint">{words.ownedHint}</span>
      {draft.owner?.kind === 'store' && <p className="muted">{words.fromBook}</p>}
      <div className="record-two">
        {ownedAsked(draft).map((field) => (
          <TextField
            key={field}
            label={words.ownedFields[field]}
            inputMode="numeric"
            maxLength={12}
            value={draft.owned[field] ?? ''}
            error={errorOf(field)}
            onChange={(value) => set({ owned: { ...draft.owned, [field]: value } })}
          />
        ))}
      </div>
      <label className="line">
        <input
          type="checkbox"
          checked={draft.consumables}
          onChange={(event) => set({ consumables: event.target.checked })}
        />
        {words.consumables}
      </label>
    </fieldset>
  )
}

/** What is offered: kind, quantity, ready day, how sure, who says so, and what its owner has. */
export const OfferFields = (props: OfferFieldProps) => {
  const { draft, set, today } = props
  const { offer: words, reliabilities: names } = useDeals()
  const errorOf = useOfferFault(props)
  const unsure = errorOf('reliability')
  return (
    <>
      <KindFields {...props} />
      <TextField
        label={words.readyOn}
        type="date"
        min={today}
        value={draft.readyOn}
        error={errorOf('readyOn')}
        onChange={(readyOn) => set({ readyOn })}
      />
      <div className="field">
        <Choice
          legend={words.reliability}
          name="reliability"
          value={draft.reliability === '' ? null : draft.reliability}
          options={reliabilities.map((value) => ({ value, label: names[value] }))}
          onChange={(reliability) => set({ reliability })}
        />
        {unsure !== null && (
          <span className="error" role="alert">
            {unsure}
          </span>
        )}
      </div>
      <TextField
        label={words.saidBy}
        hint={words.saidByHint}
        maxLength={80}
        value={draft.saidBy}
        error={errorOf('saidBy')}
        onChange={(saidBy) => set({ saidBy })}
      />
      <OwnedFields {...props} />
    </>
  )
}
