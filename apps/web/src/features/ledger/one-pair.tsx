import { useEffect, useRef, useState } from 'react'
import type { Reply } from '../../api/client.js'
import { useDesk } from '../../i18n/desk.js'
import { useI18n } from '../../i18n/i18n.js'
import { useTables } from '../../i18n/tables.js'
import { TableBox } from '../../ui/table-box.js'
import { useFieldText } from './field-text.js'

export type Pair = Reply<'doubtful.list'>['rows'][number]
type Choice = Pair['choices'][number]
type Side = Choice['usual']
type Decision = 'same' | 'different'
export type Taken = readonly { readonly field: Choice['field']; readonly side: Side }[]
type Chosen = Readonly<Partial<Record<string, Side>>>

const sideOf = (choice: Choice, chosen: Chosen): Side => chosen[choice.field] ?? choice.usual

/** The two sides' texts of a field: what is known (or the earlier row) first, then the row. */
const useTexts = (pair: Pair) => {
  const textOf = useFieldText()
  return (field: string) => {
    const of = (side: Pair['left']): string =>
      textOf(field, side.fields.find((one) => one.field === field)?.value ?? '')
    return { known: of(pair.right), read: of(pair.left) }
  }
}

type TakeProps = {
  readonly choice: Choice
  readonly side: Side
  readonly texts: { readonly known: string; readonly read: string }
  readonly onTake: (side: Side) => void
}

/** Which side a differing field is taken from. */
const Take = ({ choice, side, texts, onTake }: TakeProps) => {
  const { ledger: words } = useDesk()
  const shared = useTables()
  const sides: readonly (readonly [Side, string])[] = [
    ['known', texts.known],
    ['read', texts.read],
    ...(choice.joined === null ? [] : [['both', choice.joined] as const]),
  ]
  return (
    <select
      className="input"
      aria-label={words.takeWhich(shared.fields[choice.field])}
      value={side}
      onChange={(event) => onTake(sides.find(([one]) => one === event.target.value)?.[0] ?? side)}
    >
      {sides.map(([one, text]) => (
        <option key={one} value={one}>
          {words.takeOf[one](text)}
        </option>
      ))}
    </select>
  )
}

type TableProps = { readonly pair: Pair; readonly chosen: Chosen; readonly onTake: (field: string, side: Side) => void }

const PairTable = ({ pair, chosen, onTake }: TableProps) => {
  const { ledger: words } = useDesk()
  const shared = useTables()
  const textsOf = useTexts(pair)
  const fields = [...new Set([...pair.right.fields, ...pair.left.fields].map((one) => one.field))]
  const choosing = pair.choices.length > 0
  const rowOf = (row: number | null) =>
    row !== null && <span className="muted small"> · {words.rowOf(String(row))}</span>
  return (
    <TableBox label={words.doubtfulCaption}>
      <table className="table pair">
        <caption>{words.doubtfulCaption}</caption>
        <thead>
          <tr>
            <th scope="col">{words.field}</th>
            <th scope="col">
              {words.sides[pair.right.personId === null ? 1 : 0]}
              {rowOf(pair.right.row)}
            </th>
            <th scope="col">
              {pair.importId === null ? words.arriving : words.sides[1]}
              {rowOf(pair.left.row)}
            </th>
            {choosing && <th scope="col">{words.takeHeading}</th>}
          </tr>
        </thead>
        <tbody>
          {fields.map((field) => {
            const texts = textsOf(field)
            const choice = pair.choices.find((one) => one.field === field)
            // A side that is only blank says nothing else.
            const differs = texts.known !== texts.read && texts.known !== '' && texts.read !== ''
            return (
              <tr key={field} className={differs ? 'differs' : ''}>
                <th scope="row">
                  {shared.fields[field]} {differs && <span className="tag">{words.differs}</span>}
                </th>
                <td>{texts.known === '' ? <span className="muted">–</span> : texts.known}</td>
                <td>{texts.read === '' ? <span className="muted">–</span> : texts.read}</td>
                {choosing && (
                  <td>
                    {choice !== undefined && (
                      <Take
                        choice={choice}
                        side={sideOf(choice, chosen)}
                        texts={texts}
                        onTake={(side) => onTake(field, side)}
                      />
                    )}
                    {choice === undefined && differs && field === 'phone' && words.bothKept}
                  </td>
                )}
              </tr>
            )
          })}
        </tbody>
      </table>
    </TableBox>
  )
}

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
  const textsOf = useTexts(pair)
  const yes = useRef<HTMLButtonElement>(null)
  useEffect(() => yes.current?.focus(), [])
  const stands = pair.choices.map((choice) => {
    const side = sideOf(choice, chosen)
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
  const take = pair.choices.map((choice) => ({ field: choice.field, side: sideOf(choice, chosen) }))
  return (
    <>
      {pair.fileName !== null && <p className="muted">{words.fromFile(pair.fileName)}</p>}
      <PairTable
        pair={pair}
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
