import { isApiProblem } from '../../api/problem.js'
import { useDesk } from '../../i18n/desk.js'
import { useI18n } from '../../i18n/i18n.js'
import { TableBox } from '../../ui/table-box.js'

type Sheet = { readonly name: string; readonly rows: number }

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

/** The sheets of a workbook that was not loaded because a person must say which; null where that is not what is wrong. */
export const sheetsOf = (error: unknown): readonly Sheet[] | null => {
  if (!isApiProblem(error) || error.code !== 'file.choose-sheet') return null
  const rows = listOf(error.body?.details?.['rows'])
  return listOf(error.body?.details?.['sheets']).map((name, i) => ({ name: String(name), rows: Number(rows[i]) }))
}

type Props = { readonly sheets: readonly Sheet[]; readonly onChoose: (name: string) => void }

/** The sheets with their rows; the file is sent once more with the one that is chosen. */
export const SheetChoice = ({ sheets, onChoose }: Props) => {
  const { ledger: words } = useDesk()
  const { number } = useI18n()
  return (
    <section className="card stack" aria-labelledby="sheets-title">
      <div>
        <h2 id="sheets-title">{words.sheetsTitle}</h2>
        <p className="muted">{words.sheetsHint}</p>
      </div>
      <TableBox label={words.sheetsTitle}>
        <table className="table table-rows">
          <caption className="sr">{words.sheetsTitle}</caption>
          <thead>
            <tr>
              <th scope="col">{words.sheetName}</th>
              <th scope="col" className="n">
                {words.sheetRows}
              </th>
              <th scope="col">
                <span className="sr">{words.chooseSheet}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {sheets.map(({ name, rows }) => (
              <tr key={name}>
                <th scope="row" className="cell-lead">
                  {name}
                </th>
                <td className="n" data-label={words.sheetRows}>
                  {number(rows)}
                </td>
                <td>
                  <button
                    type="button"
                    className="btn"
                    aria-label={words.chooseSheetOf(name)}
                    onClick={() => onChoose(name)}
                  >
                    {words.chooseSheet}
                  </button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableBox>
    </section>
  )
}
