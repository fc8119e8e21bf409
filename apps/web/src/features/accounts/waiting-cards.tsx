import { useI18n } from '../../i18n/i18n.js'
import { ProblemNote } from '../../ui/states.js'
import { CardSheet } from './card-sheet.js'
import type { Account } from './use-accounts.js'
import { useCards } from './use-cards.js'
import { useStaffWords } from './use-staff-words.js'

type Props = {
  readonly listed: readonly Account[]
  readonly selected: ReadonlySet<string>
  readonly onSelect: (ids: ReadonlySet<string>) => void
}

/** New cards for those who have not set a password: chosen one by one, or all that are listed. */
export const WaitingCards = ({ listed, selected, onSelect }: Props) => {
  const words = useStaffWords()
  const { number } = useI18n()
  const { make, done } = useCards()
  const chosen = listed.filter((row) => selected.has(row.id)).map((row) => row.id)
  const all = listed.length > 0 && chosen.length === listed.length
  return (
    <div className="stack">
      {make.error && <ProblemNote error={make.error} saving />}
      {make.isPending && <p role="status">{words.cardsMaking(number(done + 1), number(chosen.length))}</p>}
      <p className="line">
        <label className="line">
          <input
            type="checkbox"
            checked={all}
            onChange={() => onSelect(new Set(all ? [] : listed.map((row) => row.id)))}
          />
          {words.selectAll}
        </label>
        <button
          type="button"
          className="btn btn-main"
          disabled={chosen.length === 0 || make.isPending}
          onClick={() => make.mutate(chosen)}
        >
          {words.cards(number(chosen.length))}
        </button>
      </p>
      {make.data !== undefined && (
        <CardSheet
          made={make.data}
          onClose={() => {
            make.reset()
            onSelect(new Set())
          }}
        />
      )}
    </div>
  )
}
