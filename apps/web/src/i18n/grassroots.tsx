import { grassrootsEn } from './grassroots.en.js'
import { type GrassrootsMessages, grassrootsZhCN } from './grassroots.zh-CN.js'
import { useI18n } from './i18n.js'

/** Words of the stock of health centres and clinics; loaded with its pages. */
export const useGrassroots = (): GrassrootsMessages => (useI18n().language === 'zh-CN' ? grassrootsZhCN : grassrootsEn)
