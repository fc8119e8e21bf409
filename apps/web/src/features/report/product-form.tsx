import { type FormEvent, useState } from 'react'
import { useCommandId } from '../../api/use-command-id.js'
import { useI18n } from '../../i18n/i18n.js'
import { useReport } from '../../i18n/report.js'
import { useSupply } from '../../i18n/supply.js'
import { Field, focusFirstWrong, TextField } from '../../ui/form.js'
import { ProblemNote } from '../../ui/states.js'
import { useToast } from '../../ui/toast.js'
import { gtinFault, type ProductDraft, type ProductField, productDraft, readProduct } from './read-product.js'
import { type Enterprise, type EnterpriseProduct, useKeep } from './use-enterprise.js'
import { useUnit } from './use-figure-words.js'
import { useKinds } from './use-kinds.js'

type KindProps = { readonly value: string; readonly error: string | null; readonly onChange: (kind: string) => void }

/** The catalogue by class. The kind of a product stays: another kind is another product. */
const KindChoice = ({ value, error, onChange }: KindProps) => {
  const words = useReport()
  const { classes } = useSupply()
  const { language } = useI18n()
  const kinds = useKinds().data?.rows.filter((kind) => kind.closedOn === null) ?? []
  const groups = [...new Set(kinds.map((kind) => kind.class))]
  return (
    <Field label={words.kind} error={error}>
      {(ids) => (
        <select {...ids} className="input" value={value} onChange={(event) => onChange(event.target.value)}>
          <option value="">{words.chooseKind}</option>
          {groups.map((group) => (
            <optgroup key={group} label={classes[group]}>
              {kinds
                .filter((kind) => kind.class === group)
                .map((kind) => (
                  <option key={kind.code} value={kind.code}>
                    {language === 'en' ? kind.nameEn : kind.name}
                  </option>
                ))}
            </optgroup>
          ))}
        </select>
      )}
    </Field>
  )
}

type Props = {
  readonly enterprise: Enterprise
  readonly product: EnterpriseProduct | null
  readonly onDone: () => void
}

const useErrors = (draft: ProductDraft, wrong: readonly ProductField[]) => {
  const words = useReport()
  const gtin = gtinFault(draft.gtin)
  const sentences: Readonly<Record<ProductField, string>> = {
    kind: words.kindMissing,
    model: words.modelMissing,
    gtin: gtin?.why === 'check' ? words.gtinCheck(String(gtin.digit)) : words.gtinLength,
    perPack: words.perPackWrong,
    capacity: words.capacityWrong,
  }
  return (field: ProductField): string | null => (wrong.includes(field) ? sentences[field] : null)
}

/** Adds a product, or changes one. */
export const ProductForm = ({ enterprise, product, onDone }: Props) => {
  const words = useReport()
  const { common } = useI18n().words
  const toast = useToast()
  const unitOf = useUnit()
  const idOf = useCommandId()
  const [draft, setDraft] = useState(() => productDraft(product))
  const [wrong, setWrong] = useState<readonly ProductField[]>([])
  const errorOf = useErrors(draft, wrong)
  const done = (): void => {
    toast({ text: words.saved })
    onDone()
  }
  const add = useKeep(enterprise, 'product.add', done)
  const change = useKeep(enterprise, 'product.change', done)
  const kind = useKinds().data?.rows.find(({ code }) => code === draft.kind)
  const unit = kind === undefined ? '' : unitOf(kind.unit)
  const set = (field: ProductField, text: string): void => {
    setDraft({ ...draft, [field]: text })
    setWrong(wrong.filter((one) => one !== field))
  }
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    const read = readProduct(draft)
    setWrong(read.wrong)
    if (read.body === null) focusFirstWrong(event.currentTarget)
    else if (product === null)
      add.mutate({ params: { id: enterprise.id }, body: { ...read.body, id: idOf(read.body) } })
    else {
      const { kind: _stays, ...fields } = read.body
      const body = { ...fields, version: product.version, closedOn: product.closedOn }
      change.mutate({ params: { id: enterprise.id, product: product.id }, body })
    }
  }
  const failure = add.error ?? change.error
  const isStale = change.data?.outcome === 'stale'
  return (
    <form className="stack" onSubmit={submit} noValidate autoComplete="off">
      <h3>{product === null ? words.addProduct : words.change}</h3>
      {isStale && <p className="note note-warn">{words.stale}</p>}
      {product === null && (
        <KindChoice value={draft.kind} error={errorOf('kind')} onChange={(text) => set('kind', text)} />
      )}
      <TextField
        label={words.model}
        hint={words.modelHint}
        maxLength={80}
        value={draft.model}
        error={errorOf('model')}
        onChange={(text) => set('model', text)}
      />
      <TextField
        label={words.gtin}
        hint={words.gtinHint}
        inputMode="numeric"
        maxLength={30}
        value={draft.gtin}
        error={errorOf('gtin')}
        onChange={(text) => set('gtin', text)}
      />
      <TextField
        label={words.perPack}
        hint={words.perPackHint(unit)}
        inputMode="numeric"
        maxLength={9}
        value={draft.perPack}
        error={errorOf('perPack')}
        onChange={(text) => set('perPack', text)}
      />
      <TextField
        label={words.capacityField}
        hint={words.capacityHint(unit)}
        inputMode="numeric"
        maxLength={13}
        value={draft.capacity}
        error={errorOf('capacity')}
        onChange={(text) => set('capacity', text)}
      />
      {failure !== null && <ProblemNote error={failure} saving />}
      <p className="line">
        <button type="submit" className="btn btn-main" disabled={add.isPending || change.isPending}>
          {common.save}
        </button>
        <button type="button" className="btn" onClick={onDone}>
          {common.cancel}
        </button>
      </p>
    </form>
  )
}
