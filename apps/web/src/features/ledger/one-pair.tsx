import { useEffect, useRef, useState } from 'react'
import type { Reply } from '../../api/client.js'
import { useDesk } from '../../i18n/desk.js'
import { useI18n } from '../../i18n/i18n.js'
import { useTables } from '../../i18n/tables.js'
import { type Chosen, PairTable, type TakenSide, takenSide, useTexts } from './pair-table.js'

export type Pair = Reply<'doubtful.list'>['rows'][number]
type Decision = 'same' | 'different'
export type Taken = readonly { readonly field: Pair['choices'][number]['field']; readonly side: TakenSide }[]

/** What is known (or the earlier row) first, then the row. */
const sidesOf = ({ left, right, choices }: Pair) => ({ known: right.fields, read: left.fields, choices })

type AskProps = {
  readonly pair: Pair
  readonly chosen: Chosen
  readonly decision: Decision
  readonly onYes: () => void
  readonly onNo: () => void
}

/** Says in one sentence what will stand, and asks once. */
const Ask = ({ pair, chosen, decision, onYes, onNo }: AskProps) => {
  const { ledger: words } = useDesk()
  const { words: base } = useI18n()
  const shared = useTables()
  const textsOf = useTexts(sidesOf(pair))
  const yes = useRef<HTMLButtonElement>(null)
  useEffect(() => yes.current?.focus(), [])
  const stands = pair.choices.map((choice) => {
    const side = takenSide(choice, chosen)
    const text = side === 'both' ? (choice.joined ?? '') : textsOf(choice.field)[side]
    return words.standsAs(shared.fields[choice.field], text)
  })
  const [first] = stands
  const same = first === undefined ? words.sameWhat : words.sameStands(stands.join(words.standsAnd))
  return (
    <div className="note note-warn stack">
      <p>{decision === 'same' ? same : words.differentWhat}</p>
      <p className="line">
        <button ref={yes} type="button" className="btn btn-main" onClick={onYes}>
          {words.settleYes[decision]}
        </button>
        <button type="button" className="btn" onClick={onNo}>
          {base.common.cancel}
        </button>
      </p>
    </div>
  )
}

const typing = (target: EventTarget | null): boolean =>
  target instanceof HTMLInputElement || target instanceof HTMLSelectElement || target instanceof HTMLTextAreaElement

type Props = { readonly pair: Pair; readonly onDecide: (decision: Decision, take: Taken) => void }

/** One pair: both sides, what is chosen where they differ, and the decision, which is confirmed. */
export const OnePair = ({ pair, onDecide }: Props) => {
  const { ledger: words } = useDesk()
  const [chosen, setChosen] = useState<Chosen>({})
  const [asking, setAsking] = useState<Decision | null>(null)
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.repeat || typing(event.target)) return
      if (event.key === 's') setAsking('same')
      if (event.key === 'd') setAsking('different')
      if (event.key === 'Escape') setAsking(null)
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [])
  const take = pair.choices.map((choice) => ({ field: choice.field, side: takenSide(choice, chosen) }))
  return (
    <>
      {pair.fileName !== null && <p className="muted">{words.fromFile(pair.fileName)}</p>}
      <PairTable
        {...sidesOf(pair)}
        caption={words.doubtfulCaption}
        headings={{
          known: words.sides[pair.right.personId === null ? 1 : 0],
          read: pair.importId === null ? words.arriving : words.sides[1],
          take: words.takeHeading,
        }}
        rows={{ known: pair.right.row, read: pair.left.row }}
        sideWords={words.takeOf}
        chosen={chosen}
        onTake={(field, side) => setChosen((old) => ({ ...old, [field]: side }))}
      />
      {asking === null ? (
        <p className="line">
          <button type="button" className="btn btn-main" onClick={() => setAsking('same')}>
            {words.same} <kbd>s</kbd>
          </button>
          <button type="button" className="btn" onClick={() => setAsking('different')}>
            {words.different} <kbd>d</kbd>
          </button>
        </p>
      ) : (
        <Ask
          key={asking}
          pair={pair}
          chosen={chosen}
          decision={asking}
          onYes={() => onDecide(asking, asking === 'same' ? take : [])}
          onNo={() => setAsking(null)}
        />
      )}
    </>
  )
}
