import type { ReactNode } from 'react'
import { useJoinWords } from '../../i18n/joins.js'
import { Moment } from '../../ui/moment.js'
import { TakeBack } from '../life/take-back.js'
import type { PersonInfo } from '../people/person-facts.js'
import { useMay } from '../session/session.js'

type Props = {
  readonly from: PersonInfo['joinedFrom']
  /** To somebody's page, as the reader's pages link to it. */
  readonly toPerson: (id: string, text: string) => ReactNode
}

/** Which records go on in this one, since when and by whom; the way to each, and the way to take it back (K1). */
export const JoinedHere = ({ from, toPerson }: Props) => {
  const words = useJoinWords()
  const may = useMay()
  return (
    <section className="note life-note stack" aria-label={words.here}>
      {from.map(({ id, name, at, by, event }) => (
        <div key={event} className="stack">
          <p>
            {name === null ? words.fromUnseen : words.from(name)}
            {name !== null && <> {toPerson(id, words.openJoined)}</>}{' '}
            <span className="muted small">
              <Moment at={at} /> {by}
            </span>
          </p>
          {name !== null && may('person.edit') && (
            <TakeBack
              person={{ id, name }}
              entry={{ id: event, kind: 'life', cause: 'joined', corrected: false, mine: false }}
            />
          )}
        </div>
      ))}
    </section>
  )
}
