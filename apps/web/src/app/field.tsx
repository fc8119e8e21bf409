import { startOf } from '../features/session/home.js'
import { SessionGate, useAdoptSession } from '../features/session/session.js'
import { SignInPage } from '../features/session/sign-in-page.js'
import { FieldApp } from './field-app.js'
import { openPage } from './open-page.js'
import './field.css'

document.documentElement.classList.add('field-app')

/** After sign-in each role lands where it works. */
const FieldSignIn = () => {
  const adopt = useAdoptSession()
  return (
    <SignInPage
      onSignedIn={(session) => {
        const start = startOf(session.acting.role)
        if (start === '/field') adopt(session)
        else location.assign(start)
      }}
    />
  )
}

openPage(
  <SessionGate signIn={<FieldSignIn />}>
    <FieldApp />
  </SessionGate>,
)
