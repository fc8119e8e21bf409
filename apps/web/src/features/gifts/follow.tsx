import { type FormEvent, useCallback, useState } from 'react'
import { call } from '../../api/client.js'
import { TextField } from '../../ui/form.js'
import { formatDay, formatInstant } from '../../ui/time.js'
import { NoticeCard } from './notice-card.js'
import { amount, sentenceOf, written } from './notice-text.js'
import { type Followed, nameOfKind, type Said } from './types.js'
import { useAsk } from './use-ask.js'
import { Waiting } from './waiting.js'

/** The code in an address, or as it was typed; null for anything else. */
export const tokenIn = (text: string): string | null => /(\d{6}\.[\w-]{22})$/.exec(text.trim())?.[1] ?? null

const Enter = ({ words }: Said) => {
  const [text, setText] = useState('')
  const [isWrong, setWrong] = useState(false)
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault()
    const token = tokenIn(text)
    setWrong(token === null)
    if (token !== null) location.hash = token
  }
  return (
    <form className="stack" onSubmit={onSubmit} autoComplete="off" noValidate>
      <p>{words.follow.none}</p>
      <TextField
        label={words.follow.code}
        maxLength={200}
        value={text}
        error={isWrong ? words.follow.wrong : null}
        onChange={setText}
      />
      <button type="submit" className="btn btn-main btn-big">
        {words.follow.find}
      </button>
    </form>
  )
}

const ownZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone

/** A letter of thanks (E10): the gift's number, what came, and where it went so far. It prints alone. */
const Letter = ({ gift, ...said }: Said & { readonly gift: Followed }) => {
  const { words, language } = said
  const { follow } = words
  const { county, donor, kinds, notices, number, today } = gift
  const told = [...notices].reverse()
  return (
    <article className="card stack gifts-letter" aria-label={follow.thanks}>
      <h2>{follow.thanks}</h2>
      <p>{follow.dear(donor.name, donor.kind)}</p>
      <p>{follow.letter(number, county.name)}</p>
      <ul>
        {told.map((notice) => (
          <li key={notice.id}>{sentenceOf(notice, kinds, said)}</li>
        ))}
        {told.every(({ what }) => what !== 'issued') && <li>{follow.notYet}</li>}
      </ul>
      <p>{follow.letterEnd}</p>
      <p>
        {follow.signed(county.name)}
        <br />
        <span className="num">{formatDay(today, language)}</span>
      </p>
      <button type="button" className="btn btn-big" onClick={() => print()}>
        {follow.print}
      </button>
    </article>
  )
}

const Lines = ({ gift, ...said }: Said & { readonly gift: Followed }) => (
  <section className="stack" aria-labelledby="gift-lines">
    <h2 id="gift-lines">{said.words.follow.lines}</h2>
    <ul>
      {gift.lines.map((line) => (
        <li key={line.n}>
          {line.kind === null ? line.words : nameOfKind(gift.kinds, line.kind, said.language)}{' '}
          <span className="num">
            {line.kind === null
              ? `${written(line.quantity, said.language)} ${line.unit}`
              : amount(line.quantity, line.kind, gift.kinds, said)}
          </span>
        </li>
      ))}
    </ul>
    {gift.directed !== null && <p>{said.words.follow.directed(gift.directed)}</p>}
  </section>
)

const Gift = (props: Said & { readonly gift: Followed }) => {
  const { gift, words, language } = props
  const { follow } = words
  const { declined } = gift
  return (
    <>
      <section className="card stack">
        <h2 className="num">{follow.number(gift.number)}</h2>
        <p>{follow.at(formatInstant(gift.offeredAt, ownZone(), language), gift.county.name)}</p>
        {gift.store !== null && <p>{follow.store(gift.store)}</p>}
        <p>
          {follow.state} <span className="tag">{follow.states[gift.state]}</span>
        </p>
      </section>
      {declined !== null && (
        <section className="note note-warn stack" role="status">
          <p className="strong">{follow.declinedTitle}</p>
          <p>{follow.declined[declined.reason]}</p>
          <p>{declined.text}</p>
        </section>
      )}
      <Lines {...props} />
      <section className="stack" aria-labelledby="gift-came">
        <h2 id="gift-came">{follow.came}</h2>
        {gift.notices.length === 0 ? (
          <p className="note">{follow.nothing}</p>
        ) : (
          <ul className="gifts-list stack">
            {gift.notices.map((notice) => (
              <NoticeCard key={notice.id} {...props} notice={notice} kinds={gift.kinds} />
            ))}
          </ul>
        )}
      </section>
      {gift.notices.length > 0 && <Letter {...props} />}
    </>
  )
}

const OfCode = ({ token, ...said }: Said & { readonly token: string }) => {
  const ask = useCallback(() => call('gift.follow', { body: { token } }), [token])
  const { state, data, again } = useAsk(ask)
  if (state === 'none') {
    return (
      <p className="note note-alarm" role="alert">
        {said.words.follow.unknown}
      </p>
    )
  }
  return data === null ? <Waiting state={state} words={said.words} onAgain={again} /> : <Gift {...said} gift={data} />
}

/** Follows a gift by its code, without an account. */
export const FollowPart = ({ token, ...said }: Said & { readonly token: string | null }) => (
  <section className="stack-wide gifts-follow" aria-label={said.words.tabs.follow}>
    {token === null ? <Enter {...said} /> : <OfCode key={token} {...said} token={token} />}
  </section>
)
