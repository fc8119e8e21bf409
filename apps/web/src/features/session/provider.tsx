import type { SessionInfo } from '@lianfang/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { call } from '../../api/client.js'
import { useI18n } from '../../i18n/i18n.js'
import { ProblemNote } from '../../ui/states.js'
import { useToast } from '../../ui/toast.js'
import { useSession } from './session.js'
import { sessionKey } from './session-key.js'

type Label = NonNullable<SessionInfo['provider']>['label']

export const useLabel = (): ((label: Label) => string) => {
  const { language } = useI18n()
  return (label) => label[language === 'zh-CN' ? 'zh' : 'en']
}

/** The page of ours that the provider sends people back to. */
const returnPath = '/sign-in/oidc'
const wantedKey = 'lianfang.wanted'

/** What the provider put behind the address, when this page is where it sends people back to. */
export const returnedQuery = (): string | null =>
  location.pathname === returnPath && location.search !== '' ? location.search : null

const leave = (url: string): void => {
  // Where the person wanted to go: kept in this tab for the way back, a path of ours and never an address.
  if (location.pathname !== returnPath) sessionStorage.setItem(wantedKey, location.pathname)
  location.assign(url)
}

/** The path that somebody set out from, or where their role works; taken out as it is read. */
export const wantedPath = (otherwise: string): string => {
  const wanted = sessionStorage.getItem(wantedKey) ?? ''
  sessionStorage.removeItem(wantedKey)
  return /^\/(?![/\\])/.test(wanted) && wanted !== '/' ? wanted : otherwise
}

/** Leaves for the provider to sign in. */
export const ProviderButton = ({ label }: { readonly label: Label }) => {
  const { words } = useI18n()
  const nameOf = useLabel()
  const begin = useMutation({ mutationFn: () => call('oidc.begin', {}), onSuccess: ({ url }) => leave(url) })
  return (
    <>
      {begin.error && <ProblemNote error={begin.error} asking />}
      <button type="button" className="btn btn-big" disabled={begin.isPending} onClick={() => begin.mutate()}>
        {words.session.withProvider(nameOf(label))}
      </button>
    </>
  )
}

/** Runs something once when somebody comes back from the provider; the answer is good once, so it must not run twice. */
export const useReturned = (run: (query: string) => void): void => {
  const done = useRef(false)
  useEffect(() => {
    const query = returnedQuery()
    if (query === null || done.current) return
    done.current = true
    // The code leaves the address bar and the history before anything else happens.
    history.replaceState(null, '', returnPath)
    run(query)
  }, [run])
}

/** The link of one's own account with the provider; nothing where none is configured. */
export const ProviderLink = () => {
  const { words } = useI18n()
  const { provider } = useSession()
  const nameOf = useLabel()
  const client = useQueryClient()
  const toast = useToast()
  const begin = useMutation({ mutationFn: () => call('oidc.link-begin', {}), onSuccess: ({ url }) => leave(url) })
  const undo = useMutation({
    mutationFn: () => call('oidc.unlink', {}),
    onSuccess: () => {
      toast({ text: words.session.unlinked })
      return client.invalidateQueries({ queryKey: sessionKey })
    },
  })
  if (provider === null) return null
  const name = nameOf(provider.label)
  const error = begin.error ?? undo.error
  return (
    <section className="card stack" aria-labelledby="provider-title">
      <h2 id="provider-title">{name}</h2>
      {error && <ProblemNote error={error} saving />}
      <p className="muted">{provider.linked ? words.session.linkedHint(name) : words.session.notLinkedHint(name)}</p>
      {provider.linked ? (
        <button type="button" className="btn" disabled={undo.isPending} onClick={() => undo.mutate()}>
          {words.session.unlink}
        </button>
      ) : (
        <button type="button" className="btn" disabled={begin.isPending} onClick={() => begin.mutate()}>
          {words.session.link(name)}
        </button>
      )}
    </section>
  )
}
