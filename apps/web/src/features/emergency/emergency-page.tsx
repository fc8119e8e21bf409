import { Page } from '../../app/page.js'
import { usePlace } from '../../app/use-place.js'
import { useDesk } from '../../i18n/desk.js'
import { EmptyState, Loaded } from '../../ui/states.js'
import { useMay } from '../session/session.js'
import { AccessList } from './access-list.js'
import './emergency.css'
import { OpenForm } from './open-form.js'
import { useAccesses } from './use-accesses.js'

/** Emergency access: viewers open one person here; they, the county's desk and the auditor see what was opened. */
export const EmergencyPage = () => {
  const { emergency: words } = useDesk()
  const may = useMay()
  const place = usePlace()
  const query = useAccesses()
  const opens = may('emergency.open')
  return (
    <Page title={words.title} error={query.error} aside={opens ? words.intro : undefined}>
      <Loaded query={query} rows={8}>
        {({ rules, rows }) => (
          <>
            {opens && rules === null && <p className="note note-warn">{words.closedRules}</p>}
            {opens && rules !== null && <OpenForm key={place} rules={rules} />}
            <section className="stack" aria-labelledby="accesses-title">
              <h2 id="accesses-title">{opens ? words.ownTitle : words.listTitle}</h2>
              {rows.length === 0 ? (
                <EmptyState title={words.empty}>{opens ? null : <p>{words.emptyHint}</p>}</EmptyState>
              ) : (
                <AccessList rows={rows} />
              )}
            </section>
          </>
        )}
      </Loaded>
    </Page>
  )
}
