import { FieldHeading } from '../../app/field-parts.js'
import { navigate } from '../../app/field-router.js'
import { useI18n } from '../../i18n/i18n.js'
import { useOutboxEntries } from '../followups/outbox-context.js'
import { AccountSettings } from './account-page.js'
import { useSession } from './session.js'
import { SignOutButton } from './sign-out.js'

export const FieldMe = () => {
  const { words } = useI18n()
  const session = useSession()
  const unsent = useOutboxEntries().length
  return (
    <>
      <FieldHeading title={words.session.me} aside={session.account.name} />
      {session.acting.role !== 'villageWorker' && (
        <a className="btn btn-big" href="/">
          {words.session.toDesk}
        </a>
      )}
      <AccountSettings onSwitched={() => navigate('')} />
      {unsent > 0 && <p className="note note-warn">{words.session.signOutUnsent(unsent)}</p>}
      <SignOutButton className="btn btn-big" />
    </>
  )
}
