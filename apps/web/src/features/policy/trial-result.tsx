import { Link } from '@tanstack/react-router'
import { useI18n } from '../../i18n/i18n.js'
import { usePlaceName } from '../../i18n/place-name.js'
import { useTrialWords } from '../../i18n/trial.js'
import { Moment } from '../../ui/moment.js'
import { formatDay } from '../../ui/time.js'
import { useMay } from '../session/session.js'
import type { Proposal, Trial } from './proposal.js'
import { RuleValue } from './rule-value.js'
import { TrialDetails } from './trial-details.js'
import type { Rule } from './use-rules.js'
import { useShown } from './use-shown.js'

type Result = NonNullable<Trial['result']>

/** One digit behind the point is enough for a day's work, two for one person's. */
const aDay = (n: number, days: number, digits: number): number => Math.round((n / days) * 10 ** digits) / 10 ** digits

/** The wave of day one: whom the value makes due or late in the moment it holds. */
const FirstDay = ({ result }: { readonly result: Result }) => {
  const { firstDay: words } = useTrialWords()
  const shown = useShown()
  const { firstDay, lateAtOnce, dueInDay } = result.total
  const nobody = lateAtOnce === 0 && dueInDay === 0
  return (
    <li>
      {nobody ? words.nobody(shown(firstDay)) : words.says(shown(lateAtOnce), shown(dueInDay), shown(firstDay))}
      <details className="why">
        <summary>{words.how}</summary>
        <p className="muted small">{words.formula}</p>
      </details>
    </li>
  )
}

const Followups = ({ result }: { readonly result: Result }) => {
  const words = useTrialWords()
  const { number } = useI18n()
  const { owedOld, owedNew, lateOld, lateNew } = result.total
  const shown = useShown()
  if (owedOld === null || owedNew === null) return <li>{words.few}</li>
  const more = owedNew - owedOld
  const each = aDay(Math.abs(more), result.days, 1)
  return (
    <>
      <li>
        <strong>
          {more === 0 && words.followups.same}
          {more > 0 && words.followups.more(number(each))}
          {more < 0 && words.followups.fewer(number(each))}
        </strong>
        {more !== 0 && (
          <span className="muted">
            {' '}
            {result.workers === 0
              ? words.noWorkers
              : words.eachWorker(number(aDay(Math.abs(more), result.days * result.workers, 2)), number(result.workers))}
          </span>
        )}
      </li>
      <li>{words.late(shown(lateOld), shown(lateNew))}</li>
      <FirstDay result={result} />
    </>
  )
}

const Tiers = ({ result }: { readonly result: Result }) => {
  const words = useTrialWords()
  const shown = useShown()
  const { up, down } = result.total
  return <li>{up === 0 && down === 0 ? words.noTiers : words.tiers(shown(up), shown(down))}</li>
}

/** What is said beside the signature: the trial in a few sentences, and whether it is old. */
export const TrialSummary = ({ trial, moves }: { readonly trial: Trial; readonly moves: readonly string[] }) => {
  const words = useTrialWords()
  const { number } = useI18n()
  const shown = useShown()
  const { result } = trial
  if (result === null) return null
  const { people, alarmsOld, alarmsNew } = result.total
  const { counted, same, closed } = result.counties
  return (
    <>
      {trial.old !== null && <p className="note note-warn">{words.old[trial.old]}</p>}
      {counted === 0 ? (
        <p>{words.nothingCounted}</p>
      ) : (
        <ul className="plain stack">
          {moves.includes('followups') && <Followups result={result} />}
          {moves.includes('alarms') && <li>{words.alarms(shown(alarmsOld), shown(alarmsNew))}</li>}
          {moves.includes('tiers') && <Tiers result={result} />}
          <li className="muted small">{people === null ? words.fewPeople : words.people(number(people))}</li>
        </ul>
      )}
      {counted > 0 && same > 0 && <p className="muted small">{words.sameCounties(same)}</p>}
      {counted > 0 && closed > 0 && <p className="muted small">{words.closedCounties(closed)}</p>}
    </>
  )
}

type Props = {
  readonly trial: Trial
  readonly moves: readonly string[]
  readonly proposal: Proposal
  readonly rule: Rule
}

const Provenance = ({ trial, rule }: Pick<Props, 'trial' | 'rule'>) => {
  const words = useTrialWords()
  const { language } = useI18n()
  const placeName = usePlaceName()
  const { compared } = trial
  return (
    <p className="muted small">
      {words.by(trial.mine ? words.you : (trial.askedBy ?? words.somebody))} <Moment at={trial.askedAt} /> ·{' '}
      <span className="num">{words.span(formatDay(trial.from, language), formatDay(trial.until, language))}</span>
      <br />
      {compared === null ? (
        words.comparedClosed
      ) : (
        <>
          {words.comparedWith} <RuleValue rule={{ ...rule, value: compared.value }} /> · {placeName(compared.place)}
        </>
      )}
    </p>
  )
}

/** What a trial came to: sentences first, tables folded, and the list of people for whoever may see them. */
export const TrialResult = ({ trial, moves, proposal, rule }: Props) => {
  const words = useTrialWords()
  const may = useMay()
  const { result } = trial
  if (result === null) return null
  const changes = (result.total.up ?? 0) + (result.total.down ?? 0)
  return (
    <>
      <TrialSummary trial={trial} moves={moves} />
      {moves.includes('tiers') && changes > 0 && may('person.list') && (
        <p>
          <Link to="/policy/proposals/$id/people" params={{ id: proposal.id }} search={{ place: proposal.place.code }}>
            {words.whoChanges}
          </Link>
        </p>
      )}
      {result.counties.counted > 0 && (
        <details className="why">
          <summary>{words.details}</summary>
          <TrialDetails id={proposal.id} result={result} moves={moves} />
        </details>
      )}
      <Provenance trial={trial} rule={rule} />
    </>
  )
}
