import { useI18n } from '../../i18n/i18n.js'
import { ruleWhyEn } from '../../i18n/rule-why.en.js'
import { ruleWhyZhCN } from '../../i18n/rule-why.zh-CN.js'

type Props = {
  readonly rule: {
    readonly ruleId: string
    readonly builtIn: boolean
    readonly source: { readonly document: string; readonly clause: string } | null
  }
}

/** What a value rests on: in the reader's language for what came with the program, as it was entered for all else. */
export const Ground = ({ rule }: Props) => {
  const { language } = useI18n()
  const { ruleId, builtIn, source } = rule
  const why: Readonly<Record<string, string>> = language === 'zh-CN' ? ruleWhyZhCN : ruleWhyEn
  if (builtIn && why[ruleId] !== undefined) return <span>{why[ruleId]}</span>
  if (source === null) return null
  return <span lang="zh-CN">{[source.document, source.clause].filter((part) => part !== '').join(' · ')}</span>
}
