import { addEndpoints } from '../api/client.js'
import { deskEndpoints } from '../api/desk-endpoints.js'
import { startOf } from '../features/session/home.js'
import { SessionGate, useAdoptSession } from '../features/session/session.js'
import { SignInPage } from '../features/session/sign-in-page.js'
import { loadOfficeProblems } from '../i18n/office-problems.js'
import { alsoLoad } from '../i18n/words.js'
import { openPage } from './open-page.js'
import { ReportApp } from './report-app.js'
import './field.css'
import '../features/report/report.css'

addEndpoints(deskEndpoints)
alsoLoad(loadOfficeProblems)

document.documentElement.classList.add('field-app', 'report-app')

/** After sign-in each role lands where it works. */
const ReportSignIn = () => {
  const adopt = useAdoptSession()
  return (
    <SignInPage
      onSignedIn={(session) => {
        const start = startOf(session.acting.role)
        if (start === '/report') adopt(session)
        else location.assign(start)
      }}
    />
  )
}

openPage(
  <SessionGate signIn={<ReportSignIn />}>
    <ReportApp />
  </SessionGate>,
)
