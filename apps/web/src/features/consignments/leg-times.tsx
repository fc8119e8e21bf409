import type { MilestoneKind } from '@lianfang/domain/supply'
import { call } from '../../api/client.js'
import { useConsignments } from '../../i18n/consignments.js'
import { TableBox } from '../../ui/table-box.js'
import { useDeskAct } from '../requests/desk-act.js'
import { ReasonAct } from '../requests/reason-act.js'
import { LocalMoment } from './local-moment.js'
import type { Consignment, Leg, Slot, Statement } from './types.js'

type Props = {
  readonly consignment: Consignment
  readonly leg: Leg
  /** Of what; all where it is left out. */
  readonly only?: readonly MilestoneKind[]
}

const Choose = ({ id, milestone }: { readonly id: string; readonly milestone: string }) => {
  const { way: words } = useConsignments()
  const act = useDeskAct<{ readonly reason: string }>(
    (body, command) => call('consignment.choose', { params: { id }, body: { ...body, id: command, milestone } }),
    { said: words.chosen },
  )
  return (
    <details>
      <summary>{words.choose}</summary>
      <ReasonAct label={words.chooseReason} send={words.choose} act={act} />
    </details>
  )
}

type SaidProps = { readonly consignment: Consignment; readonly one: Statement; readonly slot: Slot | undefined }

/** One statement of a source, whether it is in force and why; it can be chosen. */
const Said = ({ consignment, one, slot }: SaidProps) => {
  const words = useConsignments()
  const isInForce = slot?.milestone === one.id
  const choice = consignment.choices.filter(({ milestone }) => milestone === one.id).at(-1)
  return (
    <li className="stack">
      <p>
        {isInForce ? <strong>{words.milestoneSources[one.source]}</strong> : words.milestoneSources[one.source]}{' '}
        {one.sourceName}: {words.bases[one.basis]} <LocalMoment at={one.at} zone={one.zone} />{' '}
        {isInForce && slot.why !== null && <span className="tag">{words.whyInForce[slot.why]}</span>}
      </p>
      {one.doubt !== null && <p className="small">{words.way.doubts[one.doubt]}</p>}
      {one.reason !== null && <p className="small">{words.steps.because(one.reason)}</p>}
      {choice !== undefined && (
        <p className="small">
          {words.way.choiceBy(choice.by)}. {words.steps.because(choice.reason)}
        </p>
      )}
      {consignment.may.choose && one.basis === 'actual' && slot?.state === 'disputed' && (
        <Choose id={consignment.id} milestone={one.id} />
      )}
    </li>
  )
}

const InForce = ({ slot, zone }: { readonly slot: Slot; readonly zone: string }) => {
  if (slot.at !== null) return <LocalMoment at={slot.at} zone={zone} />
  if (slot.from === null || slot.to === null) return null
  return (
    <>
      <LocalMoment at={slot.from} zone={zone} /> – <LocalMoment at={slot.to} zone={zone} />
    </>
  )
}

const startOf: readonly MilestoneKind[] = ['pickedUp', 'departed']

/** Times of a leg: what is in force, and what each source says; two may disagree, both stay. */
export const LegTimes = ({ consignment, leg, only }: Props) => {
  const words = useConsignments()
  const { way } = words
  const title = way.leg(String(leg.n + 1), leg.from, leg.to)
  const said = consignment.milestones.filter((one) => one.leg === leg.n)
  // Among the papers it stands under a heading of its own.
  const Heading = only === undefined ? 'h3' : 'h4'
  const slots = leg.times.filter(({ what }) => only === undefined || only.includes(what))
  return (
    <section className="stack">
      <Heading>{title}</Heading>
      <p className="muted small">
        {words.modes[leg.mode]}
        {leg.carrier !== null && ` · ${leg.carrier}`}
        {leg.customs && ` · ${way.customs}`}
      </p>
      {slots.length > 0 && (
        <TableBox label={way.caption(title)}>
          <table className="table">
            <caption>{way.caption(title)}</caption>
            <thead>
              <tr>
                <th scope="col">{way.what}</th>
                <th scope="col">{way.state}</th>
                <th scope="col">{way.time}</th>
                <th scope="col">{way.said}</th>
              </tr>
            </thead>
            <tbody>
              {slots.map((slot) => (
                <tr key={slot.what}>
                  <th scope="row">{words.what[slot.what]}</th>
                  <td>
                    <span className={`tag ${slot.state === 'disputed' ? 'tag-alarm' : ''}`}>
                      {words.timeStates[slot.state]}
                    </span>
                  </td>
                  <td>
                    <InForce slot={slot} zone={startOf.includes(slot.what) ? leg.fromZone : leg.toZone} />
                  </td>
                  <td>
                    <ul className="stack">
                      {said
                        .filter(({ what }) => what === slot.what)
                        .map((one) => (
                          <Said key={one.id} consignment={consignment} one={one} slot={slot} />
                        ))}
                    </ul>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableBox>
      )}
    </section>
  )
}
