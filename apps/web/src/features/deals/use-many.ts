import { useApi } from '../../api/use-api.js'
import { useI18n } from '../../i18n/i18n.js'
import { useSupply } from '../../i18n/supply.js'

/** Names and units of the catalogue in the reader's language, and so many of a kind with its unit. */
export const useGoodsWords = () => {
  const { language, number } = useI18n()
  const { units, ofUnit } = useSupply()
  const query = useApi('kind.list', {}, { staleTime: 600_000 })
  const kinds = query.data?.rows ?? []
  const find = (code: string) => kinds.find((kind) => kind.code === code)
  const nameOf = (kind: { readonly name: string; readonly nameEn: string }): string =>
    language === 'en' ? kind.nameEn : kind.name
  const unitOf = (code: string): string => {
    const kind = find(code)
    return kind === undefined ? '' : units[kind.unit]
  }
  return {
    /** Until the catalogue is here nothing can be read of what was typed. */
    isReady: query.data !== undefined,
    /** Kinds that can be asked for now. */
    open: kinds.filter(({ closedOn }) => closedOn === null),
    find,
    nameOf,
    named: (code: string): string => {
      const kind = find(code)
      return kind === undefined ? code : nameOf(kind)
    },
    unitOf,
    many: (n: number, code: string): string => {
      const kind = find(code)
      return kind === undefined ? number(n) : `${number(n)} ${ofUnit(n, kind.unit)}`
    },
  }
}
