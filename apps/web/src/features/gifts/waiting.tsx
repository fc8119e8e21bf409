import type { GiftWords } from './words.zh-CN.js'

type Props = {
  readonly state: 'loading' | 'unread' | 'none' | 'read'
  readonly words: GiftWords
  readonly onAgain: () => void
}

/** Nothing to show yet: it is being asked for, or there is no network. */
export const Waiting = ({ state, words, onAgain }: Props) =>
  state === 'loading' ? (
    <p className="muted" role="status">
      {words.loading}
    </p>
  ) : (
    <section className="note note-warn stack" role="status">
      <p>{words.unread}</p>
      <button type="button" className="btn" onClick={onAgain}>
        {words.retry}
      </button>
    </section>
  )
