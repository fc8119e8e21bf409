import { dayMoreEn } from './day-more.en.js'
import { type DayMoreMessages, dayMoreZhCN } from './day-more.zh-CN.js'
import { useI18n } from './i18n.js'

/** Words of hand-overs, of the other team's day and of new people; loaded after the day itself. */
export const useDayMoreWords = (): DayMoreMessages => (useI18n().language === 'zh-CN' ? dayMoreZhCN : dayMoreEn)
