import type { RecallInfo } from '@lianfang/contract'
import { useI18n } from '../../i18n/i18n.js'
import { useStock } from '../../i18n/stock.js'

type Named = Pick<RecallInfo, 'lot' | 'serials' | 'model' | 'maker'>

/** What a recall names besides the kind: product, lot, serial numbers. */
export const useRecallText = (): ((recall: Named) => string) => {
  const { item, recalls } = useStock()
  const { number, language } = useI18n()
  return ({ lot, serials, model, maker }) => {
    const [first] = serials ?? []
    const units =
      serials === null || first === undefined
        ? []
        : [serials.length === 1 ? item.serial(first) : recalls.serials(number(serials.length))]
    return [
      ...(model === null ? [] : [item.product(model, maker ?? '')]),
      ...(lot === null ? [] : [item.lot(lot)]),
      ...units,
    ].join(language === 'zh-CN' ? '，' : ', ')
  }
}
