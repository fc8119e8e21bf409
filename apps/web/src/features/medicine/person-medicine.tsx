import { useI18n } from '../../i18n/i18n.js'
import { useMedicineWords } from '../../i18n/medicine.js'
import { Moment } from '../../ui/moment.js'
import type { PersonInfo } from '../people/person-facts.js'
import { AskingCalls } from './asking-calls.js'
import { Closed, CloseRequest } from './close-request.js'
import { supplyOfRequest } from './supply-later.js'
import { ToldLater } from './told-later.js'

type Told = { readonly term: string; readonly value: string | null; readonly at: string | null }

const Line = ({ term, value, at }: Told) => (
  <>
    <dt>{term}</dt>
    <dd>
      {value ?? '—'}
      {at !== null && (
        <span className="muted small">
          {' '}
          <Moment at={at} />
        </span>
      )}
    </dd>
  </>
)

/** What is known of a person's medicine and disease, and the requests that were made (K6, K9). */
export const PersonMedicine = ({ person }: { readonly person: PersonInfo }) => {
  const words = useMedicineWords()
  const { number } = useI18n()
  const { medicine } = person
  const [newest] = medicine.requests
  return (
    <section className="card stack" aria-labelledby="medicine-title">
      <h2 id="medicine-title" className="line">
        {words.fieldsTitle}
        <span className={medicine.fresh ? 'tag' : 'tag tag-warn'}>{medicine.fresh ? words.fresh : words.stale}</span>
      </h2>
      <dl className="facts">
        <Line
          term={words.daysLeft}
          value={medicine.daysLeft === null ? null : words.days(number(medicine.daysLeft))}
          at={medicine.daysAt}
        />
        <Line
          term={words.control}
          value={medicine.control === null ? null : words.controls[medicine.control]}
          at={medicine.controlAt}
        />
        {person.episode !== null && (
          <Line
            term={words.guided}
            value={medicine.guided === null ? null : words.guidedOf[medicine.guided ? 'yes' : 'no']}
            at={medicine.guidedAt}
          />
        )}
      </dl>
      {newest !== undefined && newest.closed === null && (
        <div className="note note-warn stack">
          <p>
            {words.askedBy(newest.askedBy)} <Moment at={newest.askedAt} />
            {newest.note !== null && ` · ${newest.note}`}
          </p>
          <ToldLater later={newest.later} />
          <AskingCalls calls={newest.calls} />
          <supplyOfRequest.Screen request={newest.id} />
          <CloseRequest request={newest} />
        </div>
      )}
      {newest?.closed != null && <Closed closed={newest.closed} />}
    </section>
  )
}
