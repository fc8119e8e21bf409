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
  return (
    <TableBox label={caption}>
      <table className="table">
        <caption>{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{column.what}</th>
            <th scope="col">{column.old}</th>
            <th scope="col">{column.new}</th>
            <th scope="col">{column.difference}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.key}>
              <th scope="row">{line.what}</th>
              <td className="num">{shown(line.old)}</td>
              <td className="num">{shown(line.new)}</td>
              <td className="num">{line.old === null || line.new === null ? '' : number(line.new - line.old)}</td>
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
      <table className="table">
        <caption>{words.placeCaption}</caption>
        <thead>
          <tr>
            <th scope="col">{words.place}</th>
            <th scope="col">{columns.people}</th>
            {followups && <th scope="col">{columns.owed}</th>}
            {followups && <th scope="col">{columns.late}</th>}
            {alarms && <th scope="col">{columns.alarms}</th>}
            {tiers && <th scope="col">{columns.up}</th>}
            {tiers && <th scope="col">{columns.down}</th>}
          </tr>
        </thead>
        <tbody>
          {result.rows.map((row) => (
            <tr key={row.place.code}>
              <th scope="row">{placeName(row.place)}</th>
              <td className="num">{shown(row.people)}</td>
              {followups && <td className="num">{fromTo(shown(row.owedOld), shown(row.owedNew))}</td>}
              {followups && <td className="num">{fromTo(shown(row.lateOld), shown(row.lateNew))}</td>}
              {alarms && <td className="num">{fromTo(shown(row.alarmsOld), shown(row.alarmsNew))}</td>}
              {tiers && (
                <td className="num">
                  <Opens id={id} place={row.place.code} n={row.up} />
                </td>
              )}
              {tiers && (
                <td className="num">
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
