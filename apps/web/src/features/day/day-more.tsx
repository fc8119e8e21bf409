import { FieldLink } from '../../app/field-router.js'
import type { TodayPage } from '../followups/today-cache.js'
import { HandoverLines } from './handovers.js'
import { NewPeople } from './new-people.js'
import { OtherTeams } from './other-teams.js'

type Props = { readonly page: TodayPage; readonly part: 'above' | 'below' }

/** What is said around the list of a day on the phone: hand-overs and the other team above it, new people below. */
export const DayMore = ({ page, part }: Props) =>
  part === 'below' ? (
    <NewPeople page={page} link={(text) => <FieldLink to="fresh">{text}</FieldLink>} />
  ) : (
    <>
      <HandoverLines
        handovers={page.handovers}
        link={(id, text, className) => (
          <FieldLink to={`people/${id}`} className={className}>
            {text}
          </FieldLink>
        )}
        toTeam={(text) => (
          <FieldLink to="me" className="btn btn-quiet">
            {text}
          </FieldLink>
        )}
      />
      <OtherTeams page={page} />
    </>
  )
