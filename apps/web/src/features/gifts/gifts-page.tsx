import type { Language } from '@lianfang/contract'
import { useCallback, useEffect, useState } from 'react'
import { call } from '../../api/client.js'
import { keepLanguage, readLanguage } from '../../i18n/language.js'
import { FollowPart, tokenIn } from './follow.js'
import { OfferForm } from './offer-form.js'
import { Offered } from './offered.js'
import { PublishedPart } from './published.js'
import type { Said } from './types.js'
import { useAsk } from './use-ask.js'
import { Waiting } from './waiting.js'
import { giftWords } from './words.js'

const tabs = ['published', 'offer', 'follow'] as const
type Tab = (typeof tabs)[number]

/** Which part the address asks for: a code follows a gift. */
const placeIn = (hash: string): { readonly tab: Tab; readonly token: string | null } => {
  const token = tokenIn(hash)
  if (token !== null) return { tab: 'follow', token }
  const tab = tabs.find((one) => hash === `#${one}`)
  return { tab: tab ?? 'published', token: null }
}

const useHash = (): string => {
  const [hash, setHash] = useState(location.hash)
  useEffect(() => {
    const onHash = (): void => setHash(location.hash)
    addEventListener('hashchange', onHash)
    return () => removeEventListener('hashchange', onHash)
  }, [])
  return hash
}

const WithInfo = ({ tab, ...said }: Said & { readonly tab: 'published' | 'offer' }) => {
  const ask = useCallback(() => call('gift.info', {}), [])
  const { state, data, again } = useAsk(ask)
  const [done, setDone] = useState<{ readonly number: string; readonly token: string } | null>(null)
  if (data === null) return <Waiting state={state} words={said.words} onAgain={again} />
  if (tab === 'published') return <PublishedPart {...said} info={data} />
  if (done !== null) return <Offered {...said} {...done} onAnother={() => setDone(null)} />
  return <OfferForm {...said} info={data} onDone={setDone} />
}

/** The public page of gifts (E3, E10): what came and where it went, the offer of a gift, and what became of one's own. */
export const GiftsPage = () => {
  const [language, setLanguage] = useState<Language>(readLanguage)
  const { tab, token } = placeIn(useHash())
  const words = giftWords[language]
  useEffect(() => {
    document.documentElement.lang = language
    document.title = words.title
  }, [language, words])
  const other: Language = language === 'en' ? 'zh-CN' : 'en'
  const speak = (): void => {
    keepLanguage(other)
    setLanguage(other)
  }
  const said = { words, language }
  return (
    <main className="gifts-page stack-wide">
      <header className="line gifts-top">
        <h1>{words.title}</h1>
        <button type="button" className="btn btn-quiet" lang={other} onClick={speak}>
          {words.other}
        </button>
      </header>
      <nav className="gifts-tabs" aria-label={words.tabsLabel}>
        {tabs.map((one) => (
          <a
            key={one}
            className={`btn ${one === tab ? 'btn-main' : ''}`}
            href={`#${one}`}
            {...(one === tab ? { 'aria-current': 'page' as const } : {})}
          >
            {words.tabs[one]}
          </a>
        ))}
      </nav>
      {tab === 'follow' ? <FollowPart {...said} token={token} /> : <WithInfo {...said} tab={tab} />}
    </main>
  )
}
