import type { ItemInfo } from '@lianfang/contract'
import { useI18n } from '../../i18n/i18n.js'
import { useStock } from '../../i18n/stock.js'
import { formatDay } from '../../ui/time.js'

type Item = Omit<ItemInfo, 'id' | 'kind' | 'product'>

/** What tells units apart, in words: lot or serial number, and the last day of use. */
export const useItemText = (): ((item: Item) => string) => {
  const { item: words } = useStock()
  const { language } = useI18n()
  return ({ lot, serial, expiry }) =>
    [
      ...(serial === null ? [] : [words.serial(serial)]),
      ...(lot === null ? (serial === null ? [words.noLot] : []) : [words.lot(lot)]),
      ...(expiry === null ? [] : [words.expiry(formatDay(expiry, language))]),
    ].join(language === 'zh-CN' ? '，' : ', ')
}
