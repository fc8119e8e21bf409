import { Link, useSearch } from '@tanstack/react-router'
import { placeInUrl } from '../../api/path.js'
import { usePages } from '../../api/use-api.js'
import { useI18n } from '../../i18n/i18n.js'
import { useNightWords } from '../../i18n/night.js'
import { PagedList } from '../../ui/counted-list.js'
import { Moment } from '../../ui/moment.js'
import { EmptyState } from '../../ui/states.js'
import { useSession } from '../session/session.js'
import { HandoverLine } from './handover-line.js'
import type { Call, DeskState } from './use-desk-page.js'

/** Whether somebody sits at a desk now, by the rota or because they took it over by name. */
export const isOnDuty = ({ onDuty, holder }: DeskState, account: string): boolean =>
  holder?.accountId === account || onDuty.some(({ accountId }) => accountId === account)

/** The hand-over by which the reader has the desk now; null where they have it by the rota alone, or not at all. */
export const takenBy = (desk: DeskState, account: string): DeskState['handovers'][number] | null => {
  const last = desk.handovers.find(({ acceptedAt }) => acceptedAt !== null)
  return last !== undefined && last.toId === account && isOnDuty(desk, account) ? last : null
}

/** A call that waits: about whom, and what is to be done by when; it opens alone, where it is called back and closed. */
const CallLine = ({ one }: { readonly one: Call }) => {
  const { calls, outcomes } = useNightWords()
  const { place } = useSearch({ from: '/desk' })
  const answered = one.reachedAt !== null || one.gone !== null
  return (
    <li>
      <Link to="/desk" search={{ ...(place === undefined ? {} : { place }), call: one.id }}>
        {outcomes[one.outcome]} · {one.about === '' ? calls.unknown : one.about}
      </Link>{' '}
      <span className={one.late > 0 && !answered ? 'alarm-text' : 'muted'}>
        {answered ? (
          calls.toClose
        ) : (
          <>
            {calls.due} <Moment at={one.dueAt} exact />
          </>
        )}
      </span>
    </li>
  )
}

/** What went over with a desk that was taken: from whom and when, what was to be known, and the calls that are open (K4). */
export const TakenOver = ({
  desk,
  one,
}: {
  readonly desk: DeskState
  readonly one: DeskState['handovers'][number]
}) => {
  const { duty, calls } = useNightWords()
  const { number } = useI18n()
  const { account } = useSession()
  const place = placeInUrl(desk.place.code)
  const pages = usePages('call.list', { query: { place, state: 'open', sort: 'due', limit: 50 } })
  return (
    <section className="stack" aria-labelledby="duty-taken">
      <h2 id="duty-taken">{duty.taken}</h2>
      <ul className="call-list">
        <HandoverLine one={one} desk={desk} />
      </ul>
      <h3>{duty.openCalls}</h3>
      <PagedList
        query={pages}
        skeleton={3}
        empty={<EmptyState title={calls.empty} />}
        shown={(n) => calls.shown(number(n))}
      >
        {(rows) => (
          <ul className="stack" aria-label={duty.openCalls}>
            {rows
              .filter(({ owner }) => owner.owner.kind !== 'account' || owner.owner.id === account.id)
              .map((call) => (
                <CallLine key={call.id} one={call} />
              ))}
          </ul>
        )}
      </PagedList>
    </section>
  )
}
