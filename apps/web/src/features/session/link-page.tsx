import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useCallback } from 'react'
import { call } from '../../api/client.js'
import { Page } from '../../app/page.js'
import { useWords } from '../../i18n/i18n.js'
import { ProblemNote } from '../../ui/states.js'
import { useReturned, wantedPath } from './provider.js'
import { sessionKey } from './session-key.js'

/** Back from the provider while signed in: the account is linked with who came back. */
export const LinkPage = () => {
  const { session: words } = useWords()
  const client = useQueryClient()
  const link = useMutation({
    mutationFn: (query: string) => call('oidc.link', { body: { query } }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: sessionKey })
      location.assign(wantedPath('/me'))
    },
  })
  const { mutate } = link
  useReturned(useCallback((query) => mutate(query), [mutate]))
  return (
    <Page title={words.linking}>
      <div className="narrow stack">
        {link.error ? <ProblemNote error={link.error} saving /> : <p className="muted">{words.linkingNow}</p>}
        <p>
          <Link to="/me">{words.me}</Link>
        </p>
      </div>
    </Page>
  )
}
