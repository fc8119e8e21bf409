import type { ReactNode } from 'react'
import type { ArgsOf, Reply } from '../../api/client.js'
import { useApi } from '../../api/use-api.js'
import { useDesk } from '../../i18n/desk.js'
import { useI18n } from '../../i18n/i18n.js'
import { Loaded } from '../../ui/states.js'
import { formatInstant } from '../../ui/time.js'
import { useZone } from '../../ui/zone.js'

type Found = Reply<'team.leaving'>
type Member = Found['members'][number]
export type LeavingChoice = NonNullable<ArgsOf<'team.change'>['body']['leaving']>

const InHand = ({ one }: { readonly one: Member }) => {
  const { leaving: words } = useDesk().teams
  const { number, language } = useI18n()
  const zone = useZone()
  const says: readonly ReactNode[] = [
    one.calls > 0 && words.calls(number(one.calls)),
    one.alarms > 0 && words.alarms(number(one.alarms)),
    one.standsIn > 0 && words.standsIn(number(one.standsIn)),
    one.otherTeams > 0 && words.otherTeams(number(one.otherTeams)),
    one.shifts.length > 0 && words.shifts(number(one.shifts.length)),
  ].filter((text) => text !== false)
  return (
    <li>
      <strong>{one.name}</strong>
      <ul className="bullets">
        {says.length === 0 && <li className="muted">{words.nothing}</li>}
        {says.map((text) => (
          <li key={String(text)}>{text}</li>
        ))}
      </ul>
      <ul className="num small muted">
        {one.shifts.map(({ id, place, from, until }) => (
          <li key={id}>
            {words.shift(place, formatInstant(from, zone, language), formatInstant(until, zone, language))}
          </li>
        ))}
      </ul>
    </li>
  )
}

const Load = ({ found: { people, share, norm } }: { readonly found: Found }) => {
  const { leaving: words } = useDesk().teams
  const { number } = useI18n()
  const each = (part: number): string => (part === 0 ? '–' : number(Math.ceil(people / part - 1e-6)))
  return (
    <>
      <p>{words.people(number(people))}</p>
      {share.after === 0 ? (
        <p className="alarm-text">{words.noneLeft}</p>
      ) : (
        <p>
          {words.load(each(share.before), each(share.after))}{' '}
          {people > norm * share.after + 1e-6 && <span className="alarm-text">{words.over}</span>}
        </p>
      )}
    </>
  )
}

type RadiosProps<V extends string> = {
  readonly legend: string
  readonly name: string
  readonly choices: Readonly<Record<V, string>>
  readonly order: readonly V[]
  readonly value: V
  readonly onChange: (value: V) => void
}

const Radios = <V extends string>({ legend, name, choices, order, value, onChange }: RadiosProps<V>) => (
  <fieldset className="field">
    <legend>{legend}</legend>
    {order.map((one) => (
      <label key={one} className="line">
        <input type="radio" name={name} checked={value === one} onChange={() => onChange(one)} />
        {choices[one]}
      </label>
    ))}
  </fieldset>
)

type Props = {
  readonly team: string
  readonly accounts: readonly string[]
  /** Who is ticked to join: they carry their part at once. */
  readonly joining: readonly string[]
  readonly value: LeavingChoice
  readonly onChange: (value: LeavingChoice) => void
}

/** What becomes of the people, the shifts and the open work of those who are to leave; shown and asked before it is saved. */
export const Leaving = ({ team, accounts, joining, value, onChange }: Props) => {
  const { leaving: words } = useDesk().teams
  const query = useApi(
    'team.leaving',
    {
      params: { id: team },
      query: { accounts: accounts.join(','), ...(joining.length === 0 ? {} : { joining: joining.join(',') }) },
    },
    { keep: 'previous' },
  )
  return (
    <section className="note note-warn stack" aria-labelledby="team-leaving">
      <h3 id="team-leaving">{words.title}</h3>
      <Loaded query={query} rows={3}>
        {(found) => (
          <>
            <Load found={found} />
            <ul className="stack">
              {found.members.map((one) => (
                <InHand key={one.accountId} one={one} />
              ))}
            </ul>
            {found.members.some((one) => one.shifts.length > 0) && (
              <Radios
                {...{ legend: words.shiftsChoice, name: 'leaving-shifts', choices: words.shiftsChoices }}
                order={['keep', 'drop']}
                value={value.shifts}
                onChange={(shifts) => onChange({ ...value, shifts })}
              />
            )}
            {found.members.some((one) => one.calls > 0) && (
              <Radios
                {...{ legend: words.callsChoice, name: 'leaving-calls', choices: words.callsChoices }}
                order={['keep', 'team']}
                value={value.calls}
                onChange={(calls) => onChange({ ...value, calls })}
              />
            )}
          </>
        )}
      </Loaded>
    </section>
  )
}
