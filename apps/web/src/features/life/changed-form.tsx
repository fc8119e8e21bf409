import { isGone, isPossible, type LifeEventKind, lifeEventKinds } from '@lianfang/domain/care'
import { useState } from 'react'
import { useLifeWords } from '../../i18n/life.js'
import { EmptyState } from '../../ui/states.js'
import { type Known, stateOf } from './apply-life.js'
import { EventForm } from './event-form.js'
import { MoveForm } from './move-form.js'

// What happens often stands above what happens once.
const order: readonly LifeEventKind[] = [
  'admission',
  'discharge',
  'consent',
  'returned',
  'refusal',
  'away',
  'home',
  'left',
  'death',
]
const offered = [...lifeEventKinds].sort((a, b) => order.indexOf(a) - order.indexOf(b))

type Props = {
  readonly person: Known
  /** A move that waits for its answer: nobody else can be asked meanwhile. Null where it is not known. */
  readonly move: object | null
  /** The township the person belongs to now, where it is known: it is not offered. */
  readonly township: string | null
  /** The day before which the state as it stands cannot have ended, where it is known. */
  readonly began: string | null
  /** Null: a move was asked for, and nothing changed yet. */
  readonly onDone: (kind: LifeEventKind | null) => void
}

/** What changed in somebody's life: only what can happen as it stands now is offered (K20). */
export const ChangedForm = ({ person, move, township, began, onDone }: Props) => {
  const words = useLifeWords()
  const [kind, setKind] = useState<LifeEventKind | 'move' | null>(null)
  const back = (): void => setKind(null)
  const state = stateOf(person.life)
  if (kind === 'move') return <MoveForm person={person} township={township} onDone={() => onDone(null)} onBack={back} />
  if (kind !== null) {
    const event = { person, kind, began, onDone, onBack: back }
    return <EventForm key={kind} {...event} />
  }
  if (state.status === 'dead') return <EmptyState title={words.nothing} />
  return (
    <fieldset className="field stack">
      <legend>{words.choose}</legend>
      {offered
        .filter((one) => isPossible(one, state))
        .map((one) => (
          <button key={one} type="button" className="btn btn-big" onClick={() => setKind(one)}>
            {one === 'refusal' && state.status === 'refusing' ? words.refusedAgain : words.kinds[one]}
          </button>
        ))}
      {!isGone(state) && move === null && (
        <button type="button" className="btn btn-big" onClick={() => setKind('move')}>
          {words.move}
        </button>
      )}
    </fieldset>
  )
}
