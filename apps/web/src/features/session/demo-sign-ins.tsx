import type { Reply } from '../../api/client.js'
import { useI18n } from '../../i18n/i18n.js'

type SignIn = Reply<'instance.read'>['signIns'][number]
type Props = {
  readonly signIns: readonly SignIn[]
  readonly busy: boolean
  readonly onTake: (signIn: SignIn) => void
}

/** In a demonstration each role is one tap away. */
export const DemoSignIns = ({ signIns, busy, onTake }: Props) => {
  const { words, shared } = useI18n()
  const placeOf = (place: string): string =>
    place === '' ? words.levels.nation : (words.session.demoPlaces[place] ?? place)
  return (
    <section className="stack" aria-labelledby="demo-title">
      <div>
        <h2 id="demo-title">{words.session.demoTitle}</h2>
        <p className="muted small">{words.session.demoHint}</p>
      </div>
      <ul className="demo-list">
        {signIns.map((who) => (
          <li key={who.login}>
            <button type="button" className="demo" disabled={busy} onClick={() => onTake(who)}>
              <span className="strong">{shared.roles[who.role]}</span>
              <span className="muted small">{[placeOf(who.place), who.team].filter(Boolean).join(' · ')}</span>
              <span className="muted small demo-login">{who.login}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
