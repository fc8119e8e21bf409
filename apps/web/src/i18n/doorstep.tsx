import { doorstepEn } from './doorstep.en.js'
import { doorstepZhCN } from './doorstep.zh-CN.js'
import { useI18n } from './i18n.js'

/** All words and those of the form; a phone loads them with the form and not before. */
export const useDoorstepWords = () => {
  const { words, language } = useI18n()
  return { ...words, doorstep: language === 'zh-CN' ? doorstepZhCN : doorstepEn }
}
