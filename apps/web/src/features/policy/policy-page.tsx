import { Link, Outlet, useParams, useSearch } from '@tanstack/react-router'
import type { Reply } from '../../api/client.js'
import { placeInUrl } from '../../api/path.js'
import { useApi } from '../../api/use-api.js'
import { Page } from '../../app/page.js'
import { usePlace } from '../../app/use-place.js'
import { useDesk } from '../../i18n/desk.js'
import { useI18n } from '../../i18n/i18n.js'
import { Loaded } from '../../ui/states.js'
import { TableBox } from '../../ui/table-box.js'
import { formatDay } from '../../ui/time.js'
import { useMay } from '../session/session.js'
import { Combinations } from './combinations.js'
import { Ground } from './ground.js'
import { Proposals } from './proposals.js'
import { RuleValue } from './rule-value.js'

const Rules = ({ rules }: { readonly rules: Reply<'policy.list'>['rules'] }) => {
  const { policy: words } = useDesk()
  const { language } = useI18n()
  const search = useSearch({ from: '/policy' })
  return (
    <section className="stack" aria-labelledby="rules-title">
      <h2 id="rules-title">{words.rulesTitle}</h2>
      <TableBox label={words.rulesCaption}>
        <table className="table table-rows">
          <caption>{words.rulesCaption}</caption>
          <thead>
            <tr>
              <th scope="col">{words.rule}</th>
              <th scope="col">{words.value}</th>
              <th scope="col">{words.source}</th>
              <th scope="col">{words.evidence}</th>
              <th scope="col">{words.dates}</th>
            </tr>
          </thead>
          <tbody>
            {rules.map((rule) => (
              <tr key={rule.ruleId} id={rule.ruleId}>
                <th scope="row" className="cell-line">
                  <Link
                    to="/policy/$rule"
                    params={{ rule: rule.ruleId }}
                    search={search}
                    className="quiet-link"
                    resetScroll={false}
                  >
                    {rule.title[language === 'zh-CN' ? 'zh' : 'en']}
                  </Link>
                  <div className="muted small num line" style={{ fontWeight: 400 }}>
                    {rule.ruleId} {rule.safety && <span className="tag">{words.safety}</span>}
                  </div>
                </th>
                <td className="cell-line">
                  {rule.state === 'closed' ? (
                    <span className="alarm-text">{words.closed}</span>
                  ) : (
                    <RuleValue rule={rule} />
                  )}
                </td>
                <td className="cell-line">
                  <Ground rule={rule} />
                </td>
                <td className="nowrap">{rule.evidence === null ? '' : words.evidences[rule.evidence]}</td>
                <td className="nowrap num">
                  {rule.from !== null && words.from(formatDay(rule.from, language))}
                  {rule.until !== null && <div>{words.until(formatDay(rule.until, language))}</div>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableBox>
    </section>
  )
}

/** Every rule in force with its value, clause and evidence: where all "why" ends. */
export const PolicyPage = () => {
  const { policy: words } = useDesk()
  const place = usePlace()
  const query = useApi('policy.list', { query: { place: placeInUrl(place) } }, { staleTime: 300_000 })
  const { rule } = useParams({ strict: false })
  const may = useMay()
  return (
    <div className={`split ${rule === undefined ? '' : 'has-panel'}`}>
      <Page title={words.title}>
        <Loaded query={query} rows={14}>
          {(data) => (
            <div className="stack-wide">
              {may('policy.propose') && <Proposals rules={data.rules} />}
              <Rules rules={data.rules} />
              <Combinations rows={data.combinations} />
            </div>
          )}
        </Loaded>
      </Page>
      <Outlet />
    </div>
  )
}
