import { Link } from '@tanstack/react-router'
import type { Reply } from '../../api/client.js'
import { placeInUrl } from '../../api/path.js'
import { useI18n } from '../../i18n/i18n.js'
import { useLeagueWords } from '../../i18n/league.js'
import { usePlaceName } from '../../i18n/place-name.js'
import { ListTools, useListTools } from '../../ui/list-tools.js'
import { EmptyState } from '../../ui/states.js'
import { TableBox } from '../../ui/table-box.js'
import { useMay } from '../session/session.js'

export type Row = Reply<'league.read'>['places'][number]

const perMille = (n: number, language: string): string =>
  new Intl.NumberFormat(language, { style: 'percent', minimumFractionDigits: 1 }).format(n / 1000)

const Missed = ({ row }: { readonly row: Row }) => {
  const { number } = useI18n()
  const may = useMay()
  const missed = row.owed === null || row.inTime === null ? null : row.owed - row.inTime
  if (missed === null) return null
  if (missed === 0 || !may('person.list')) return <>{number(missed)}</>
  const search = { place: placeInUrl(row.place.code), ...(row.team === null ? {} : { team: row.team.id }) }
  return (
    <Link to="/league/missed" search={search} className="quiet-link">
      {number(missed)}
    </Link>
  )
}

const Answers = ({ row }: { readonly row: Row }) => {
  const { number } = useI18n()
  const may = useMay()
  if (row.confirmed === null || row.denied === null) return null
  const text = `${number(row.confirmed)} / ${number(row.denied)}`
  if (!may('check.read') || row.place.code.length !== 9) return <>{text}</>
  return (
    <Link to="/checks" search={{ place: row.place.code }} className="quiet-link">
      {text}
    </Link>
  )
}

const Line = ({ row, teams }: { readonly row: Row; readonly teams: boolean }) => {
  const words = useLeagueWords()
  const { number, language } = useI18n()
  const placeName = usePlaceName()
  const may = useMay()
  const share = (n: number | null): string => (n === null ? '—' : perMille(n, language))
  const name = row.team?.name ?? placeName(row.place)
  return (
    <tr>
      <td className="n strong" data-label={words.rank}>
        {row.rank === null ? '—' : number(row.rank)}
      </td>
      <th scope="row" className="cell-line">
        {row.team !== null && may('team.read') ? (
          <Link to="/teams/$id" params={{ id: row.team.id }} data-row>
            {name}
          </Link>
        ) : row.place.code.length === 9 || row.place.code.length < 6 ? (
          <Link to="/league" search={{ place: placeInUrl(row.place.code) }} data-row>
            {name}
          </Link>
        ) : (
          name
        )}
        {teams && <div className="muted small">{placeName(row.place)}</div>}
        {row.state !== 'judged' && <div className="muted small">{words.states[row.state]}</div>}
      </th>
      <td className="n strong" data-label={words.score}>
        {share(row.score)}
      </td>
      <td className="n" data-label={words.timely}>
        {share(row.timely)}
      </td>
      <td className="n" data-label={words.believed}>
        {share(row.believed)}
      </td>
      <td className="n" data-label={words.owed}>
        {row.owed === null ? '—' : number(row.owed)}
      </td>
      <td className="n" data-label={words.missed}>
        <Missed row={row} />
      </td>
      <td className="n" data-label={words.answers}>
        <Answers row={row} />
      </td>
    </tr>
  )
}

type Props = { readonly rows: readonly Row[]; readonly caption: string; readonly teams: boolean }

/** Places or teams with what of their work was confirmed; those not yet judged stand apart at the end. */
export const LeagueTable = ({ rows, caption, teams }: Props) => {
  const words = useLeagueWords()
  const placeName = usePlaceName()
  const tools = useListTools({
    rows,
    keyOf: (row) => row.team?.id ?? row.place.code,
    textOf: (row) => `${row.team?.name ?? ''} ${placeName(row.place)}`,
    orders: {
      rank: { value: (row) => row.rank },
      timely: { value: (row) => (row.owed === null || row.owed === 0 ? null : (row.inTime ?? 0) / row.owed) },
      owed: { value: (row) => row.owed, down: true },
      place: { value: (row) => row.place.code },
    },
    first: 'rank',
  })
  return (
    <>
      <ListTools tools={tools} label={words.search} orders={words.orders} />
      {tools.shown.length === 0 ? (
        <EmptyState title={words.noneFound} />
      ) : (
        <TableBox label={caption} tall>
          <table className="table table-rows">
            <caption>{caption}</caption>
            <thead>
              <tr>
                {[words.rank, teams ? words.team : words.place, words.score, words.timely].map((name, i) => (
                  <th key={name} scope="col" className={i === 1 ? '' : 'n'}>
                    {name}
                  </th>
                ))}
                {[words.believed, words.owed, words.missed, words.answers].map((name) => (
                  <th key={name} scope="col" className="n">
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {tools.shown.map((row) => (
                <Line key={row.team?.id ?? row.place.code} row={row} teams={teams} />
              ))}
            </tbody>
          </table>
        </TableBox>
      )}
    </>
  )
}
