import { useI18n } from '../../i18n/i18n.js'
import { later } from '../../ui/later.js'
import { useRules } from './use-rules.js'

// What each rule rests on is 6 KB of words, behind a fold: a phone fetches them when there is a "why" on its screen.
const ground = later(async () => (await import('./ground.js')).Ground)

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
                <ground.Screen rule={rule} />
              </span>
            )}
          </li>
        )
      })}
    </ul>
  )
}
