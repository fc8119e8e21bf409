import type { Reply } from '../../api/client.js'
import { useApi } from '../../api/use-api.js'
import { useI18n } from '../../i18n/i18n.js'
import { useSupply } from '../../i18n/supply.js'

export type Kind = Reply<'kind.list'>['rows'][number]

/** The catalogue, with the name of a kind and its unit in the reader's language. */
export const useKinds = () => {
  const { language } = useI18n()
  const { units, ofUnit } = useSupply()
  const query = useApi('kind.list', {}, { staleTime: 300_000 })
  const kinds = query.data?.rows ?? []
  const find = (code: string): Kind | undefined => kinds.find((one) => one.code === code)
  const nameOf = (kind: Pick<Kind, 'name' | 'nameEn'>): string => (language === 'zh-CN' ? kind.name : kind.nameEn)
  return {
    query,
    kinds,
    nameOf,
    named: (code: string): string => {
      const kind = find(code)
      return kind === undefined ? code : nameOf(kind)
    },
    /** The unit of a kind, where `n` is told that of so many. */
    unitOf: (code: string, n?: number): string => {
      const kind = find(code)
      if (kind === undefined) return ''
      return n === undefined ? units[kind.unit] : ofUnit(n, kind.unit)
    },
    find,
  }
}
