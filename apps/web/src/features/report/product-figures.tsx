import { reportFields } from '@lianfang/domain/supply'
import { useRef } from 'react'
import { useI18n } from '../../i18n/i18n.js'
import { useReport } from '../../i18n/report.js'
import { TextField } from '../../ui/form.js'
import { formatDay } from '../../ui/time.js'
import { asLastTime, emptyTyped, type Product, type Standing, type Typed } from './draft.js'
import type { FaultAt } from './read-draft.js'
import { useProductName, useUnit } from './use-figure-words.js'

type Props = {
  readonly product: Product
  readonly typed: Typed | undefined
  /** The figures that stand, while they are put right. */
  readonly stands: Standing['lines'][number] | undefined
  readonly errorOf: (at: FaultAt) => string | null
  readonly onChange: (typed: Typed) => void
}

/** One product: three figures with the last ones beside them. */
export const ProductFigures = ({ product, typed = emptyTyped, stands, errorOf, onChange }: Props) => {
  const words = useReport()
  const { number, language } = useI18n()
  const nameOf = useProductName()
  const unit = useUnit()(product.unit)
  const last = product.earlier[0]
  // A sentence needs the whole width; once it stood there the fields stay where they are while it is seen to.
  const isWide = useRef(false)
  if (reportFields.some((field) => errorOf(`${product.id}.${field}`) !== null)) isWide.current = true
  const filled = asLastTime(product, typed)
  const beside = (field: (typeof reportFields)[number]): string | undefined => {
    const now = stands?.[field]
    if (now !== undefined) return words.standsFigure(now === null ? words.notSaid : number(now))
    if (last === undefined) return undefined
    const value = last[field]
    return value === null ? words.lastNone : words.lastFigure(number(value))
  }
  return (
    <fieldset className="card r-product">
      <legend>{nameOf(product)}</legend>
      <div className="stack">
        <p className="muted small">
          {words.unit(unit)}
          {product.capacity !== null && ` · ${words.capacity(number(product.capacity), unit)}`}
          {' · '}
          {last === undefined ? words.firstReport : words.lastOf(formatDay(last.day, language))}
        </p>
        <div className={isWide.current ? 'r-figures is-wide' : 'r-figures'}>
          {reportFields.map((field) => {
            const hint = beside(field)
            return (
              <TextField
                key={field}
                label={words.figures[field]}
                {...(hint === undefined ? {} : { hint })}
                inputMode="numeric"
                enterKeyHint="next"
                autoComplete="off"
                maxLength={16}
                value={typed[field]}
                error={errorOf(`${product.id}.${field}`)}
                onChange={(text) => onChange({ ...typed, [field]: text })}
              />
            )
          })}
        </div>
        {filled !== null && (
          <button type="button" className="btn btn-quiet" onClick={() => onChange(filled)}>
            {words.asLast}
            <span className="sr"> {nameOf(product)}</span>
          </button>
        )}
      </div>
    </fieldset>
  )
}
