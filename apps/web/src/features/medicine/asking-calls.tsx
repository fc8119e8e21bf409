import { useMedicineWords } from '../../i18n/medicine.js'
import { Moment } from '../../ui/moment.js'
import { useMay } from '../session/session.js'
import type { MedicineRequest } from './close-request.js'

// A plain address: the phone's entry, which has no pages of the desk, shows it too.
/** The calls at the 24-hour desk that asked for the same, each with the way to it. */
export const AskingCalls = ({ calls }: Pick<MedicineRequest, 'calls'>) => {
  const words = useMedicineWords()
  const may = useMay()
  if (calls.length === 0 || !may('call.read')) return null
  return (
    <ul className="small">
      {calls.map(({ id, place, at, by }) => (
        <li key={id}>
          <a href={`/desk?${new URLSearchParams({ place, call: id })}`}>{words.callOf(by)}</a>{' '}
          <span className="muted">
            <Moment at={at} />
          </span>
        </li>
      ))}
    </ul>
  )
}
