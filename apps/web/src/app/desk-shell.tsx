import { Modal } from '@mantine/core'
import { Outlet, useNavigate, useRouterState } from '@tanstack/react-router'
import { useState } from 'react'
import { AlarmNews } from '../features/alarms/alarm-news.js'
import { DeskTold } from '../features/alarms/desk-told.js'
import { EmergencyNews } from '../features/emergency/emergency-news.js'
import { UnsentLine } from '../features/followups/unsent-line.js'
import { OperationDoor } from '../features/operation/operation-door.js'
import { LanguageSwitch } from '../features/session/language-switch.js'
import { useMay, useSession } from '../features/session/session.js'
import { useDesk } from '../i18n/desk.js'
import { useWords } from '../i18n/i18n.js'
import { useLive } from '../live/use-live.js'
import { useDeskKeys } from './keys.js'
import { actionAt } from './modules.js'
import { FactorFirstPage, NoRightPage } from './page.js'
import { PlaceSwitcher } from './place-switcher.js'
import { Rail } from './rail.js'
import { UserMenu } from './user-menu.js'

const Help = ({ opened, onClose }: { readonly opened: boolean; readonly onClose: () => void }) => {
  const { help } = useDesk()
  const { common } = useWords()
  return (
    <Modal opened={opened} onClose={onClose} title={help.title} closeButtonProps={{ 'aria-label': common.close }}>
      <dl className="facts">
        {help.rows.map(([keys, what]) => (
          <div key={keys} style={{ display: 'contents' }}>
            <dt>
              <kbd>{keys}</kbd>
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  )
}

/** Rail, place, page: the same bones on every page of the desk. */
export const DeskShell = () => {
  const words = useWords()
  const { nav } = useDesk()
  const { demonstration, secondFactor } = useSession()
  const may = useMay()
  const action = useRouterState({ select: ({ location }) => actionAt(location.pathname) })
  const reaches = action === null || may(action)
  // Nothing else answers before it is set up; where it is set up asks for no action.
  const factorFirst = action !== null && secondFactor === 'missing' && !demonstration
  const navigate = useNavigate()
  const [help, setHelp] = useState(false)
  const [menu, setMenu] = useState(false)
  useLive()
  useDeskKeys({
    onHelp: () => setHelp(true),
    onSearch: () => may('person.search') && void navigate({ to: '/people' }),
  })
  return (
    <div className="desk">
      <a className="skip" href="#main">
        {words.skip}
      </a>
      <header className="top">
        {demonstration && <div className="banner">{words.demonstration}</div>}
        <div className="top-line">
          <button
            type="button"
            className="btn btn-quiet menu-button"
            aria-expanded={menu}
            aria-controls="rail"
            onClick={() => setMenu(!menu)}
          >
            <svg viewBox="0 0 20 20" width="20" height="20" stroke="currentColor" strokeWidth="2" aria-hidden="true">
              <path d="M3 5h14M3 10h14M3 15h14" />
            </svg>
            <span className="sr">{nav.menu}</span>
          </button>
          <span className="brand">
            <img src="/favicon.svg" alt="" width="22" height="22" />
            <strong>{words.product}</strong>
          </span>
          <PlaceSwitcher />
          <span className="top-right">
            <LanguageSwitch signedIn />
            <UserMenu onHelp={() => setHelp(true)} />
          </span>
        </div>
      </header>
      <Rail open={menu} onGo={() => setMenu(false)} />
      <main id="main" className="content">
        {demonstration && may('operation.play') && <OperationDoor />}
        <UnsentLine />
        <AlarmNews />
        <DeskTold />
        <EmergencyNews />
        {factorFirst ? <FactorFirstPage /> : reaches ? <Outlet /> : <NoRightPage />}
      </main>
      <Help opened={help} onClose={() => setHelp(false)} />
    </div>
  )
}
