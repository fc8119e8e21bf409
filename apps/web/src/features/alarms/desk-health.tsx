import { useState } from 'react'
import { useAlarmWords } from '../../i18n/alarms.js'
import { useWords } from '../../i18n/i18n.js'
import { hasOpenAlarm, type PersonInfo } from '../people/person-facts.js'
import { useMay } from '../session/session.js'
import { Baseline } from './baseline.js'
import { Monitoring } from './monitoring.js'
import { PersonAlarms } from './person-alarms.js'
import { mayBecomeWorse, WorseForm } from './worse-form.js'

/**
 * Alarms that are over, daily monitoring, the usual SpO2, and the way to report a worsening, beside the list of people. Open alarms
 * stand at the head of the page, and the rest stays here: a form that is open is not torn from under the hand when one arrives.
 */
export const DeskHealth = ({ person }: { readonly person: PersonInfo }) => {
  const { report } = useAlarmWords()
  const { common } = useWords()
  const may = useMay()
  const [open, setOpen] = useState(false)
  const close = (): void => setOpen(false)
  return (
    <>
      {!hasOpenAlarm(person) && <PersonAlarms person={person} />}
      <Monitoring person={person} />
      {mayBecomeWorse(person) && may('followup.record') && (
        <section className="card stack">
          {open ? (
            <>
              <h2>{report.title}</h2>
              <WorseForm person={person} onDone={close} />
              <button type="button" className="btn btn-quiet" onClick={close}>
                {common.cancel}
              </button>
            </>
          ) : (
            <button type="button" className="btn" onClick={() => setOpen(true)}>
              {report.open}
            </button>
          )}
        </section>
      )}
      <Baseline person={person} />
    </>
  )
}
