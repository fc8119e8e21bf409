import { alarmsEn } from './alarms.en.js'
import { alarmsZhCN } from './alarms.zh-CN.js'
import { useI18n } from './i18n.js'

/** Words of readings, alarms and daily monitoring; a phone loads them with the readings, after the day is on the screen. */
export const useAlarmWords = (): typeof alarmsZhCN => (useI18n().language === 'zh-CN' ? alarmsZhCN : alarmsEn)
