import { useI18n } from '../../i18n/i18n.js'
import { Ground } from './ground.js'
import { useRules } from './use-rules.js'

/** Rules by id with their title, clause and source: the end of every "why". */
export const RuleList = ({ ids }: { readonly ids: readonly string[] }) => {
  const { language } = useI18n()
  const rules = useRules()
  return (
    <ul className="stack small">
      {ids.map((id) => {
        const rule = rules.get(id)
        return (
          <li key={id}>
            <span className="num strong rule-id">{id}</span> {rule?.title[language === 'zh-CN' ? 'zh' : 'en']}
            {rule?.source && (
              <span className="muted">
                {' '}
                <Ground rule={rule} />
              </span>
            )}
          </li>
        )
      })}
    </ul>
  )
}
