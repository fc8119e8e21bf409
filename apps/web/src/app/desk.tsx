import { createTheme, MantineProvider } from '@mantine/core'
import '@mantine/core/styles/default-css-variables.css'
import '@mantine/core/styles/UnstyledButton.css'
import '@mantine/core/styles/Popover.css'
import '@mantine/core/styles/Menu.css'
import '@mantine/core/styles/Overlay.css'
import '@mantine/core/styles/Paper.css'
import '@mantine/core/styles/ModalBase.css'
import '@mantine/core/styles/Modal.css'
import '@mantine/core/styles/CloseButton.css'
import '@mantine/core/styles/ScrollArea.css'
import { RouterProvider } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { addEndpoints } from '../api/client.js'
import { deskEndpoints } from '../api/desk-endpoints.js'
import { OutboxProvider } from '../features/followups/outbox-context.js'
import { startOf } from '../features/session/home.js'
import { wantedPath } from '../features/session/provider.js'
import { SessionGate, useAdoptSession } from '../features/session/session.js'
import { SignInPage } from '../features/session/sign-in-page.js'
import '../i18n/clinic-problems.js'
import { loadOfficeProblems } from '../i18n/office-problems.js'
import { alsoLoad } from '../i18n/words.js'
import { useTheme } from '../ui/theme.js'
import { openPage } from './open-page.js'
import { router } from './router.js'
import '../ui/table.css'
import './desk.css'

addEndpoints(deskEndpoints)
alsoLoad(loadOfficeProblems)

const theme = createTheme({
  fontFamily: 'var(--font)',
  defaultRadius: 'sm',
  colors: {
    teal: [
      '#e6f3f3',
      '#cfe5e6',
      '#a5cdcf',
      '#75b2b5',
      '#4b989c',
      '#2b8085',
      '#0f5c63',
      '#0d5057',
      '#0a4449',
      '#07363b',
    ],
  },
  primaryColor: 'teal',
})

const Themed = ({ children }: { readonly children: ReactNode }) => (
  <MantineProvider theme={theme} forceColorScheme={useTheme()} cssVariablesSelector=":root">
    {children}
  </MantineProvider>
)

/** After sign-in each role lands where it works; whoever opened a page of the desk stays on it. */
const DeskSignIn = () => {
  const adopt = useAdoptSession()
  return (
    <SignInPage
      onSignedIn={(session) => {
        const start = startOf(session.acting.role)
        // Back from the identity provider: on to the page that was wanted before.
        if (location.pathname.startsWith('/sign-in')) location.assign(wantedPath(start))
        else if (start !== '/' && location.pathname === '/') location.assign(start)
        else adopt(session)
      }}
    />
  )
}

openPage(
  <Themed>
    <SessionGate signIn={<DeskSignIn />}>
      <OutboxProvider>
        <RouterProvider router={router} />
      </OutboxProvider>
    </SessionGate>
  </Themed>,
)
