import { bindingsEn } from './bindings.en.js'
import { type BindingMessages, bindingsZhCN } from './bindings.zh-CN.js'
import { useI18n } from './i18n.js'

/** Words of who serves whom; a phone loads them with the pages of a person and a household. */
export const useBindingWords = (): BindingMessages => (useI18n().language === 'zh-CN' ? bindingsZhCN : bindingsEn)
