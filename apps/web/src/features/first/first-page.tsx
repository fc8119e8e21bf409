import type { Language } from '@lianfang/contract'
import { useCallback, useEffect, useState } from 'react'
import { call, type Reply } from '../../api/client.js'
import { isApiProblem } from '../../api/problem.js'
import { keepLanguage, readLanguage, wasLanguageChosen } from '../../i18n/language.js'
import { FirstForm } from './first-form.js'
import { firstWords } from './words.js'

type Stand =
  | { readonly state: 'opening' | 'broken' | 'unknown' | 'offline' | 'busy' }
  | { readonly state: 'open'; readonly card: Reply<'first.open'> }

const secretInAddress = (): string | null => {
  const secret = location.hash.slice(1)
  return /^[\w-]{22}$/.test(secret) ? secret : null
}

const standAfter = (error: unknown): Stand => {
  if (!isApiProblem(error) || error.code === 'network') return { state: 'offline' }
  return { state: error.code === 'first.unknown' ? 'unknown' : 'busy' }
}

/** Asks whose card it is. */
const useCard = (secret: string | null) => {
  const [stand, setStand] = useState<Stand>({ state: secret === null ? 'broken' : 'opening' })
  const open = useCallback(async (): Promise<void> => {
    if (secret === null) return
    setStand({ state: 'opening' })
    try {
      setStand({ state: 'open', card: await call('first.open', { body: { secret } }) })
    } catch (error) {
      setStand(standAfter(error))
    }
  }, [secret])
  useEffect(() => void open(), [open])
  return { stand, open, used: () => setStand({ state: 'unknown' }) }
}

/** The page behind the code on a sign-in card: whose it is, a password of one's own, and in. */
export const FirstPage = () => {
  const [chosen, setChosen] = useState<Language | null>(() => (wasLanguageChosen() ? readLanguage() : null))
  const [secret] = useState(secretInAddress)
  const { stand, open, used } = useCard(secret)
  // Until somebody chooses, the language that the account was made with.
  const language = chosen ?? (stand.state === 'open' ? stand.card.language : readLanguage())
  const words = firstWords[language]
  useEffect(() => {
    document.documentElement.lang = language
    document.title = words.title
  }, [language, words])
  useEffect(() => {
    // Another card in the same tab is another page.
    const again = (): void => location.reload()
    addEventListener('hashchange', again)
    return () => removeEventListener('hashchange', again)
  }, [])
  const other: Language = language === 'en' ? 'zh-CN' : 'en'
  const speak = (): void => {
    keepLanguage(other)
    setChosen(other)
  }
  return (
    <main className="home-page stack-wide">
      <header className="line home-top">
        <h1>{words.title}</h1>
        <button type="button" className="btn btn-quiet" lang={other} onClick={speak}>
          {words.other}
        </button>
      </header>
      {stand.state === 'opening' && <p role="status">{words.opening}</p>}
      {stand.state === 'open' && secret !== null && (
        <FirstForm words={words} secret={secret} card={stand.card} onUnknown={used} />
      )}
      {stand.state !== 'opening' && stand.state !== 'open' && (
        <>
          <p className={`note ${stand.state === 'offline' || stand.state === 'busy' ? '' : 'note-alarm'}`} role="alert">
            {words[stand.state]}
          </p>
          {stand.state === 'offline' || stand.state === 'busy' ? (
            <button type="button" className="btn btn-big" onClick={() => void open()}>
              {words.again}
            </button>
          ) : (
            <a className="btn btn-big" href="/sign-in">
              {words.signIn}
            </a>
          )}
        </>
      )}
    </main>
  )
}
