import type { KindUnit } from '@lianfang/domain/supply'
import { useI18n } from '../../i18n/i18n.js'
import { useReport } from '../../i18n/report.js'
import { useSupply } from '../../i18n/supply.js'
import type { Product } from './draft.js'
import type { ToldDoubt } from './read-draft.js'

/** A product as its makers call it: the kind, then the model. */
export const useProductName = (): ((product: Pick<Product, 'kindName' | 'model'>) => string) => {
  const { language } = useI18n()
  return ({ kindName, model }) => `${language === 'en' ? kindName.en : kindName.zh} · ${model}`
}

/** The unit of a kind in words. */
export const useUnit = (): ((unit: string) => string) => {
  const { units } = useSupply()
  return (unit) => units[unit as KindUnit] ?? unit // the catalogue's own list
}

/** A doubt in a sentence with its numbers. */
export const useDoubtWords = (): ((doubt: Omit<ToldDoubt, 'product'>) => string) => {
  const words = useReport()
  const { number } = useI18n()
  return ({ why, field, value, against }) => {
    const [is, than] = [number(value ?? 0), number(against)]
    switch (why) {
      case 'overCapacity':
        return words.doubt.overCapacity(is, than)
      case 'jump':
        return words.doubt.jump(words.figures[field], is, than)
      case 'stockFromNowhere':
        return words.doubt.stockFromNowhere(is, than)
      case 'sameAgain':
        return words.doubt.sameAgain(than)
    }
  }
}
