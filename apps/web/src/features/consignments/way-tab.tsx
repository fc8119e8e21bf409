import { useConsignments } from '../../i18n/consignments.js'
import { useI18n } from '../../i18n/i18n.js'
import { Moment } from '../../ui/moment.js'
import { AddLeg } from './add-leg.js'
import { DepartForm } from './depart-form.js'
import { LegTimes } from './leg-times.js'
import { TimeForm } from './time-form.js'
import type { Consignment } from './types.js'

type Props = { readonly consignment: Consignment }

/** How long it took by each source: two that disagree give two. */
const Durations = ({ consignment: { durations, milestones } }: Props) => {
  const { way: words } = useConsignments()
  const { number } = useI18n()
  if (durations.length === 0) return null
  return (
    <section className="stack">
      <h3>{words.whole}</h3>
      <ul>
        {durations.map(({ milestone, minutes }) => (
          <li key={milestone} className="num">
            {words.hours(
              number(Math.floor(minutes / 60)),
              number(minutes % 60),
              milestones.find(({ id }) => id === milestone)?.sourceName ?? '',
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

const Words = ({ consignment }: Props) => {
  const { way: words, causes } = useConsignments()
  const names: Readonly<Record<string, string>> = causes
  return (
    <section className="stack">
      <h3>{words.words}</h3>
      {consignment.words.length === 0 && <p className="muted">{words.noWords}</p>}
      <ol className="timeline">
        {[...consignment.words].reverse().map((one) => (
          <li key={one.id}>
            <p className="entry-main">
              {words[one.what]} {one.cause !== null && (names[one.cause] ?? one.cause)} {one.place}
              {one.position !== null && (
                <span className="num">
                  {' '}
                  {one.position.latitude}, {one.position.longitude}
                </span>
              )}
            </p>
            {one.note !== null && <p>{one.note}</p>}
            <p className="muted small">
              {one.by} · <Moment at={one.at} exact />
            </p>
          </li>
        ))}
      </ol>
    </section>
  )
}

/** Where it is: each leg with planned, estimated and actual times of all sources, and words from the road. */
export const WayTab = ({ consignment }: Props) => {
  const { way: words } = useConsignments()
  const { legs, may } = consignment
  return (
    <div className="stack-wide">
      {may.depart && consignment.state === 'planned' && <DepartForm consignment={consignment} />}
      {legs.length === 0 && <p className="muted">{words.none}</p>}
      {legs.map((leg) => (
        <LegTimes key={leg.n} consignment={consignment} leg={leg} />
      ))}
      <Durations consignment={consignment} />
      {may.milestone && legs.length > 0 && (
        <details>
          <summary>{words.add}</summary>
          <TimeForm consignment={consignment} />
        </details>
      )}
      {may.addLeg && (
        <details>
          <summary>{words.addLeg}</summary>
          <AddLeg consignment={consignment} />
        </details>
      )}
      <Words consignment={consignment} />
    </div>
  )
}
