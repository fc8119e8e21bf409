import type { Language } from '@lianfang/contract'
import { formatInstant } from '../../ui/time.js'
import { numberIn } from './phone-number.js'
import type { LinkInfo, Said, Waiting } from './types.js'
import type { RoadWords } from './words.js'

type Props = { readonly info: LinkInfo; readonly words: RoadWords; readonly language: Language }

const ownZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone

const Phones = ({ info, words }: Props) => (
  <section className="stack" aria-labelledby="road-call">
    <h2 id="road-call">{words.call}</h2>
    {info.phones.map((text) => {
      const number = numberIn(text)
      return number === null ? (
        <p key={text}>{text}</p>
      ) : (
        <a key={text} className="btn btn-big" href={`tel:${number}`}>
          {text}
        </a>
      )
    })}
  </section>
)

/** Whence, where to, what, whom to call: all that a driver must see, and nothing else. */
export const Facts = (props: Props) => {
  const { info, words, language } = props
  return (
    <>
      <section className="card stack">
        <p className="line">
          <span className={`tag ${info.urgency === 'critical' ? 'tag-alarm' : ''}`}>
            {words.urgencies[info.urgency]}
          </span>
          <span className="tag">{words.states[info.state]}</span>
          {info.mode !== null && <span className="tag">{words.modes[info.mode]}</span>}
        </p>
        <dl className="road-facts">
          <dt>{words.from}</dt>
          <dd>{info.from}</dd>
          <dt>{words.to}</dt>
          <dd className="strong">{info.to}</dd>
          <dt>{words.what}</dt>
          <dd>
            {info.what.every(({ quantity }) => quantity === 0) && words.nothing}
            <ul>
              {info.what
                .filter(({ quantity }) => quantity > 0)
                .map((one) => (
                  <li key={one.kind}>
                    {language === 'en' ? one.nameEn : one.name}{' '}
                    <strong className="num">{words.many(one.quantity, one.unit)}</strong>
                  </li>
                ))}
            </ul>
          </dd>
        </dl>
        <p className="muted small">{words.until(formatInstant(info.until, ownZone(), language))}</p>
      </section>
      <Phones {...props} />
    </>
  )
}

const nameOf = (words: RoadWords, what: string): string =>
  what in words.acts ? words.acts[what as Said] : what === 'photo' ? words.saidOf.photo : what // just looked up

/** What has been reported over the link, newest first. */
export const Reported = ({ info, words, language }: Props) =>
  info.said.length === 0 ? null : (
    <section className="stack" aria-labelledby="road-said">
      <h2 id="road-said">{words.said}</h2>
      <ol className="timeline">
        {[...info.said]
          .sort((a, b) => Date.parse(b.at) - Date.parse(a.at))
          .map((one) => (
            <li key={one.id}>
              {nameOf(words, one.what)}{' '}
              <span className="muted small num">{formatInstant(one.at, ownZone(), language)}</span>
            </li>
          ))}
      </ol>
    </section>
  )

type UnsentProps = {
  readonly words: RoadWords
  readonly waiting: readonly Waiting[]
  /** No answer came: else it is gone before anybody has read this. */
  readonly isStuck: boolean
  readonly onSend: () => void
  readonly onDrop: (id: string) => void
}

const titleOf = (words: RoadWords, one: Waiting): string =>
  one.what === 'word' ? words.acts[one.body.what] : words.saidOf.photo

/** What is not sent yet, and what was not taken with the reason. */
export const Unsent = ({ words, waiting, isStuck, onSend, onDrop }: UnsentProps) => {
  const open = waiting.filter(({ refused }) => refused === null)
  return (
    <>
      {isStuck && open.length > 0 && (
        <section className="note note-warn stack" role="status">
          <p className="strong">{words.waiting(open.length)}</p>
          <p>{words.waitingHint}</p>
          <button type="button" className="btn" onClick={onSend}>
            {words.sendNow}
          </button>
        </section>
      )}
      {waiting.map((one) =>
        one.refused === null ? null : (
          <section key={one.body.id} className="note note-alarm stack" role="alert">
            <p>
              <strong>{titleOf(words, one)}</strong>: {words.refused}
            </p>
            <p>{words.refusedOf[one.refused]}</p>
            <button type="button" className="btn" onClick={() => onDrop(one.body.id)}>
              {words.drop}
            </button>
          </section>
        ),
      )}
    </>
  )
}
