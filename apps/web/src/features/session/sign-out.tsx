import { useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from '../../api/client.js'
import { useWords } from '../../i18n/i18n.js'
import { sessionKey } from './session-key.js'

/** Ends the session and forgets what was read under it. */
/** What was typed of day lists is kept in the tab under keys that begin so. */
export const sheetKeys = 'lianfang.sheet.'

const forgetSheets = (): void => {
  try {
    for (const key of Object.keys(sessionStorage)) if (key.startsWith(sheetKeys)) sessionStorage.removeItem(key)
  } catch {
    // a browser without a store keeps nothing
  }
}

export const useSignOut = () => {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => call('session.end', {}),
    onSettled: () => {
      forgetSheets()
      client.removeQueries({ predicate: (query) => query.queryKey[0] !== sessionKey[0] })
      return client.resetQueries({ queryKey: sessionKey })
    },
  })
}

export const SignOutButton = ({ className = 'btn' }: { readonly className?: string }) => {
  const { session: words } = useWords()
  const signOut = useSignOut()
  return (
    <button type="button" className={className} disabled={signOut.isPending} onClick={() => signOut.mutate()}>
      {words.signOut}
    </button>
  )
}
