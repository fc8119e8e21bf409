import { useI18n } from '../../i18n/i18n.js'
import { staffEn } from '../../i18n/staff.en.js'
import { type StaffWords, staffZhCN } from '../../i18n/staff.zh-CN.js'

/** Words of lists of staff and of sign-in cards; loaded with these pages only. */
export const useStaffWords = (): StaffWords => (useI18n().language === 'en' ? staffEn : staffZhCN)
