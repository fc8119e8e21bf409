import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import type { Reply } from '../../api/client.js'
import { placeInUrl } from '../../api/path.js'
import { useApi } from '../../api/use-api.js'
import { Panel } from '../../app/page.js'
import { usePlace } from '../../app/use-place.js'
import { useDesk } from '../../i18n/desk.js'
import { useI18n } from '../../i18n/i18n.js'
import { usePlaceName } from '../../i18n/place-name.js'
import { EmptyState, Loaded } from '../../ui/states.js'
import { formatDay } from '../../ui/time.js'
import { useMay } from '../session/session.js'
import { EnterForm } from './enter-form.js'
import { Ground } from './ground.js'
import { RuleValue } from './rule-value.js'
import type { Rule } from './use-rules.js'

type Value = Reply<'policy.values'>['rows'][number]

const ValueEntry = ({ value, rule }: { readonly value: Value; readonly rule: Rule }) => {
  const { signing: words, policy } = useDesk()
  const { language, words: base } = useI18n()
  const placeName = usePlaceName()
  const people = [
    value.enteredBy === null ? null : words.enteredBy(value.enteredBy),
    value.signedBy === null ? null : words.signedBy(value.signedBy),
  ].filter((one) => one !== null)
  return (
    <li className="stack">
      <div className="between">
        <strong>{placeName(value.place)}</strong>
        <span className={value.state === 'inForce' ? 'tag' : 'muted small'}>{words.states[value.state]}</span>
      </div>
      <div>
        <RuleValue rule={{ ...rule, value: value.value }} />
      </div>
      <div className="muted small num">
        {policy.from(formatDay(value.from, language))}{' '}
        {value.until !== null && policy.until(formatDay(value.until, language))}
        {' · '}
        {policy.evidences[value.evidence]}
      </div>
      <div className="small">
        <Ground rule={{ ...value, ruleId: rule.ruleId }} />
      </div>
      {value.approval !== null && (
        <div className="small">
          {words.approvedBy(value.approval.by.name, value.approval.reference, formatDay(value.approval.day, language))}
        </div>
      )}
      <div className="muted small">{people.length === 0 ? words.builtIn : people.join(base.listSeparator)}</div>
    </li>
  )
}

const Opened = ({ rule }: { readonly rule: Rule }) => {
  const { signing: words } = useDesk()
  const { language } = useI18n()
  const may = useMay()
  const place = usePlace()
  const [entering, setEntering] = useState(false)
  const query = useApi('policy.values', { params: { rule: rule.ruleId }, query: { place: placeInUrl(place) } })
  return (
    <div className="stack">
      <h2 className="panel-title">{rule.title[language === 'zh-CN' ? 'zh' : 'en']}</h2>
      <p className="muted small num">
        {rule.ruleId} · {words.directions[rule.direction]}
      </p>
      {may('policy.propose') && !entering && (
        <p>
          <button type="button" className="btn btn-main" onClick={() => setEntering(true)}>
            {words.enter}
          </button>
        </p>
      )}
      {entering && <EnterForm rule={rule} onDone={() => setEntering(false)} />}
      <h3>{words.valuesTitle}</h3>
      <Loaded query={query} rows={4}>
        {({ rows }) =>
          rows.length === 0 ? (
            <EmptyState title={words.valuesEmpty} />
          ) : (
            <ul className="stack">
              {rows.map((value) => (
                <ValueEntry key={value.id} value={value} rule={rule} />
              ))}
            </ul>
          )
        }
      </Loaded>
    </div>
  )
}

/** One rule: its values by place and date, and the form for a new one. */
export const RulePanel = () => {
  const { rule: id } = useParams({ from: '/policy/$rule' })
  const search = useSearch({ from: '/policy' })
  const navigate = useNavigate()
  const { signing: words } = useDesk()
  const { words: base } = useI18n()
  const place = usePlace()
  const query = useApi('policy.list', { query: { place: placeInUrl(place) } }, { staleTime: 300_000 })
  return (
    <Panel key={id} label={words.panel} onClose={() => void navigate({ to: '/policy', search, resetScroll: false })}>
      <Loaded query={query}>
        {({ rules }) => {
          const rule = rules.find((one) => one.ruleId === id)
          return rule === undefined ? <EmptyState title={base.errors.notFound} /> : <Opened rule={rule} />
        }}
      </Loaded>
    </Panel>
  )
}
