import { FieldHeading } from '../../app/field-parts.js'
import { useI18n } from '../../i18n/i18n.js'
import { AccountSettings } from '../session/account-page.js'
import { useSession } from '../session/session.js'
import { SignOutButton } from '../session/sign-out.js'

/** One's own account; with another hat on, one works where that hat does. */
export const ReportMe = () => {
  const { words } = useI18n()
  const { account } = useSession()
  return (
    <>
      <FieldHeading title={words.session.me} aside={account.name} />
      <AccountSettings onSwitched={() => location.assign('/')} />
      <SignOutButton className="btn btn-big" />
    </>
  )
}
