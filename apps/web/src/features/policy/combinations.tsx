import { useState } from 'react'
import type { Reply } from '../../api/client.js'
import { useDesk } from '../../i18n/desk.js'
import { useI18n } from '../../i18n/i18n.js'
import { TableBox } from '../../ui/table-box.js'
import { TierMark } from '../../ui/tier-mark.js'

type Combination = Reply<'policy.list'>['combinations'][number]

/** All 27 combinations; where the criteria are silent or the score says otherwise, the row is marked in words. */
export const Combinations = ({ rows }: { readonly rows: readonly Combination[] }) => {
  const { policy: words } = useDesk()
  const { person } = useI18n().words
  const [marked, setMarked] = useState(false)
  const shown = marked ? rows.filter((row) => row.mark !== 'agree') : rows
  return (
    <section className="stack" aria-labelledby="combinations">
      <div className="between">
        <h2 id="combinations">{words.combinationsTitle}</h2>
        <label className="line">
          <input type="checkbox" checked={marked} onChange={(event) => setMarked(event.target.checked)} />
          {words.onlyMarked}
        </label>
      </div>
      <TableBox label={words.combinationsCaption}>
        <table className="table">
          <caption>{words.combinationsCaption}</caption>
          <thead>
            <tr>
              <th scope="col">{words.age}</th>
              <th scope="col">{words.disease}</th>
              <th scope="col">{words.vaccination}</th>
              <th scope="col">{words.rule2}</th>
              <th scope="col">{words.score}</th>
              <th scope="col">{words.tier}</th>
              <th scope="col">{words.mark}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => (
              <tr
                key={`${row.ageBand}${row.disease}${row.vaccination}`}
                className={row.mark === 'agree' ? '' : 'is-marked'}
              >
                <td>{person.bands[row.ageBand]}</td>
                <td>{person.disease[row.disease]}</td>
                <td>{person.vaccination[row.vaccination]}</td>
                <td>
                  {row.rule === null ? (
                    <span className="muted">{person.ruleSilent}</span>
                  ) : (
                    <TierMark tier={row.rule} />
                  )}
                </td>
                <td className="nowrap">
                  {person.points(row.score)} <TierMark tier={row.scoreTier} />
                </td>
                <td>
                  <TierMark tier={row.tier} />
                </td>
                <td>
                  {row.mark === 'agree' ? (
                    <span className="muted">{words.marks.agree}</span>
                  ) : (
                    <strong>{words.marks[row.mark]}</strong>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableBox>
    </section>
  )
}
