import type { Reply } from '../../api/client.js'
import { useI18n } from '../../i18n/i18n.js'
import { Moment } from '../../ui/moment.js'
import { TierMark } from '../../ui/tier-mark.js'
import { formatDay } from '../../ui/time.js'
import { RuleList } from '../policy/rule-list.js'

type Tier = Reply<'person.read'>['tier']

/** The tier with its reason, one tap away: both results, what decided, what was not known, the rules. */
export const TierWhy = ({ tier, open }: { readonly tier: Tier; readonly open?: true }) => {
  const { words, shared, language } = useI18n()
  const { person } = words
  // A disease that is known, of which nobody said whether it is stable, is not an unknown disease.
  const control = tier.disease === 'stabilityUnknown'
  const unknown = tier.provisional
    .map((fact) => (fact === 'disease' && control ? person.control : person.facts[fact]))
    .join(words.listSeparator)
  return (
    <section className="stack" aria-label={person.tier}>
      <p className="line tier-large">
        <TierMark tier={tier.tier} />
        {tier.provisional.length > 0 && <span className="tag tag-alarm">{person.provisional}</span>}
        <span className="muted small">
          {person.since} <Moment at={tier.since} />
        </span>
      </p>
      <p>
        {[person.bands[tier.ageBand], person.disease[tier.disease], person.vaccination[tier.vaccination]].join(
          words.listSeparator,
        )}
      </p>
      {unknown !== '' && <p className="alarm-text">{person.unknownFacts(unknown)}</p>}
      {tier.waiting !== null && <p className="note note-warn">{person.waiting(shared.tiers[tier.waiting])}</p>}
      {tier.override !== null && (
        <p className="note">
          {person.overrideBy(tier.override.by, shared.tiers[tier.override.tier])}
          {' · '}
          {tier.override.reason}
          <br />
          <span className="muted num">
            {person.overrideReview(formatDay(tier.override.reviewOn, language))} · <Moment at={tier.override.at} />
          </span>
        </p>
      )}
      <details className="why" open={open}>
        <summary>{person.why}</summary>
        <div className="stack" style={{ marginTop: 8 }}>
          <p>{person.decidedBy[tier.decidedBy]}</p>
          <dl className="facts">
            <dt>{person.byRule}</dt>
            <dd>{tier.ruleTier === null ? person.ruleSilent : <TierMark tier={tier.ruleTier} />}</dd>
            <dt>{person.byScore}</dt>
            <dd className="line num">
              {person.points(tier.score)} <TierMark tier={tier.scoreTier} />
            </dd>
          </dl>
          <h3>{person.rules}</h3>
          <RuleList ids={tier.ruleIds} />
        </div>
      </details>
    </section>
  )
}
