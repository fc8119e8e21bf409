import { urlOf } from '../../api/client.js'
import { useGifts } from '../../i18n/gifts.js'
import { useI18n } from '../../i18n/i18n.js'
import { Moment } from '../../ui/moment.js'
import { formatDay } from '../../ui/time.js'
import { useGoodsWords } from '../deals/use-many.js'
import type { Gift, GiftRow } from './types.js'

type Of = { readonly gift: Gift }

/** Who gives, as far as it is published. */
export const useDonorName = (): ((row: Pick<GiftRow, 'donor'>) => string) => {
  const words = useGifts()
  return ({ donor }) => donor.name ?? words.donors[donor.kind]
}

const figures = ['offered', 'counted', 'quarantine', 'kept', 'promised', 'issued', 'disposed', 'lost'] as const

/** Units by kind, and where what was counted differs from what was said. */
export const Units = ({ units }: Pick<GiftRow, 'units'>) => {
  const words = useGifts()
  const { number } = useI18n()
  const { named, unitOf } = useGoodsWords()
  return (
    <ul className="stack">
      {units.map((one) => (
        <li key={one.kind}>
          <strong>{named(one.kind)}</strong> <span className="muted small">{unitOf(one.kind)}</span>
          <p className="num">
            {figures
              .filter((key) => one[key] > 0)
              .map((key) => `${words.unitsOf[key]} ${number(one[key])}`)
              .join(' · ')}
          </p>
          {one.counted > 0 && one.offered > 0 && one.counted - one.lost !== one.offered && (
            <p className="alarm-text">{words.differs(number(one.offered), number(one.counted - one.lost))}</p>
          )}
        </li>
      ))}
    </ul>
  )
}

/** Where the donor wants it to go, and what the desk has found. */
export const Aim = ({ gift }: { readonly gift: GiftRow }) => {
  const words = useGifts()
  const { directed } = gift
  if (directed === null) {
    return (
      <p>
        <span className="tag">{words.undirected}</span>
      </p>
    )
  }
  const name = directed.facility?.name ?? directed.place?.name
  return (
    <p className="note note-warn">
      {words.directed(directed.words)} · {name === undefined ? words.directedOpen : words.directedTo(name)}
    </p>
  )
}

export const Photos = ({ gift }: Of) => {
  const words = useGifts()
  if (gift.photos.length === 0) return null
  return (
    <section className="stack">
      <h3>{words.photos}</h3>
      <div className="line">
        {gift.photos.map((photo, i) => {
          const address = urlOf('gift.photo', { params: { id: gift.id, photo } })
          return (
            <a key={photo} href={address} target="_blank" rel="noreferrer">
              <img
                src={address}
                alt={words.photo(String(i + 1))}
                width="96"
                height="96"
                style={{ objectFit: 'cover' }}
              />
            </a>
          )
        })}
      </div>
    </section>
  )
}

/** What is published of it, newest first. */
export const Notices = ({ gift }: Of) => {
  const words = useGifts()
  const { language } = useI18n()
  const { named, many } = useGoodsWords()
  return (
    <section className="stack">
      <h3>{words.published}</h3>
      {gift.notices.length === 0 && <p className="muted">{words.notPublished}</p>}
      <ul>
        {gift.notices.map((one) => (
          <li key={one.id}>
            <span className="num">{formatDay(one.day, language)}</span> {words.whats[one.what]} {named(one.kind)}{' '}
            <span className="num">{many(one.quantity, one.kind)}</span>
            {one.to !== null && ` → ${one.to}`}
            {one.use !== null && ` · ${words.uses[one.use]}`}
            {one.cause !== null && ` · ${words.keep.causes[one.cause]}`}
            {one.correction && <span className="tag tag-alarm">{words.correction}</span>}
          </li>
        ))}
      </ul>
    </section>
  )
}

/** What happened, newest first, with who did it and why. */
export const Steps = ({ gift }: Of) => {
  const words = useGifts()
  return (
    <section className="stack">
      <h3>{words.steps}</h3>
      <ol className="timeline">
        {[...gift.steps].reverse().map((step) => (
          <li key={step.id}>
            <p className="entry-main">{words.stepNames[step.what] ?? step.what}</p>
            <p className="muted small">
              {step.by} · <Moment at={step.at} exact />
            </p>
            {step.reason !== null && <p>{words.because(step.reason)}</p>}
          </li>
        ))}
      </ol>
    </section>
  )
}
