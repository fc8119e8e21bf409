import { useI18n } from './i18n.js'
import { leagueEn } from './league.en.js'
import { type LeagueMessages, leagueZhCN } from './league.zh-CN.js'

/** Words of the league and of the six day by day; loaded with their pages. */
export const useLeagueWords = (): LeagueMessages => (useI18n().language === 'zh-CN' ? leagueZhCN : leagueEn)
