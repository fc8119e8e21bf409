import { useMedicineWords } from '../../i18n/medicine.js'
import { Moment } from '../../ui/moment.js'
import type { MedicineRequest } from './close-request.js'

/** What else was named as missing since the request was opened. */
export const ToldLater = ({ later }: Pick<MedicineRequest, 'later'>) => {
  const words = useMedicineWords()
  return later.map(({ at, by, note }) => (
    <p key={at}>
      {note}{' '}
      <span className="muted small">
        {words.toldLater(by)} <Moment at={at} />
      </span>
    </p>
  ))
}
