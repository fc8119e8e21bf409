import { useCareHomeWords } from '../../i18n/care-homes.js'
import { useI18n } from '../../i18n/i18n.js'
import { formatDay } from '../../ui/time.js'
import type { HomePage } from './use-care-homes.js'

const Call = ({ number, label }: { readonly number: string | null; readonly label: string }) => {
  const words = useCareHomeWords()
  return number === null ? (
    <span className="muted">{words.notSaid}</span>
  ) : (
    <a className="btn btn-big num" href={`tel:${number}`} aria-label={`${label} ${number}`}>
      {number}
    </a>
  )
}

/** Where somebody is taken at night, and whom to call: large, and before everything else of a home. */
export const Night = ({ home }: { readonly home: HomePage }) => {
  const words = useCareHomeWords()
  const { language, number } = useI18n()
  const { hospital, liaison, liaisonPhone } = home
  return (
    <section className="card stack home-night" aria-labelledby="night-title">
      <h2 id="night-title">{words.night}</h2>
      {hospital === null && <p className="note note-alarm">{words.noHospital}</p>}
      <dl className="facts">
        {hospital !== null && (
          <>
            <dt>{words.hospital}</dt>
            <dd>
              <strong>{hospital.name}</strong>
            </dd>
            <dt>{words.callHospital}</dt>
            <dd>
              <Call number={hospital.phone} label={hospital.name} />
            </dd>
          </>
        )}
        {(liaison !== null || liaisonPhone !== null) && (
          <>
            <dt>{words.liaison}</dt>
            <dd className="line">
              {liaison} <Call number={liaisonPhone} label={liaison ?? words.liaison} />
            </dd>
          </>
        )}
        <dt>{words.greenChannel}</dt>
        <dd>
          {home.greenChannelOn === null ? (
            <span className="alarm-text">{words.notAgreed}</span>
          ) : (
            words.agreedOn(formatDay(home.greenChannelOn, language))
          )}
        </dd>
        <dt>{words.ownPhone}</dt>
        <dd>
          <Call number={home.phone} label={home.name} />
        </dd>
        <dt>{words.team}</dt>
        <dd>{home.team === null ? <span className="alarm-text">{words.lacks.team}</span> : home.team.name}</dd>
        <dt>{words.capacity}</dt>
        <dd className="num">{home.capacity === null ? words.notSaid : words.beds(number(home.capacity))}</dd>
      </dl>
    </section>
  )
}
