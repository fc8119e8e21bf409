import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Reply } from '../../api/client.js'
import { useDesk } from '../../i18n/desk.js'
import { useI18n } from '../../i18n/i18n.js'
import { Moment } from '../../ui/moment.js'
import { TableBox } from '../../ui/table-box.js'
import { TierMark } from '../../ui/tier-mark.js'
import { AskedBackTag } from '../life/asked-back-tag.js'
import { LifeTag } from '../life/life-tag.js'
import { DueLine } from './due-words.js'

export type PersonRow = Reply<'person.list'>['rows'][number]

type Props = {
  readonly rows: readonly PersonRow[]
  readonly caption: string
  readonly openId: string | null
  readonly link: (row: PersonRow, children: ReactNode) => ReactNode
}

/** Who is followed no more wants no team; a record that was joined goes on in another one. */
const Team = ({ row: { teamName, due, life } }: { readonly row: PersonRow }) => {
  const { people: words } = useDesk()
  if (life.goesOn !== undefined)
    return (
      <Link to="/people/$id" params={{ id: life.goesOn }} search={(old) => old}>
        {words.goesOn}
      </Link>
    )
  if (teamName !== null) return <span className="keep">{teamName}</span>
  return due.reason === 'gone' ? null : <span className="alarm-text">{words.noTeam}</span>
}

/** People as a dense list: name and place first, why second. */
export const PeopleTable = ({ rows, caption, openId, link }: Props) => {
  const { people: words } = useDesk()
  const { person } = useI18n().words
  return (
    <TableBox label={caption} tall>
      <table className="table table-rows">
        <caption>{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{words.name}</th>
            <th scope="col">{person.tier}</th>
            <th scope="col">{words.due}</th>
            <th scope="col" className="col-wide">
              {words.team}
            </th>
            <th scope="col" className="col-wide">
              {words.last}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id} className={row.id === openId ? 'is-open' : ''}>
              <th scope="row" className="cell-lead">
                {link(row, row.name)} <LifeTag life={row.life} /> <AskedBackTag row={row} />{' '}
                {row.alarms > 0 && (
                  <Link to="/people/$id" params={{ id: row.id }} search={(old) => old} className="tag tag-alarm">
                    {person.openAlarms(row.alarms)}
                    <span className="sr"> {row.name}</span>
                  </Link>
                )}
                <div className="muted small" style={{ fontWeight: 400 }}>
                  {[
                    row.place,
                    person.sex[row.sex],
                    row.age === null ? person.ageUnknown : person.age(row.age),
                    ...row.kinds.map((k) => person.kinds[k]),
                  ].join(' · ')}
                  {row.household !== null && (
                    <>
                      {' · '}
                      <Link to="/households/$id" params={{ id: row.household }} className="quiet-link nowrap">
                        {person.household}
                        <span className="sr"> {row.name}</span>
                      </Link>
                    </>
                  )}
                </div>
              </th>
              <td className="nowrap">
                <TierMark tier={row.tier} />
                {row.provisional && (
                  <div>
                    <span className="tag">{person.provisional}</span>
                  </div>
                )}
              </td>
              <td className="cell-line">
                <DueLine
                  due={row.due}
                  attempts={row.attempts}
                  neverReached={row.neverReached}
                  reachedLately={row.reachedLately}
                  late={row.late}
                />
              </td>
              <td className="col-wide">
                <Team row={row} />
              </td>
              <td className="col-wide nowrap">
                {row.lastReachedAt === null ? (
                  <span className="muted">{words.never}</span>
                ) : (
                  <Moment at={row.lastReachedAt} />
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableBox>
  )
}
