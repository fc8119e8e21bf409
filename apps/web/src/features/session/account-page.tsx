import { useI18n } from '../../i18n/i18n.js'
import { ActingSwitch } from './acting-switch.js'
import { PasswordForm } from './password-form.js'
import { ProviderLink } from './provider.js'
import { SecondFactor } from './second-factor.js'
import { useSession } from './session.js'
import { SessionList } from './session-list.js'
import { ThemeSwitch } from './theme-switch.js'
import './session.css'

/** Everything that is one's own: hats, appearance, password, devices, second factor. */
export const AccountSettings = ({ onSwitched }: { readonly onSwitched?: () => void }) => {
  const { words } = useI18n()
  const session = useSession()
  const several = session.grants.length > 1 || session.teams.length > 1
  return (
    <div className="stack-wide">
      <section className="card stack" aria-labelledby="acting-title">
        <h2 id="acting-title">{several ? words.session.switchTo : words.session.actingAs}</h2>
        <p className="muted">
          {session.account.name} · {session.account.login}
        </p>
        <ActingSwitch {...(onSwitched === undefined ? {} : { onSwitched })} />
      </section>
      <section className="card">
        <ThemeSwitch />
      </section>
      <PasswordForm />
      <SecondFactor />
      <ProviderLink />
      <SessionList />
    </div>
  )
}
