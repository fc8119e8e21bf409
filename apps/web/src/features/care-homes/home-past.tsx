import { useState } from 'react'
import { useCareHomeWords } from '../../i18n/care-homes.js'
import { useI18n } from '../../i18n/i18n.js'
import { Moment } from '../../ui/moment.js'
import { ProblemNote } from '../../ui/states.js'
import { formatDay } from '../../ui/time.js'
import { useMay } from '../session/session.js'
import { type HomePage, useStayChange } from './use-care-homes.js'

type Props = { readonly home: HomePage }
type Stay = HomePage['stays'][number]

/** The last rounds with by whom; one that was broken off says so. */
export const Rounds = ({ home }: Props) => {
  const words = useCareHomeWords()
  const { number } = useI18n()
  return (
    <section className="stack" aria-labelledby="rounds-title">
      <h2 id="rounds-title">{words.rounds}</h2>
      {home.rounds.length === 0 && <p className="muted">{words.roundsEmpty}</p>}
      <ul className="home-list">
        {home.rounds.map((r) => (
          <li key={r.id}>
            <p className="line">
              <Moment at={r.completedAt ?? r.startedAt} exact />
              <span>{words.roundOf(r.by)}</span>
              {r.completedAt === null && <span className="tag tag-alarm">{words.notDone}</span>}
            </p>
            <p className="num small">
              {words.told(number(r.well), number(r.unwell))}
              {r.refused + r.absent > 0 && ` · ${words.notSeen(number(r.refused + r.absent))}`}
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}

const TakeBack = ({ home, stay }: { readonly home: string; readonly stay: Stay }) => {
  const words = useCareHomeWords()
  const { common } = useI18n().words
  const [asked, setAsked] = useState(false)
  const change = useStayChange(home, () => setAsked(false))
  const refusals: Readonly<Record<string, string>> = words.refusals
  if (!asked) {
    return (
      <button
        type="button"
        className="btn btn-quiet small"
        style={{ justifySelf: 'start' }}
        aria-label={words.takeBackOf(stay.name)}
        onClick={() => setAsked(true)}
      >
        {words.takeBack}
      </button>
    )
  }
  return (
    <div className="note stack">
      <p>{words.takeBackAsk}</p>
      {change.error && <ProblemNote error={change.error} saving />}
      {change.data?.outcome === 'refused' && <p role="alert">{refusals[change.data.reason]}</p>}
      <p className="line">
        <button
          type="button"
          className="btn btn-main"
          disabled={change.isPending}
          onClick={() => change.mutate({ do: 'back', stay: stay.id })}
        >
          {words.takeBackYes}
        </button>
        <button type="button" className="btn btn-quiet" onClick={() => setAsked(false)}>
          {common.cancel}
        </button>
      </p>
    </div>
  )
}

/** Who moved in and out; a mistake is taken back and stays to be seen. */
export const Stays = ({ home }: Props) => {
  const words = useCareHomeWords()
  const { language } = useI18n()
  const may = useMay()
  return (
    <details className="card">
      <summary>{words.stays}</summary>
      {home.stays.length === 0 && <p className="muted">{words.staysEmpty}</p>}
      <ul className="home-list">
        {home.stays.map((s) => {
          const day = formatDay(s.day, language)
          const said = s.kind === 'in' ? words.stayIn(s.name, day) : words.stayOut(s.name, day)
          return (
            <li key={s.id}>
              <p>{s.takenBack === null ? said : <s>{said}</s>}</p>
              <p className="muted small">
                {words.by(s.by)} <Moment at={s.at} />
                {s.takenBack !== null && ` · ${words.takenBack(s.takenBack.by)}`}
              </p>
              {s.last && may('careHome.roster') && <TakeBack home={home.id} stay={s} />}
            </li>
          )
        })}
      </ul>
    </details>
  )
}

/** Who wrote down what is known of the home, and when. */
export const Changes = ({ home }: Props) => {
  const words = useCareHomeWords()
  const { number } = useI18n()
  return (
    <details className="card">
      <summary>{words.history}</summary>
      <ul className="home-list">
        {home.changes.map((c) => (
          <li key={c.version}>
            <p>
              {words.version(number(c.version), c.by)} <Moment at={c.at} exact />
            </p>
          </li>
        ))}
      </ul>
    </details>
  )
}
