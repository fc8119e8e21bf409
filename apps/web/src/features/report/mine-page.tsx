import { useState } from 'react'
import { FieldHeading } from '../../app/field-parts.js'
import { FieldLink } from '../../app/field-router.js'
import { useI18n } from '../../i18n/i18n.js'
import { useReport } from '../../i18n/report.js'
import { TextField } from '../../ui/form.js'
import { EmptyState, Loaded } from '../../ui/states.js'
import { formatDay } from '../../ui/time.js'
import { useNameOf } from './enterprise-top.js'
import { FreshnessMark } from './freshness.js'
import { type Mine, type MyEnterprise, useMine } from './use-mine.js'

type Called = { readonly whose: string; readonly number: string }

const CallLink = ({ whose, number }: Called) => {
  const words = useReport()
  return (
    <a className="btn num" href={`tel:${number.replace(/[\s()-]/g, '')}`}>
      {words.callThe(number)}
      <span className="sr"> {whose}</span>
    </a>
  )
}

/** Whom one turns to: the reporter to the liaison, the liaison to the enterprise. */
const WhomToCall = ({ row, name }: { readonly row: MyEnterprise; readonly name: string }) => {
  const words = useReport()
  if (row.part !== 'reporter') {
    return row.phone === null ? (
      <p className="muted small">{words.noNumber}</p>
    ) : (
      <CallLink whose={name} number={row.phone} />
    )
  }
  if (row.liaison === null) return <p className="muted small">{words.noLiaison}</p>
  return row.liaison.phone === null ? (
    <p>{words.yourLiaison(row.liaison.name)}</p>
  ) : (
    <>
      <p>{words.yourLiaison(row.liaison.name)}</p>
      <CallLink whose={row.liaison.name} number={row.liaison.phone} />
    </>
  )
}

const Enterprise = ({ row, owedDay }: { readonly row: MyEnterprise; readonly owedDay: string }) => {
  const words = useReport()
  const { language, number } = useI18n()
  const name = useNameOf()(row)
  const owes = row.lastDay === null || row.lastDay < owedDay
  return (
    <li className="card stack">
      <div className="stack r-tight">
        <h2>
          <FieldLink to={row.id}>{name}</FieldLink>
        </h2>
        <p className="line">
          <FreshnessMark of={row.freshness} />
          <span className="muted">
            {row.place} · {row.lastDay === null ? words.never : words.last(formatDay(row.lastDay, language))}
          </span>
          {row.part === 'kindLiaison' && <span className="tag">{words.asKindLiaison}</span>}
        </p>
        {row.openDoubts > 0 && (
          <p>
            <FieldLink to={`${row.id}/past`}>{words.doubts(number(row.openDoubts))}</FieldLink>
          </p>
        )}
      </div>
      <FieldLink to={owes ? `${row.id}/${owedDay}` : row.id} className={owes ? 'btn btn-main btn-big' : 'btn btn-big'}>
        {owes ? words.toReport(formatDay(owedDay, language)) : words.open}
        <span className="sr"> {name}</span>
      </FieldLink>
      <FieldLink to={`${row.id}/offer`} className="btn">
        {words.offer}
        <span className="sr"> {name}</span>
      </FieldLink>
      <WhomToCall row={row} name={name} />
    </li>
  )
}

// From here on somebody looks for a name rather than along the list.
const manyRows = 12

const List = ({ rows, owedDay }: Mine) => {
  const words = useReport()
  const [text, setText] = useState('')
  const sought = text.trim().toLowerCase()
  const found = rows.filter(({ name, nameEn }) => `${name} ${nameEn ?? ''}`.toLowerCase().includes(sought))
  return (
    <>
      {rows.length > manyRows && <TextField label={words.search} type="search" value={text} onChange={setText} />}
      {found.length === 0 && <p role="status">{words.noneFound}</p>}
      <ul className="stack">
        {found.map((row) => (
          <Enterprise key={row.id} row={row} owedDay={owedDay} />
        ))}
      </ul>
    </>
  )
}

/** What is owed first, and whom to call (E1). */
export const MinePage = () => {
  const words = useReport()
  const { language } = useI18n()
  const query = useMine()
  return (
    <>
      <FieldHeading title={words.mine} />
      <Loaded query={query}>
        {(mine) =>
          mine.rows.length === 0 ? (
            <EmptyState title={words.empty}>
              <p>{words.emptyHint}</p>
            </EmptyState>
          ) : (
            <>
              <p className="muted">{words.owedIntro(formatDay(mine.owedDay, language))}</p>
              <List {...mine} />
            </>
          )
        }
      </Loaded>
    </>
  )
}
