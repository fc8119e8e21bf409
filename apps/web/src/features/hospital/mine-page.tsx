import { usePages } from '../../api/use-api.js'
import { FieldHeading } from '../../app/field-parts.js'
import { FieldLink } from '../../app/field-router.js'
import { useHospital } from '../../i18n/hospital.js'
import { PagedList } from '../../ui/paged-list.js'
import { EmptyState, Loaded } from '../../ui/states.js'
import type { RequestRow } from '../deals/types.js'
import { useSession } from '../session/session.js'
import { RequestRows } from './request-rows.js'
import { useMine, useNameOf } from './use-hospital-data.js'

const groups = ['toApprove', 'returned', 'drafts', 'gates', 'inside', 'desk'] as const
type Group = (typeof groups)[number]

/** Where a request stands in the page: with the reader first, then with others. */
const groupOf = ({ state, missingGates }: RequestRow, approves: boolean): Group => {
  switch (state) {
    case 'submitted':
      return approves ? 'toApprove' : 'inside'
    case 'returned':
      return approves ? 'inside' : 'returned'
    case 'draft':
      return approves ? 'inside' : 'drafts'
    default:
      return missingGates.length > 0 ? 'gates' : 'desk'
  }
}

const waitsFor: readonly Group[] = ['toApprove', 'returned', 'drafts', 'gates']

type ListProps = { readonly rows: readonly RequestRow[]; readonly approves: boolean; readonly withName: boolean }

const Groups = ({ rows, approves, withName }: ListProps) => {
  const words = useHospital()
  const waiting = rows.filter((row) => waitsFor.includes(groupOf(row, approves)))
  return (
    <>
      {waiting.length === 0 && <p className="muted">{words.nothingWaits}</p>}
      {groups.map((group) => {
        const found = rows.filter((row) => groupOf(row, approves) === group)
        if (found.length === 0) return null
        return (
          <section key={group} className="stack r-tight" aria-labelledby={`group-${group}`}>
            <h2 id={`group-${group}`}>{words.groups[group]}</h2>
            <RequestRows rows={found} withName={withName} />
          </section>
        )
      })}
    </>
  )
}

/** What waits for the reader first, then what others are working on (E3). */
export const MinePage = () => {
  const words = useHospital()
  const nameOf = useNameOf()
  const { acting } = useSession()
  const approves = acting.role === 'hospitalApprover'
  const mine = useMine()
  const query = usePages('request.mine', { query: { open: 'yes', limit: 100 } })
  const hospitals = mine.data?.rows ?? []
  const only = hospitals.length === 1 ? hospitals[0] : undefined
  return (
    <>
      <FieldHeading title={words.mine} {...(only === undefined ? {} : { aside: nameOf(only) })} />
      <Loaded query={mine}>
        {({ rows }) =>
          rows.length === 0 ? (
            <EmptyState title={words.nobody}>
              <p>{words.nobodyHint}</p>
            </EmptyState>
          ) : (
            <>
              {!approves && (
                <FieldLink to="new" className="btn btn-main btn-big">
                  {words.newRequest}
                </FieldLink>
              )}
              <PagedList
                query={query}
                big
                empty={
                  <EmptyState title={words.empty}>
                    <p>{approves ? words.emptyApprover : words.emptyRequester}</p>
                  </EmptyState>
                }
              >
                {(found) => <Groups rows={found} approves={approves} withName={only === undefined} />}
              </PagedList>
              <p>
                <FieldLink to="ended" className="btn">
                  {words.toEnded}
                </FieldLink>
              </p>
            </>
          )
        }
      </Loaded>
    </>
  )
}
