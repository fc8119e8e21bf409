import { Link } from '@tanstack/react-router'
import { useI18n } from '../../i18n/i18n.js'
import { usePlaceName } from '../../i18n/place-name.js'
import { useTrialWords } from '../../i18n/trial.js'
import { TableBox } from '../../ui/table-box.js'
import { TierMark } from '../../ui/tier-mark.js'
import { useMay } from '../session/session.js'
import type { Trial } from './proposal.js'
import { useShown } from './use-shown.js'

type Result = NonNullable<Trial['result']>
type Line = {
  readonly key: string
  readonly what: React.ReactNode
  readonly old: number | null
  readonly new: number | null
}

const Compared = ({ caption, lines }: { readonly caption: string; readonly lines: readonly Line[] }) => {
  const { column } = useTrialWords()
  const { number } = useI18n()
  const shown = useShown()
  const signed = (n: number): string => `${n > 0 ? '+' : ''}${number(n)}`
  return (
    <TableBox label={caption}>
      <table className="table table-rows">
        <caption>{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{column.what}</th>
            <th scope="col" className="n">
              {column.old}
            </th>
            <th scope="col" className="n">
              {column.new}
            </th>
            <th scope="col" className="n">
              {column.difference}
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.key}>
              <th scope="row" className="cell-line">
                {line.what}
              </th>
              <td className="n" data-label={column.old}>
                {shown(line.old)}
              </td>
              <td className="n" data-label={column.new}>
                {shown(line.new)}
              </td>
              <td className="n" data-label={column.difference}>
                {line.old === null || line.new === null ? '' : signed(line.new - line.old)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableBox>
  )
}

type Changed = { readonly id: string; readonly place: string; readonly n: number | null }

/** A count that opens the people behind it, where there are some and the reader may see them. */
const Opens = ({ id, place, n }: Changed) => {
  const words = useTrialWords()
  const shown = useShown()
  const may = useMay()
  if (n === null || n === 0 || !may('person.list')) return <>{shown(n)}</>
  return (
    <Link to="/policy/proposals/$id/people" params={{ id }} search={{ place }} title={words.whoChanges}>
      {shown(n)}
    </Link>
  )
}

const Places = ({ id, result, moves }: Props) => {
  const words = useTrialWords()
  const shown = useShown()
  const placeName = usePlaceName()
  const { columns, fromTo } = words
  const [followups, alarms, tiers] = ['followups', 'alarms', 'tiers'].map((part) => moves.includes(part))
  return (
    <TableBox label={words.placeCaption}>
      <table className="table table-rows">
        <caption>{words.placeCaption}</caption>
        <thead>
          <tr>
            <th scope="col">{words.place}</th>
            <th scope="col" className="n">
              {columns.people}
            </th>
            {followups && (
              <th scope="col" className="n">
                {columns.owed}
              </th>
            )}
            {followups && (
              <th scope="col" className="n">
                {columns.late}
              </th>
            )}
            {followups && (
              <th scope="col" className="n">
                {columns.firstDay}
              </th>
            )}
            {alarms && (
              <th scope="col" className="n">
                {columns.alarms}
              </th>
            )}
            {tiers && (
              <th scope="col" className="n">
                {columns.up}
              </th>
            )}
            {tiers && (
              <th scope="col" className="n">
                {columns.down}
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {result.rows.map((row) => (
            <tr key={row.place.code}>
              <th scope="row" className="cell-line">
                {placeName(row.place)}
              </th>
              <td className="n" data-label={columns.people}>
                {shown(row.people)}
              </td>
              {followups && (
                <td className="n" data-label={columns.owed}>
                  {fromTo(shown(row.owedOld), shown(row.owedNew))}
                </td>
              )}
              {followups && (
                <td className="n" data-label={columns.late}>
                  {fromTo(shown(row.lateOld), shown(row.lateNew))}
                </td>
              )}
              {followups && (
                <td className="n" data-label={columns.firstDay}>
                  {words.firstDay.both(shown(row.lateAtOnce), shown(row.dueInDay))}
                </td>
              )}
              {alarms && (
                <td className="n" data-label={columns.alarms}>
                  {fromTo(shown(row.alarmsOld), shown(row.alarmsNew))}
                </td>
              )}
              {tiers && (
                <td className="n" data-label={columns.up}>
                  <Opens id={id} place={row.place.code} n={row.up} />
                </td>
              )}
              {tiers && (
                <td className="n" data-label={columns.down}>
                  <Opens id={id} place={row.place.code} n={row.down} />
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </TableBox>
  )
}

type Props = { readonly id: string; readonly result: Result; readonly moves: readonly string[] }

/** A trial by tier, by kind of alarm and by the places directly below: only what the value can move. */
export const TrialDetails = ({ id, result, moves }: Props) => {
  const words = useTrialWords()
  return (
    <div className="stack">
      {moves.includes('followups') && (
        <Compared
          caption={words.tierCaption}
          lines={result.byTier.map((line) => ({ ...line, key: line.tier, what: <TierMark tier={line.tier} /> }))}
        />
      )}
      {moves.includes('alarms') && (
        <Compared
          caption={words.kindCaption}
          lines={result.alarmKinds.map((line) => ({ ...line, key: line.kind, what: words.kinds[line.kind] }))}
        />
      )}
      <Places id={id} result={result} moves={moves} />
    </div>
  )
}
