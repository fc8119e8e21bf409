import { useI18n } from '../../i18n/i18n.js'

type Named = { readonly name: string; readonly nameEn: string | null }

/** A name in the reader's language: the English one where it is given. */
export const useName = (): ((named: Named) => string) => {
  const { language } = useI18n()
  return ({ name, nameEn }) => (language === 'en' && nameEn !== null ? nameEn : name)
}
