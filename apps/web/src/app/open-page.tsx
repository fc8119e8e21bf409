import type { QueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { makeQueryClient } from '../api/use-api.js'
import { readSessionAhead } from '../features/session/session-key.js'
import { readLanguage } from '../i18n/language.js'
import { notLoaded } from '../i18n/not-loaded.js'
import { loadWords } from '../i18n/words.js'
import { Providers } from './providers.js'

const NotLoaded = ({ onRetry }: { readonly onRetry: () => void }) => (
  <main className="gate">
    <div className="note stack" role="alert">
      {notLoaded.map(({ lang, text, retry }) => (
        <p key={lang} lang={lang}>
          {text}{' '}
          <button type="button" className="btn" onClick={onRetry}>
            {retry}
          </button>
        </p>
      ))}
    </div>
  </main>
)

const draw = async (root: Root, client: QueryClient, app: ReactNode): Promise<void> => {
  try {
    const words = await loadWords(readLanguage())
    root.render(
      <Providers client={client} words={words}>
        {app}
      </Providers>,
    )
  } catch {
    root.render(<NotLoaded onRetry={() => void draw(root, client, app)} />)
  }
}

/** Draws an app once its words are here. The session is asked for meanwhile: the words cost no wait of their own. */
export const openPage = (app: ReactNode): void => {
  const element = document.getElementById('root')
  if (element === null) return
  const client = makeQueryClient()
  readSessionAhead(client)
  void draw(createRoot(element), client, app)
}
