import { accountFaultSentence } from '@lianfang/contract'
import { useState } from 'react'
import type { Reply } from '../../api/client.js'
import { useI18n } from '../../i18n/i18n.js'
import { usePlaceName } from '../../i18n/place-name.js'
import { useTables } from '../../i18n/tables.js'
import { EmptyState } from '../../ui/states.js'
import { TableBox } from '../../ui/table-box.js'
import { useStaffWords } from './use-staff-words.js'

export type StaffList = Reply<'account.import'>
type Row = StaffList['rows'][number]

/** What is wrong with a row, or its role and place. */
const Told = ({ row }: { readonly row: Row }) => {
  const { shared, words } = useI18n()
  const tables = useTables()
  const placeName = usePlaceName()
  const said = { roles: shared.roles, listSeparator: words.listSeparator }
  if (row.role !== null && row.place !== null) {
    return (
      <>
        {shared.roles[row.role]} <span className="muted">· {placeName(row.place)}</span>
      </>
    )
  }
  return (
    <ul>
      {row.faults.map(({ field, code, value }) => (
        <li key={`${field}${code}`}>
          {tables.accountFields[field]}: {accountFaultSentence({ code, value }, { words: tables, ...said })}
        </li>
      ))}
    </ul>
  )
}

/** Rows drawn at once: two thousand make a slow page, and nobody reads them. */
const mostShown = 300

/** Every row of a list with what it is; the wrong ones can be looked at alone. */
export const StaffTable = ({ list, taken }: { readonly list: StaffList; readonly taken: boolean }) => {
  const words = useStaffWords()
  const { words: base } = useI18n()
  const [onlyWrong, setOnlyWrong] = useState(list.counts.wrong > 0)
  const [most, setMost] = useState(mostShown)
  const rows = onlyWrong ? list.rows.filter((row) => row.outcome === 'wrong') : list.rows
  return (
    <div className="stack">
      <label className="line">
        <input type="checkbox" checked={onlyWrong} onChange={() => setOnlyWrong(!onlyWrong)} />
        {words.onlyWrong}
      </label>
      {rows.length === 0 ? (
        <EmptyState title={onlyWrong ? words.noWrong : words.noRows} />
      ) : (
        <TableBox label={words.caption}>
          <table className="table table-rows">
            <caption>{words.caption}</caption>
            <thead>
              <tr>
                <th scope="col">{words.row}</th>
                <th scope="col">{words.name}</th>
                <th scope="col">{words.outcome}</th>
                <th scope="col">{words.login}</th>
                <th scope="col">{words.rolePlace}</th>
              </tr>
            </thead>
            <tbody>
              {rows.slice(0, most).map((row) => (
                <tr key={row.row}>
                  <td className="num" data-label={words.row}>
                    {row.row}
                  </td>
                  <th scope="row">{row.name}</th>
                  <td className={row.outcome === 'wrong' ? 'alarm-text nowrap' : 'nowrap'}>
                    {row.outcome === 'new' && taken ? words.made : words.outcomes[row.outcome]}
                  </td>
                  <td className="num" data-label={words.login}>
                    {row.login}
                  </td>
                  <td className="cell-line">
                    <Told row={row} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableBox>
      )}
      {rows.length > most && (
        <p>
          <button type="button" className="btn" onClick={() => setMost(most + mostShown)}>
            {base.common.more}
          </button>
        </p>
      )}
    </div>
  )
}
