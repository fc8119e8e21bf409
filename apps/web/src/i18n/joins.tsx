import { useI18n } from './i18n.js'
import { joinsEn } from './joins.en.js'
import { type JoinMessages, joinsZhCN } from './joins.zh-CN.js'

/** Words of joining two records of one person; loaded with the page that does it. */
export const useJoinWords = (): JoinMessages => (useI18n().language === 'zh-CN' ? joinsZhCN : joinsEn)
