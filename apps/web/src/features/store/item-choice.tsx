import { useI18n } from '../../i18n/i18n.js'
import { useStoreWords } from '../../i18n/store.js'
import { TextField } from '../../ui/form.js'
import type { LineDraft } from './draft.js'
import type { Option } from './options.js'
import { useGoods, useItemWords } from './use-store.js'

type Props = {
  readonly line: LineDraft
  readonly reference: string
  readonly options: readonly Option[]
  /** Whether the choice can be left to the book. */
  readonly mayLeave: boolean
  readonly hasMore: boolean
  readonly text: string
  readonly error: string | null
  readonly onText: (text: string) => void
  /** Null: the book chooses. */
  readonly onChoose: (option: Option | null) => void
}

// From here on somebody looks for a number rather than along the list.
const many = 8

/** Which lot or unit: what can be chosen, the first to expire first. */
export const ItemChoice = ({ line, reference, options, mayLeave, hasMore, text, error, onText, onChoose }: Props) => {
  const words = useStoreWords()
  const { number } = useI18n()
  const itemWords = useItemWords()
  const goods = useGoods()
  const thereOf = ({ row, state, there, reference: of }: Option): string => {
    if (of !== null) return words.reservedFor(of, goods.many(there, row.kind))
    const n = goods.many(there, row.kind)
    if (row.available > 0 && state === 'free') return words.availableOf(n)
    const [first] = row.excluded.filter(({ why }) => why === 'recalled' || why === 'expired')
    const said = state === 'free' && first !== undefined ? words.why[first.why] : words.states[state]
    return words.thereOf(said, number(there))
  }
  const isChosen = ({ row, state, reference: of }: Option): boolean =>
    line.item === row.id && line.state === state && (of === null || of === reference)
  return (
    <>
      {(options.length > many || text !== '' || hasMore) && (
        <TextField label={words.findItem} type="search" value={text} onChange={onText} />
      )}
      <fieldset className="field" aria-invalid={error === null ? undefined : true}>
        <legend>{mayLeave ? words.which : words.whichGoods}</legend>
        <div className="stack r-tight">
          {mayLeave && (
            <label className="s-pick">
              <input type="radio" name="item" checked={line.item === ''} onChange={() => onChoose(null)} />
              <span>{words.bookChooses}</span>
            </label>
          )}
          {options.map((option) => (
            <label key={`${option.row.id} ${option.state} ${option.reference ?? ''}`} className="s-pick">
              <input type="radio" name="item" checked={isChosen(option)} onChange={() => onChoose(option)} />
              <span>
                {itemWords(option.row)}
                <span className="muted num"> · {thereOf(option)}</span>
              </span>
            </label>
          ))}
        </div>
        {hasMore && <p className="muted">{words.moreItems}</p>}
        {options.length === 0 && !mayLeave && <p className="muted">{words.nothingToTake}</p>}
        {error !== null && (
          <span className="error" role="alert">
            {error}
          </span>
        )}
      </fieldset>
    </>
  )
}
