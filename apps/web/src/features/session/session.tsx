import type { SessionInfo } from '@lianfang/contract'
import { useQueryClient } from '@tanstack/react-query'
import { createContext, type ReactNode, useContext, useEffect } from 'react'
import { whenSignedOut } from '../../api/client.js'
import { isApiProblem } from '../../api/problem.js'
import { useApi } from '../../api/use-api.js'
import { useI18n } from '../../i18n/i18n.js'
import { later } from '../../ui/later.js'
import { ProblemNote, Skeleton } from '../../ui/states.js'
import { ZoneContext } from '../../ui/zone.js'
import { sessionKey } from './session-key.js'

const Context = createContext<SessionInfo | null>(null)

/** Who is signed in. Only below the gate. */
export const useSession = (): SessionInfo => {
  const session = useContext(Context)
  if (session === null) throw new Error('no session here')
  return session
}

/** Whether the acting role may do an action somewhere. */
export const useMay = (): ((action: string) => boolean) => {
  const { actions } = useSession()
  return (action) => actions.includes(action)
}

/** Takes a new session as the truth and forgets everything read under the old one. */
export const useAdoptSession = (): ((session: SessionInfo) => void) => {
  const client = useQueryClient()
  return (session) => {
    client.removeQueries({ predicate: (query) => query.queryKey[0] !== 'session.read' })
    client.setQueryData(sessionKey, session)
  }
}

// Once in an account's life.
const firstPassword = later(async () => (await import('./first-password-page.js')).FirstPasswordPage)

const isSignedOut = (error: unknown): boolean =>
  isApiProblem(error) && (error.code === 'session.none' || error.code === 'session.expired')

type GateProps = { readonly signIn: ReactNode; readonly children: ReactNode }

/** Shows the pages to those signed in and the sign-in page to all others. */
export const SessionGate = ({ signIn, children }: GateProps) => {
  const client = useQueryClient()
  const { suggestLanguage } = useI18n()
  // Asked ahead of the page: a refusal that is already here need not be asked for again.
  const query = useApi('session.read', {}, { staleTime: 300_000, retryOnMount: false })
  // Invented accounts have no language of their own: whoever looks at a demonstration keeps the browser's.
  // Nor has an account whose owner never chose one: it stays in the language of the page that was signed in on.
  const language = query.data?.demonstration === false ? (query.data.account.language ?? undefined) : undefined
  useEffect(() => {
    whenSignedOut(() => {
      const state = client.getQueryState(sessionKey)
      // Only a session that was alive can end; the first question of a visitor is answered by the gate itself.
      if (state?.data !== undefined && state.data !== null) void client.resetQueries({ queryKey: sessionKey })
    })
  }, [client])
  useEffect(() => {
    if (language !== undefined) suggestLanguage(language)
  }, [language, suggestLanguage])
  if (query.data === null || isSignedOut(query.error)) return signIn
  if (query.data === undefined) {
    return (
      <main className="gate">
        {query.error ? <ProblemNote error={query.error} onRetry={() => query.refetch()} /> : <Skeleton />}
      </main>
    )
  }
  return (
    <Context.Provider value={query.data}>
      <ZoneContext.Provider value={query.data.zone}>
        {query.data.mustChangePassword ? <firstPassword.Screen /> : children}
      </ZoneContext.Provider>
    </Context.Provider>
  )
}
