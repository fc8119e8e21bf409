import { Link, useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Reply } from '../../api/client.js'
import { placeInUrl } from '../../api/path.js'
import { useBindingWords } from '../../i18n/bindings.js'
import { useDesk } from '../../i18n/desk.js'
import { useI18n } from '../../i18n/i18n.js'
import { TableBox } from '../../ui/table-box.js'
import { formatDay } from '../../ui/time.js'
import { useMay } from '../session/session.js'
import { Mark } from './mark.js'

type Team = Reply<'team.list'>['teams'][number]

const Overdue = ({ team }: { readonly team: Team }) => {
  const { number } = useI18n()
  const may = useMay()
  if (team.overdue === 0 || !may('person.list')) return <>{number(team.overdue)}</>
  return (
    <Link
      to="/people"
      search={{ place: placeInUrl(team.township.code), state: 'overdue', team: team.id }}
      className="quiet-link alarm-text"
    >
      {number(team.overdue)}
    </Link>
  )
}

const People = ({ team }: { readonly team: Team }) => {
  const { number } = useI18n()
  const may = useMay()
  if (team.people === 0 || !may('person.list')) return <>{number(team.people)}</>
  return (
    <Link to="/people" search={{ place: placeInUrl(team.township.code), team: team.id }} className="quiet-link">
      {number(team.people)}
    </Link>
  )
}

const Load = ({ team }: { readonly team: Team }) => {
  const { teams: words } = useDesk()
  const { number } = useI18n()
  return (
    <>
      {team.share > 0 && number(Math.max(0, Math.ceil(team.people / team.share - 1e-6)))}
      {team.overloaded && (
        <div>
          <Mark>{words.over}</Mark>
        </div>
      )}
    </>
  )
}

const WorksToday = ({ team }: { readonly team: Team }) => {
  const { teams: words } = useDesk()
  const { words: base, number, language } = useI18n()
  return (
    <>
      {team.members.length === 0 && <Mark>{words.noMembers}</Mark>}
      {team.members.length > 0 && words.working(number(team.working), number(team.members.length))}
      {team.share < team.working && (
        <div className="muted small">{words.shared(number(Math.round(team.share * 100) / 100))}</div>
      )}
      <div className="muted small">
        {team.members.map((one) => (one.medic ? base.person.medicName(one.name) : one.name)).join(base.listSeparator)}
      </div>
      {team.substitutions.map(({ id, absent, substitute, now, from, until }) => (
        <div key={`${id}${absent.accountId}`} className="small">
          {now
            ? words.awayUntil(absent.name, substitute.name, formatDay(until, language))
            : words.awayFrom(absent.name, substitute.name, formatDay(from, language))}
        </div>
      ))}
      {team.members.length > 0 && team.working === 0 && (
        <div>
          <Mark>{words.nobodyWorks}</Mark>
        </div>
      )}
      {!team.hasMedic && (
        <div>
          <Mark>{words.noMedic}</Mark>
        </div>
      )}
    </>
  )
}

const Row = ({ team, open }: { readonly team: Team; readonly open: boolean }) => {
  const { teams: words, board } = useDesk()
  const bindings = useBindingWords()
  const { words: base, number } = useI18n()
  const { grids, households, people } = team.closer
  const closer = grids + households + people
  const search = useSearch({ from: '/teams' })
  return (
    <tr className={open ? 'is-open' : ''}>
      <th scope="row" className="cell-line">
        <Link to="/teams/$id" params={{ id: team.id }} search={search} data-row resetScroll={false}>
          <span className="keep">{team.name}</span>
        </Link>
        <div className="muted small" style={{ fontWeight: 400 }}>
          {team.township.name}
        </div>
      </th>
      <td className="n" data-label={board.people}>
        <People team={team} />
      </td>
      <td className="n" data-label={words.load}>
        <Load team={team} />
      </td>
      <td className="n" data-label={board.overdue}>
        <Overdue team={team} />
      </td>
      <td className="cell-line">
        <WorksToday team={team} />
      </td>
      <td className="col-wide">
        {team.villages.length === 0 && closer === 0 && <Mark>{words.noVillages}</Mark>}
        {team.villages.map((village) => village.name).join(base.listSeparator)}
        {closer > 0 && (
          <div className="muted small num">{bindings.closer(number(grids), number(households), number(people))}</div>
        )}
      </td>
    </tr>
  )
}

const Head = ({ n, wide, children }: { readonly n?: true; readonly wide?: true; readonly children: ReactNode }) => (
  <th scope="col" className={n ? 'n' : wide ? 'col-wide' : ''}>
    {children}
  </th>
)

/** Teams with what each member at work carries today, and who works. */
export const TeamTable = ({ teams, openId }: { readonly teams: readonly Team[]; readonly openId: string | null }) => {
  const { teams: words, board, people } = useDesk()
  return (
    <TableBox label={board.teamsCaption}>
      <table className="table table-rows">
        <caption>{board.teamsCaption}</caption>
        <thead>
          <tr>
            <Head>{people.team}</Head>
            <Head n>{board.people}</Head>
            <Head n>{words.load}</Head>
            <Head n>{board.overdue}</Head>
            <Head>{words.today}</Head>
            <Head wide>{words.villages}</Head>
          </tr>
        </thead>
        <tbody>
          {teams.map((team) => (
            <Row key={team.id} team={team} open={team.id === openId} />
          ))}
        </tbody>
      </table>
    </TableBox>
  )
}
