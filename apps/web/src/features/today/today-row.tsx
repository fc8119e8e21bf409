import type { ReactNode } from 'react'
import { FieldLink } from '../../app/field-router.js'
import { useI18n } from '../../i18n/i18n.js'
import { TierMark } from '../../ui/tier-mark.js'
import { noteDial } from '../followups/dialled.js'
import type { TodayPage } from '../followups/today-cache.js'
import { LifeTag } from '../life/life-tag.js'
import { DueLine } from '../people/due-words.js'

export type TodayPerson = TodayPage['rows'][number]
type Row = Omit<TodayPerson, 'phones'> & { readonly phones?: readonly string[] }

type Props = {
  readonly row: Row
  readonly link: (className: string, children: ReactNode) => ReactNode
  /** What else is marked beside the name. */
  readonly mark?: ReactNode
}

/** Name and place first, why second; the phone beside it, apart from the big target. */
export const FieldRow = ({ row, link, mark }: Props) => {
  const { person } = useI18n().words
  const phone = row.phones?.[0]
  return (
    <li className="f-row">
      {link(
        'f-row-main',
        <>
          <span className="f-row-top">
            <span className="f-name">{row.name}</span>
            <TierMark tier={row.tier} />
            <LifeTag life={row.life} />
            {mark}
            {row.daily && <span className="tag tag-alarm">{person.daily}</span>}
            {row.provisional && <span className="tag tag-alarm">{person.provisional}</span>}
          </span>
          <span className="muted small">
            {[row.place, row.age === null ? null : person.age(row.age), ...row.kinds.map((k) => person.kinds[k])]
              .filter(Boolean)
              .join(' · ')}
          </span>
          <span className="small">
            <DueLine
              due={row.due}
              attempts={row.attempts}
              neverReached={row.neverReached}
              reachedLately={row.reachedLately}
              late={row.late}
              noPhone={row.phones?.length === 0}
            />
          </span>
        </>,
      )}
      {row.alarms > 0 && (
        <FieldLink to={`people/${row.id}`} className="f-row-alarm">
          {person.openAlarms(row.alarms)}
          <span className="sr"> {row.name}</span>
        </FieldLink>
      )}
      {phone !== undefined && (
        <a className="f-call" href={`tel:${phone}`} onClick={() => noteDial(row.id)}>
          <span className="sr">
            {row.name}: {person.callPhone(phone)}
          </span>
          <svg
            viewBox="0 0 24 24"
            width="22"
            height="22"
            fill="none"
            stroke="currentColor"
            strokeWidth="2"
            aria-hidden="true"
          >
            <path d="M6 3h3l2 5-2.5 2a12 12 0 0 0 5.5 5.5L16 13l5 2v3a2 2 0 0 1-2 2A16 16 0 0 1 4 5a2 2 0 0 1 2-2z" />
          </svg>
        </a>
      )}
    </li>
  )
}
