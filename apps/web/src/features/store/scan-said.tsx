import { useI18n } from '../../i18n/i18n.js'
import { useStoreWords } from '../../i18n/store.js'
import type { ProductRef } from './draft.js'
import { productRef } from './fill-scan.js'
import type { Scan } from './goods.js'
import { useGoods, useItemWords } from './use-store.js'

type Props = {
  readonly scan: Scan
  /** Fields that say something else now than was typed. */
  readonly changed: readonly ('lot' | 'expiry' | 'serial')[]
  readonly chosen: string | null
  /** The store has nothing that the label can mean. */
  readonly isNotHere: boolean
  readonly onProduct: (product: ProductRef, kind: string) => void
}

/** What was read of a label, and what is still to be chosen. */
export const ScanSaid = ({ scan, changed, chosen, isNotHere, onProduct }: Props) => {
  const words = useStoreWords()
  const { language, words: shared } = useI18n()
  const itemWords = useItemWords()
  const { nameOf } = useGoods()
  const { gtin, lot, expiry, serial, products } = scan
  const parts = [
    gtin === null ? '' : words.scannedGtin(gtin),
    lot === null && expiry === null && serial === null ? '' : itemWords({ lot, expiry, serial }),
  ].filter((part) => part !== '')
  return (
    <div className="note stack r-tight" role="status">
      <p>{words.scanned(parts.join(shared.listSeparator))}</p>
      {changed.length > 0 && (
        <p>{words.scanChanged(changed.map((field) => words.scanFields[field]).join(shared.listSeparator))}</p>
      )}
      {gtin !== null && products.length === 0 && <p>{words.gtinUnknown(gtin)}</p>}
      {isNotHere && <p className="alarm-text">{words.scanNotHere}</p>}
      {products.length > 1 && (
        <fieldset className="field">
          <legend>{words.gtinSeveral}</legend>
          <div className="stack r-tight">
            {products.map((product) => {
              const ref = productRef(product, language)
              return (
                <label key={product.id} className="s-pick">
                  <input
                    type="radio"
                    name="scanned-product"
                    checked={chosen === product.id}
                    onChange={() => onProduct(ref, product.kind)}
                  />
                  <span>
                    {nameOf(product.kind)} · {ref.name}
                  </span>
                </label>
              )
            })}
          </div>
        </fieldset>
      )}
    </div>
  )
}
