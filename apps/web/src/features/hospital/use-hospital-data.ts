import { useApi } from '../../api/use-api.js'
import { useI18n } from '../../i18n/i18n.js'

/** A name in the reader's language, where it has one there. */
export const useNameOf = (): ((named: { readonly name: string; readonly nameEn: string | null }) => string) => {
  const { language } = useI18n()
  return ({ name, nameEn }) => (language === 'en' ? (nameEn ?? name) : name)
}

/** The institutions that one is named for. */
export const useMine = () => useApi('hospital.mine', {}, { staleTime: 60_000 })

export const useRequest = (id: string) => useApi('request.read', { params: { id } }, { staleTime: 5_000 })
