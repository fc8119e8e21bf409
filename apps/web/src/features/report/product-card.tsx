import { useState } from 'react'
import { useI18n } from '../../i18n/i18n.js'
import { useReport } from '../../i18n/report.js'
import { ProblemNote } from '../../ui/states.js'
import { formatDay } from '../../ui/time.js'
import { useToast } from '../../ui/toast.js'
import { ProductForm } from './product-form.js'
import { type Enterprise, type EnterpriseProduct, useKeep } from './use-enterprise.js'
import { useUnit } from './use-figure-words.js'
import { useKindName, useKinds } from './use-kinds.js'

type Props = { readonly enterprise: Enterprise; readonly product: EnterpriseProduct }

const Facts = ({ product }: Pick<Props, 'product'>) => {
  const words = useReport()
  const { number, language } = useI18n()
  const unitOf = useUnit()
  const kind = useKinds().data?.rows.find(({ code }) => code === product.kind)
  const unit = kind === undefined ? '' : unitOf(kind.unit)
  const { last, closedOn } = product
  const said = (value: number | null): string => (value === null ? words.notSaid : number(value))
  const facts = [
    product.capacity === null ? null : words.capacity(number(product.capacity), unit),
    product.perPack === 1 ? null : words.packOf(number(product.perPack), unit),
    product.gtin === null ? null : words.gtinIs(product.gtin),
    closedOn === null ? null : words.closed(formatDay(closedOn, language)),
  ].filter((text) => text !== null)
  return (
    <>
      {facts.length > 0 && <p className="muted num">{facts.join(' · ')}</p>}
      <p className="num">
        {last === null
          ? words.notReported
          : words.lastReported(formatDay(last.day, language), said(last.made), said(last.inStock))}
      </p>
    </>
  )
}

/** One product with its figures; changed, no longer made, or made again. */
export const ProductCard = ({ enterprise, product }: Props) => {
  const words = useReport()
  const { common } = useI18n().words
  const toast = useToast()
  const kindName = useKindName()
  const [open, setOpen] = useState<'change' | 'close' | null>(null)
  const done = (): void => {
    toast({ text: words.saved })
    setOpen(null)
  }
  const change = useKeep(enterprise, 'product.change', done)
  const { id, model, gtin, perPack, capacity, version } = product
  const name = `${kindName(product.kind)} · ${model}`
  const close = (closedOn: string | null): void =>
    change.mutate({
      params: { id: enterprise.id, product: id },
      body: { model, gtin, perPack, capacity, version, closedOn },
    })
  return (
    <li className="card stack">
      <h3>{name}</h3>
      <Facts product={product} />
      {change.data?.outcome === 'stale' && <p className="note note-warn">{words.stale}</p>}
      {change.error && <ProblemNote error={change.error} saving />}
      {open === 'change' && <ProductForm enterprise={enterprise} product={product} onDone={() => setOpen(null)} />}
      {open === 'close' && (
        <div className="note note-warn stack">
          <p>{words.closeAsk}</p>
          <p className="line">
            <button
              type="button"
              className="btn btn-danger"
              disabled={change.isPending}
              onClick={() => close(enterprise.today)}
            >
              {words.closeProduct}
            </button>
            <button type="button" className="btn" onClick={() => setOpen(null)}>
              {common.cancel}
            </button>
          </p>
        </div>
      )}
      {open === null && enterprise.may.keep && (
        <p className="line">
          {product.closedOn === null ? (
            <>
              <button type="button" className="btn" onClick={() => setOpen('change')}>
                {words.change}
                <span className="sr"> {name}</span>
              </button>
              <button type="button" className="btn btn-quiet" onClick={() => setOpen('close')}>
                {words.closeProduct}
                <span className="sr"> {name}</span>
              </button>
            </>
          ) : (
            <button type="button" className="btn" disabled={change.isPending} onClick={() => close(null)}>
              {words.reopen}
              <span className="sr"> {name}</span>
            </button>
          )}
        </p>
      )}
    </li>
  )
}
