import { useI18n } from './i18n.js'
import { lifeEn } from './life.en.js'
import { type LifeMessages, lifeZhCN } from './life.zh-CN.js'

/** Words of what changes in a life; a phone loads them with the person's page, ahead of any lost network. */
export const useLifeWords = (): LifeMessages => (useI18n().language === 'zh-CN' ? lifeZhCN : lifeEn)
