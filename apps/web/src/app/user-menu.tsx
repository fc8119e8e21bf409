import { Menu } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useSession } from '../features/session/session.js'
import { useSignOut } from '../features/session/sign-out.js'
import { useDesk } from '../i18n/desk.js'
import { useI18n } from '../i18n/i18n.js'
import { setTheme, useTheme } from '../ui/theme.js'

type Props = { readonly onHelp: () => void }

export const UserMenu = ({ onHelp }: Props) => {
  const { words, shared } = useI18n()
  const { help } = useDesk()
  const { account, acting } = useSession()
  const navigate = useNavigate()
  const signOut = useSignOut()
  const theme = useTheme()
  const other = theme === 'dark' ? 'light' : 'dark'
  return (
    <Menu position="bottom-end" shadow="md" withinPortal>
      <Menu.Target>
        <button type="button" className="btn btn-quiet user-button">
          <span className="user-name">{account.name}</span>
          <span className="muted small user-role">{shared.roles[acting.role]}</span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          {shared.roles[acting.role]} · {acting.place.name}
        </Menu.Label>
        <Menu.Item onClick={() => navigate({ to: '/me' })}>{words.session.me}</Menu.Item>
        {(acting.role === 'medic' || acting.role === 'villageWorker') && (
          <Menu.Item component="a" href="/field">
            {words.session.toField}
          </Menu.Item>
        )}
        <Menu.Item onClick={() => setTheme(other)}>
          {words.theme.name}: {words.theme[other]}
        </Menu.Item>
        <Menu.Item onClick={onHelp}>{help.open}</Menu.Item>
        <Menu.Divider />
        <Menu.Item onClick={() => signOut.mutate()}>{words.session.signOut}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
