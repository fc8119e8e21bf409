import type { Language } from '@lianfang/contract'
import { type FormEvent, useEffect, useState } from 'react'
import { v7 as uuidv7 } from 'uuid'
import { call, type Reply, serverNow } from '../../api/client.js'
import { isApiProblem } from '../../api/problem.js'
import { keepLanguage, readLanguage } from '../../i18n/language.js'
import { HomeFields } from './home-form.js'
import { emptyForm, readForm, type Wrong } from './reading.js'
import { type HomeWords, homeWords } from './words.js'

type Advice = Reply<'home.send'>

/** What is sent and kept until it has been: a try without a network is repeated under the same id. */
type Draft = { readonly id: string; readonly at: string }

const newDraft = (): Draft => ({ id: uuidv7(), at: new Date(serverNow()).toISOString() })

const failureOf = (error: unknown, words: HomeWords): string => {
  if (!isApiProblem(error) || error.code === 'network') return words.offline
  if (error.code === 'home.unknown') return words.ended
  if (error.code === 'home.slow-down') return words.tooMany
  return words.busy
}

const Call = ({ advice, words }: { readonly advice: Advice; readonly words: HomeWords }) => {
  const kept = advice.advice === 'callNow'
  return (
    <section className="note note-alarm stack" role="alert">
      <h2>{words.callTitle}</h2>
      <p>{words.callMore}</p>
      <p>{advice.phones.length === 0 ? words.call120 : words.callEither}</p>
      {([{ number: '120', whose: 'emergency' }, ...advice.phones] as const).map(({ number, whose }) => (
        <a key={number} className="btn btn-main btn-big home-call" href={`tel:${number}`}>
          {words.callThe(number)} <span className="small">{words.whose[whose]}</span>
        </a>
      ))}
      <p className={kept ? '' : 'strong'}>{kept ? words.told : words.notKept}</p>
    </section>
  )
}

const Thanks = ({ words }: { readonly words: HomeWords }) => (
  <section className="note note-good stack" role="status">
    <h2>{words.thanks}</h2>
    <p>{words.thanksMore}</p>
  </section>
)

type FormProps = {
  readonly token: string
  readonly words: HomeWords
  /** The link reaches nobody any more. */
  readonly ended: boolean
  readonly onAdvice: (advice: Advice) => void
}

const ReadingForm = ({ token, words, ended, onAdvice }: FormProps) => {
  const [form, setForm] = useState(emptyForm)
  const [wrong, setWrong] = useState<readonly Wrong[]>([])
  const [draft, setDraft] = useState<Draft | null>(null)
  const [sending, setSending] = useState(false)
  const [failed, setFailed] = useState<string | null>(null)
  const submit = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault()
    const page = event.currentTarget
    const read = readForm(form)
    setWrong(read.wrong)
    setFailed(null)
    if (read.wrong.length > 0) {
      setTimeout(() => page.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus(), 0)
      return
    }
    const kept = draft ?? newDraft()
    setDraft(kept)
    setSending(true)
    try {
      onAdvice(await call('home.send', { body: { token, ...kept, ...read.values } }))
    } catch (error) {
      setFailed(failureOf(error, words))
    } finally {
      setSending(false)
    }
  }
  return (
    <form className="stack-wide" onSubmit={submit} noValidate autoComplete="off">
      <HomeFields
        words={words}
        form={form}
        wrong={wrong}
        set={(change) => {
          setForm({ ...form, ...change })
          setWrong(wrong.filter((field) => field !== 'nothing' && !(field in change)))
          setDraft(null) // another reading than the one that was tried
        }}
      />
      {wrong.includes('nothing') && (
        <p className="error" role="alert">
          {words.nothing}
        </p>
      )}
      {failed !== null && (
        <p className="note note-alarm" role="alert">
          {failed}
        </p>
      )}
      <button type="submit" className="btn btn-main btn-big" disabled={sending}>
        {sending ? words.sending : ended ? words.look : words.send}
      </button>
    </form>
  )
}

const tokenInAddress = (): string | null => {
  const token = location.hash.slice(1)
  return /^\d{6}\.[\w-]{22}$/.test(token) ? token : null
}

/** Whether the link has ended, asked once on opening. Without an answer the form is there as ever: sending says it too. */
const useEnded = (token: string | null): boolean => {
  const [ended, setEnded] = useState(false)
  useEffect(() => {
    if (token === null) return
    call('home.check', { body: { token } })
      .then(({ inForce }) => setEnded(!inForce))
      .catch(() => undefined)
  }, [token])
  return ended
}

const Ended = ({ words }: { readonly words: HomeWords }) => (
  <section className="note note-alarm stack" role="alert">
    <p className="strong">{words.ended}</p>
    <p>{words.endedMore}</p>
    <a className="btn btn-big home-call" href="tel:120">
      {words.callThe('120')} <span className="small">{words.whose.emergency}</span>
    </a>
  </section>
)

/** The page behind a personal link: measure, send, be told at once what to do. */
export const HomePage = () => {
  const [language, setLanguage] = useState<Language>(readLanguage)
  const [token] = useState(tokenInAddress)
  const [advice, setAdvice] = useState<Advice | null>(null)
  const ended = useEnded(token)
  const words = homeWords[language]
  useEffect(() => {
    document.documentElement.lang = language
    document.title = words.title
  }, [language, words])
  useEffect(() => {
    // Learns what the time is: a family's phone may be days off, and its reading would stand in the wrong week.
    call('instance.read', {}).catch(() => undefined)
  }, [])
  const other: Language = language === 'en' ? 'zh-CN' : 'en'
  const speak = (): void => {
    keepLanguage(other)
    setLanguage(other)
  }
  return (
    <main className="home-page stack-wide">
      <header className="line home-top">
        <h1>{words.title}</h1>
        <button type="button" className="btn btn-quiet" lang={other} onClick={speak}>
          {words.other}
        </button>
      </header>
      {token === null ? (
        <p className="note note-alarm" role="alert">
          {words.noLink}
        </p>
      ) : advice === null ? (
        <>
          {ended ? <Ended words={words} /> : <p className="muted">{words.intro}</p>}
          <ReadingForm token={token} words={words} ended={ended} onAdvice={setAdvice} />
        </>
      ) : (
        <>
          {advice.advice === 'thanks' ? <Thanks words={words} /> : <Call advice={advice} words={words} />}
          <button type="button" className="btn btn-big" onClick={() => setAdvice(null)}>
            {words.again}
          </button>
        </>
      )}
    </main>
  )
}
