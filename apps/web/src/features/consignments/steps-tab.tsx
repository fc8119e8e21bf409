import { useConsignments } from '../../i18n/consignments.js'
import { Moment } from '../../ui/moment.js'
import type { Consignment } from './types.js'

type Props = { readonly consignment: Consignment }

/** The alarm with how far it has climbed, and what happened, newest first. */
export const StepsTab = ({ consignment: { alarm, steps } }: Props) => {
  const words = useConsignments()
  const names: Readonly<Record<string, string>> = words.steps.names
  return (
    <div className="stack-wide">
      <section className="stack">
        <h3>{words.steps.alarm}</h3>
        {alarm === null ? (
          <p className="muted">{words.steps.noAlarm}</p>
        ) : (
          <p>
            {words.alarmAt(words.whys[alarm.why], words.levels[alarm.level], alarm.place.name)}{' '}
            <Moment at={alarm.since} exact />
          </p>
        )}
      </section>
      <section className="stack">
        <h3>{words.steps.title}</h3>
        <ol className="timeline">
          {[...steps].reverse().map((step) => (
            <li key={step.id}>
              <p className="entry-main">{names[step.what] ?? step.what}</p>
              <p className="muted small">
                {step.by} · <Moment at={step.at} exact />
              </p>
              {step.reason !== null && <p>{words.steps.because(step.reason)}</p>}
            </li>
          ))}
        </ol>
      </section>
    </div>
  )
}
