import { useI18n } from '../../i18n/i18n.js'
import { useReport } from '../../i18n/report.js'
import { useSupply } from '../../i18n/supply.js'
import { formatInstant } from '../../ui/time.js'
import { useZone } from '../../ui/zone.js'
import type { Standing } from './draft.js'
import { useDoubtWords } from './use-figure-words.js'

type Props = { readonly report: Standing; readonly nameOf: (product: string) => string }

const Lines = ({ report, nameOf }: Props) => {
  const words = useReport()
  const { number } = useI18n()
  const said = (value: number | null): string => (value === null ? words.notSaid : number(value))
  if (report.lines.length === 0) return null
  return (
    <table className="r-table num">
      <thead>
        <tr>
          <th scope="col">{words.products}</th>
          <th scope="col">{words.columns.made}</th>
          <th scope="col">{words.columns.inStock}</th>
          <th scope="col">{words.columns.onOrder}</th>
        </tr>
      </thead>
      <tbody>
        {report.lines.map((line) => (
          <tr key={line.product}>
            <th scope="row">{nameOf(line.product)}</th>
            <td>{said(line.made)}</td>
            <td>{said(line.inStock)}</td>
            <td>{said(line.onOrder)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const Doubts = ({ report, nameOf }: Props) => {
  const words = useReport()
  const { language } = useI18n()
  const zone = useZone()
  const doubtWords = useDoubtWords()
  const { cleared } = report
  const told = report.lines.flatMap((line) =>
    line.doubts.map((doubt) => ({ product: line.product, ...doubt, value: line[doubt.field] })),
  )
  if (told.length === 0) return null
  return (
    <div className={cleared === null && !report.superseded ? 'note note-warn stack' : 'note stack'}>
      <p className="strong">{words.inDoubt}</p>
      <ul className="r-doubts">
        {told.map((doubt) => (
          <li key={`${doubt.product}${doubt.why}${doubt.field}`}>
            {nameOf(doubt.product)} {doubtWords(doubt)}
          </li>
        ))}
      </ul>
      {cleared !== null && (
        <>
          <p>{words.clearedBy(cleared.by, formatInstant(cleared.at, zone, language))}</p>
          <p>{words.reason(cleared.reason)}</p>
        </>
      )}
      {cleared === null && !report.superseded && <p className="muted">{words.waits}</p>}
    </div>
  )
}

/** What a report says: who said it, figures, people, obstacles, doubts and who found them right. */
export const StandingFigures = ({ report, nameOf }: Props) => {
  const words = useReport()
  const supply = useSupply()
  const { words: both, language, number } = useI18n()
  const zone = useZone()
  const { workforceBack: back, workforceOf: of } = report
  return (
    <>
      <p className="muted">
        {words.recordedBy(report.by, supply.parts[report.part], formatInstant(report.at, zone, language))}
        {report.toldBy !== null && ` · ${words.told(report.toldBy)}`}
      </p>
      <Lines report={report} nameOf={nameOf} />
      {back !== null && of !== null && <p className="num">{words.backOf(number(back), number(of))}</p>}
      {report.obstacles.map(({ kind, text }) => (
        <p key={kind}>{text === null ? supply.obstacles[kind] : both.labelled(supply.obstacles[kind], text)}</p>
      ))}
      <Doubts report={report} nameOf={nameOf} />
    </>
  )
}
