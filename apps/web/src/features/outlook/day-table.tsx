import type { Reply } from '../../api/client.js'
import { useI18n } from '../../i18n/i18n.js'
import { useOutlookWords } from '../../i18n/outlook.js'
import { TableBox } from '../../ui/table-box.js'
import { formatDay } from '../../ui/time.js'
import { useFigures } from './figures.js'

type Outlook = Reply<'outlook.read'>

const notableShown = 6

/** Days whose new cases are not simply the difference to the day before, the newest first, with why. */
export const Notable = ({ outlook }: { readonly outlook: Outlook }) => {
  const words = useOutlookWords()
  const { language, number } = useI18n()
  const marked = outlook.days.filter(({ mark }) => mark !== null).reverse()
  if (marked.length === 0) return null
  return (
    <section className="stack" aria-labelledby="notable-title">
      <h2 id="notable-title">{words.notable}</h2>
      <ul className="stack">
        {marked.slice(0, notableShown).map(({ day, mark, put }) => (
          <li key={day}>
            <strong className="num">{formatDay(day, language)}</strong> {mark !== null && words.marks[mark]}
            {put !== null && words.put(number(put))}
          </li>
        ))}
      </ul>
      {marked.length > notableShown && <p className="muted">{words.more(number(marked.length - notableShown))}</p>}
    </section>
  )
}

/** Every day with what was counted, what of it is new, and why where it is not the bare difference; then the days ahead. */
export const DayTable = ({ outlook }: { readonly outlook: Outlook }) => {
  const words = useOutlookWords()
  const { language, number } = useI18n()
  const { cases } = useFigures()
  return (
    <TableBox label={words.days} tall>
      <table className="table">
        <caption>{words.days}</caption>
        <thead>
          <tr>
            <th scope="col">{words.day}</th>
            <th scope="col" className="n">
              {words.confirmed}
            </th>
            <th scope="col" className="n">
              {words.fresh}
            </th>
            <th scope="col">{words.mark}</th>
          </tr>
        </thead>
        <tbody>
          {[...outlook.next].reverse().map((one) => (
            <tr key={one.day}>
              <th scope="row" className="nowrap">
                {formatDay(one.day, language)}
              </th>
              <td className="n">—</td>
              <td className="n">{cases(one.mid)}</td>
              <td className="num">
                {words.forecastDay} {words.band(cases(one.low), cases(one.high))}
              </td>
            </tr>
          ))}
          {[...outlook.days].reverse().map((one) => (
            <tr key={one.day}>
              <th scope="row" className="nowrap">
                {formatDay(one.day, language)}
              </th>
              <td className="n">{one.confirmed === null ? '—' : number(one.confirmed)}</td>
              <td className="n">{one.fresh === null ? '—' : cases(one.fresh)}</td>
              <td>
                {one.mark !== null && words.marks[one.mark]}
                {one.mark !== null && one.put !== null && words.put(number(one.put))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableBox>
  )
}
