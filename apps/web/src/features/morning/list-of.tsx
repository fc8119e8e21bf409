import type { MorningKey } from '@lianfang/contract'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'

type Props = {
  readonly of: MorningKey
  /** The place whose list it is: the page's own, or one of its townships. */
  readonly place: string
  readonly day: string
  readonly children: ReactNode
}

const look = 'quiet-link'

/** The way to the list that a figure counts, filtered to exactly those. */
export const ListOf = ({ of, place, day, children }: Props) => {
  const rest = { className: look, children, 'data-row': true } as const
  switch (of) {
    case 'alarms':
      return <Link to="/alarms" search={{ place, only: 'unanswered' }} {...rest} />
    case 'held':
      return <Link to="/alarms" search={{ place, only: 'held' }} {...rest} />
    case 'referNow':
      return <Link to="/alarms" search={{ place, only: 'referNow' }} {...rest} />
    case 'offerReferral':
      return <Link to="/alarms" search={{ place, only: 'offerToday' }} {...rest} />
    case 'calls':
      return <Link to="/desk" search={{ place }} {...rest} />
    case 'handovers':
      return <Link to="/desk" search={{ place, tab: 'duty' }} {...rest} />
    case 'shifts':
    case 'noRota':
      return <Link to="/desk" search={{ place, tab: 'rota' }} {...rest} />
    case 'rounds':
      return <Link to="/care-homes" search={{ place, round: 'late' }} {...rest} />
    case 'late':
      return (
        <Link to="/people" search={{ place, state: place.length === 6 ? 'lateCounty' : 'lateTownship' }} {...rest} />
      )
    case 'neverReached':
    case 'withoutTeam':
    case 'askedBack':
      return <Link to="/people" search={{ place, state: of }} {...rest} />
    case 'overNorm':
      return <Link to="/teams/balance" search={{ place }} {...rest} />
    case 'offerService':
      return <Link to="/people" search={{ place, state: 'offerToday' }} {...rest} />
    case 'downgrades':
      return <Link to="/people" search={{ place, state: 'waiting' }} {...rest} />
    case 'medicine':
      return <Link to="/medicine" search={{ place }} {...rest} />
    case 'moves':
      return <Link to="/moves" search={{ place, way: 'in' }} {...rest} />
    case 'pairs':
      return <Link to="/ledger/doubtful" search={{ place }} {...rest} />
    case 'reviews':
      return <Link to="/tier/overrides" search={{ place }} {...rest} />
    case 'callbacks':
    case 'patterns':
      return <Link to="/checks" search={{ place, day }} {...rest} />
    case 'told':
      return <Link to="/numbers" search={{ place, tab: 'people', known: 'missing' }} {...rest} />
    case 'proposals':
    case 'expiring':
      return <Link to="/policy" search={{ place }} {...rest} />
  }
}
