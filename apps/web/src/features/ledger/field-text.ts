import { diseaseText } from '../../i18n/disease-text.js'
import { useI18n } from '../../i18n/i18n.js'

/** The text of a field as the reader says it: what the server names by a word of its own is said in the reader's. */
export const useFieldText = (): ((field: string, value: string) => string) => {
  const { words: common } = useI18n()
  const tables: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    sex: common.person.sex,
    vaccination: common.person.vaccination,
    living: common.person.livingOf,
  }
  // What is not known is blank, and differs from nothing.
  return (field, value) => {
    if (field === 'disease') return diseaseText(value, common.person.disease)
    return value === 'unknown' ? '' : (tables[field]?.[value] ?? value)
  }
}
