import { useState } from 'react'
import { placeInUrl } from '../../api/path.js'
import { useApi } from '../../api/use-api.js'
import { useDesk } from '../../i18n/desk.js'
import { useI18n } from '../../i18n/i18n.js'
import { usePlaceName } from '../../i18n/place-name.js'
import { useSentenceOf } from '../../i18n/problem-words.js'
import { Moment } from '../../ui/moment.js'
import { EmptyState, Loaded } from '../../ui/states.js'
import { formatDay } from '../../ui/time.js'
import type { Proposal } from './proposal.js'
import { RuleValue } from './rule-value.js'
import { RefuseForm, SignDialog, WithdrawButton } from './sign-dialog.js'
import { TrialSection } from './trial-section.js'
import { usePlaceForValues } from './use-place-for-values.js'
import type { Rule } from './use-rules.js'

type EntryProps = { readonly proposal: Proposal; readonly rule: Rule }

const Facts = ({ proposal, rule }: EntryProps) => {
  const { signing: words, policy } = useDesk()
  const { language } = useI18n()
  const { from, until, evidence, source, approval } = proposal
  return (
    <>
      <dl className="facts">
        <dt>{words.value}</dt>
        <dd>
          <RuleValue rule={{ ...rule, value: proposal.value }} />
        </dd>
        <dt>{words.now}</dt>
        <dd>{rule.state === 'closed' ? policy.closed : <RuleValue rule={rule} />}</dd>
        <dt>{policy.source}</dt>
        <dd lang="zh-CN">
          {source.document} · {source.clause}
        </dd>
        <dt>{policy.dates}</dt>
        <dd className="num">
          {policy.from(formatDay(from, language))} {until !== null && policy.until(formatDay(until, language))} ·{' '}
          {policy.evidences[evidence]}
        </dd>
        {approval !== null && (
          <>
            <dt>{words.approvalReference}</dt>
            <dd>
              {approval.reference} <span className="num">{formatDay(approval.day, language)}</span>
            </dd>
          </>
        )}
      </dl>
      <p className="muted small">
        {words.proposed(proposal.mine ? words.you : (proposal.proposedBy ?? words.somebodyAbove))}{' '}
        <Moment at={proposal.proposedAt} />
      </p>
    </>
  )
}

// The registry has a sentence for each hindrance that can befall a proposal after it was taken.
const sentenceOf = {
  'no-rule': 'not-found',
  level: 'policy.level',
  unreadable: 'policy.unreadable',
  unconfirmed: 'policy.unconfirmed',
  looser: 'policy.looser',
  'approval-stale': 'policy.approval-stale',
} as const

const Waiting = ({ proposal, rule }: EntryProps) => {
  const { signing: words } = useDesk()
  const { language } = useI18n()
  const sentence = useSentenceOf()
  const placeName = usePlaceName()
  const [asking, setAsking] = useState<'sign' | 'refuse' | null>(null)
  const title = rule.title[language === 'zh-CN' ? 'zh' : 'en']
  const { hindrance } = proposal
  return (
    <li className="card stack" aria-label={`${rule.ruleId} ${placeName(proposal.place)}`}>
      <h3>
        {title} <span className="muted small num">{rule.ruleId}</span> · {placeName(proposal.place)}
      </h3>
      <Facts proposal={proposal} rule={rule} />
      {hindrance !== null && (
        <p className="note note-warn">
          {words.cannotSign} {sentence(sentenceOf[hindrance])}
        </p>
      )}
      <TrialSection proposal={proposal} rule={rule} />
      {proposal.mine ? (
        <p className="line">
          <span className="muted">{words.mine}</span> <WithdrawButton proposal={proposal} />
        </p>
      ) : (
        asking !== 'refuse' && (
          <p className="line">
            <button
              type="button"
              className="btn btn-main"
              disabled={hindrance !== null}
              onClick={() => setAsking('sign')}
            >
              {words.sign}
            </button>
            <button type="button" className="btn" onClick={() => setAsking('refuse')}>
              {words.refuse}
            </button>
          </p>
        )
      )}
      {asking === 'sign' && <SignDialog proposal={proposal} title={title} onClose={() => setAsking(null)} />}
      {asking === 'refuse' && <RefuseForm proposal={proposal} onClose={() => setAsking(null)} />}
    </li>
  )
}

const Decided = ({ proposal, rule }: EntryProps) => {
  const { signing: words } = useDesk()
  const { language } = useI18n()
  const placeName = usePlaceName()
  return (
    <li>
      <strong>{words.decisions[proposal.state]}</strong> {rule.title[language === 'zh-CN' ? 'zh' : 'en']} ·{' '}
      {placeName(proposal.place)} · <RuleValue rule={{ ...rule, value: proposal.value }} />{' '}
      <span className="muted small">
        {proposal.decidedBy ?? words.somebodyAbove} {proposal.decidedAt !== null && <Moment at={proposal.decidedAt} />}
      </span>
      {proposal.reason !== null && <div>{proposal.reason}</div>}
    </li>
  )
}

/** What waits for a second signature here, and what became of the last ones. */
export const Proposals = ({ rules }: { readonly rules: readonly Rule[] }) => {
  const { signing: words } = useDesk()
  const { code } = usePlaceForValues()
  const query = useApi('policy.proposals', { query: { place: placeInUrl(code) } })
  const byId = new Map(rules.map((rule) => [rule.ruleId, rule]))
  const entries = (list: readonly Proposal[]): readonly EntryProps[] =>
    list.flatMap((proposal) => {
      const rule = byId.get(proposal.ruleId)
      return rule === undefined ? [] : [{ proposal, rule }]
    })
  return (
    <section className="stack" aria-labelledby="queue-title">
      <h2 id="queue-title">{words.queueTitle}</h2>
      <Loaded query={query} rows={2}>
        {({ rows }) => {
          const waiting = entries(rows.filter((row) => row.state === 'waiting'))
          const decided = entries(rows.filter((row) => row.state !== 'waiting'))
          return (
            <>
              {waiting.length === 0 ? (
                <EmptyState title={words.queueEmpty}>{words.queueHint}</EmptyState>
              ) : (
                <ul className="stack">
                  {waiting.map((one) => (
                    <Waiting key={one.proposal.id} {...one} />
                  ))}
                </ul>
              )}
              {decided.length > 0 && (
                <details className="why">
                  <summary>{words.decidedTitle}</summary>
                  <ul className="stack">
                    {decided.map((one) => (
                      <Decided key={one.proposal.id} {...one} />
                    ))}
                  </ul>
                </details>
              )}
            </>
          )
        }}
      </Loaded>
    </section>
  )
}
