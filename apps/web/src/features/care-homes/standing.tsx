import { useCareHomeWords } from '../../i18n/care-homes.js'
import { Moment } from '../../ui/moment.js'
import type { HomeRow } from './use-care-homes.js'

/** How the rounds of a home stand, in words: due by when, or late since when and whose matter that is. */
export const Standing = ({ round }: Pick<HomeRow, 'round'>) => {
  const words = useCareHomeWords()
  if (round.state === 'nobody') return <span className="muted">{words.nobody}</span>
  if (round.state === 'inTime')
    return (
      <span>
        {words.dueBy} <Moment at={round.dueAt} exact />
      </span>
    )
  return (
    <span className="alarm-text">
      <strong>{words.late}</strong> · {words.lateSince} <Moment at={round.since} exact />{' '}
      {round.level === 'county' && <span className="tag tag-alarm">{words.lateCounty}</span>}
    </span>
  )
}

/** What will be missing in the night in which it is needed. */
export const Lacks = ({ lacks }: Pick<HomeRow, 'lacks'>) => {
  const words = useCareHomeWords()
  return (
    <>
      {lacks.map((one) => (
        <span key={one} className="tag tag-alarm">
          {words.lacks[one]}
        </span>
      ))}
    </>
  )
}
