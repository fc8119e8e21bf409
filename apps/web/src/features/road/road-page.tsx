import type { Language } from '@lianfang/contract'
import { useEffect, useState } from 'react'
import { keepLanguage, readLanguage } from '../../i18n/language.js'
import type { RoadDraft } from './read-word.js'
import { RoadForm } from './road-form.js'
import { Facts, Reported, Unsent } from './road-parts.js'
import type { LinkInfo, Said, Waiting } from './types.js'
import { useLink } from './use-link.js'
import { useQueue } from './use-queue.js'
import { useRoadDraft } from './use-road-draft.js'
import { type RoadWords, roadWords } from './words.js'

const acts: readonly Said[] = ['pickedUp', 'where', 'delay', 'handedOver']

const tokenInAddress = (): string | null => {
  const token = location.hash.slice(1)
  return /^\d{6}\.[\w-]{22}$/.test(token) ? token : null
}

/** What a driver does next: it is picked up once, and then brought. */
const nextOf = (info: LinkInfo | null, waiting: readonly Waiting[]): Said => {
  const isPicked =
    info?.said.some(({ what }) => what === 'pickedUp') === true ||
    waiting.some((one) => one.what === 'word' && one.body.what === 'pickedUp')
  return isPicked ? 'handedOver' : 'pickedUp'
}

type ActsProps = { readonly words: RoadWords; readonly next: Said; readonly onOpen: (what: Said) => void }

const Acts = ({ words, next, onOpen }: ActsProps) => (
  <section className="stack" aria-label={words.next}>
    {[next, ...acts.filter((one) => one !== next)].map((one) => (
      <button
        key={one}
        type="button"
        className={`btn btn-big ${one === next ? 'btn-main' : ''}`}
        onClick={() => onOpen(one)}
      >
        {words.acts[one]}
      </button>
    ))}
  </section>
)

type LinkProps = { readonly token: string; readonly words: RoadWords; readonly language: Language }
type WorkProps = LinkProps & {
  readonly info: LinkInfo
  readonly queue: ReturnType<typeof useQueue>
}

/** What can be reported; after the end nothing. */
const Work = ({ token, words, info, queue }: WorkProps) => {
  const { draft, set } = useRoadDraft(token)
  const report = (waiting: readonly Waiting[]): void => {
    set(null)
    queue.add(waiting)
  }
  const change = (part: Partial<RoadDraft>): void => set(part)
  if (info.state === 'closed' || info.state === 'cancelled') {
    return (
      <p className="note note-good" role="status">
        {info.state === 'closed' ? words.over : words.states.cancelled}
      </p>
    )
  }
  if (draft.open === null) {
    return <Acts words={words} next={nextOf(info, queue.waiting)} onOpen={(open) => set({ open })} />
  }
  return (
    <RoadForm
      key={draft.open}
      what={draft.open}
      words={words}
      draft={draft}
      set={change}
      onReport={report}
      onBack={() => set({ open: null })}
    />
  )
}

const OfLink = (props: LinkProps) => {
  const { token, words, language } = props
  const { state, info, again } = useLink(token)
  const queue = useQueue(token, again)
  return (
    <>
      {state === 'loading' && (
        <p className="muted" role="status">
          {words.loading}
        </p>
      )}
      {state === 'unread' && (
        <section className="note note-warn stack" role="status">
          <p>{words.unread}</p>
          <button type="button" className="btn" onClick={again}>
            {words.retry}
          </button>
        </section>
      )}
      {state === 'ended' && (
        <p className="note note-alarm" role="alert">
          {words.ended}
        </p>
      )}
      <Unsent words={words} waiting={queue.waiting} isStuck={queue.isStuck} onSend={queue.flush} onDrop={queue.drop} />
      {state === 'read' && info !== null && (
        <>
          <Facts info={info} words={words} language={language} />
          <Work {...props} info={info} queue={queue} />
          <Reported info={info} words={words} language={language} />
        </>
      )}
    </>
  )
}

/** A driver's page (E5): opened from a link, without an account; the secret stands behind `#` and never in a path. */
export const RoadPage = () => {
  const [language, setLanguage] = useState<Language>(readLanguage)
  const [token, setToken] = useState(tokenInAddress)
  const words = roadWords[language]
  useEffect(() => {
    document.documentElement.lang = language
    document.title = words.title
  }, [language, words])
  useEffect(() => {
    const onHash = (): void => setToken(tokenInAddress())
    addEventListener('hashchange', onHash)
    return () => removeEventListener('hashchange', onHash)
  }, [])
  const other: Language = language === 'en' ? 'zh-CN' : 'en'
  const speak = (): void => {
    keepLanguage(other)
    setLanguage(other)
  }
  return (
    <main className="road-page stack-wide">
      <header className="line road-top">
        <h1>{words.title}</h1>
        <button type="button" className="btn btn-quiet" lang={other} onClick={speak}>
          {words.other}
        </button>
      </header>
      {token === null ? (
        <p className="note note-alarm" role="alert">
          {words.noLink}
        </p>
      ) : (
        <OfLink key={token} token={token} words={words} language={language} />
      )}
    </main>
  )
}
