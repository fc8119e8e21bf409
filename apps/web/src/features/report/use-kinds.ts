import { useApi } from '../../api/use-api.js'
import { useI18n } from '../../i18n/i18n.js'

/** The catalogue; it changes a few times a year. */
export const useKinds = () => useApi('kind.list', {}, { staleTime: 600_000 })

/** A kind's name in the reader's language; its code until the catalogue is here. */
export const useKindName = (): ((code: string) => string) => {
  const { language } = useI18n()
  const kinds = useKinds().data?.rows
  return (code) => {
    const kind = kinds?.find((one) => one.code === code)
    if (kind === undefined) return code
    return language === 'en' ? kind.nameEn : kind.name
  }
}
