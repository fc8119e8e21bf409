import { useNavigate } from '@tanstack/react-router'
import { Page } from '../../app/page.js'
import { useWords } from '../../i18n/i18n.js'
import { AccountSettings } from './account-page.js'
import { SignOutButton } from './sign-out.js'

export const MePage = () => {
  const { session: words } = useWords()
  const navigate = useNavigate()
  return (
    <Page title={words.me} actions={<SignOutButton />}>
      <div className="narrow">
        <AccountSettings onSwitched={() => navigate({ to: '/' })} />
      </div>
    </Page>
  )
}
