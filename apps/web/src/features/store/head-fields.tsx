import { useStoreWords } from '../../i18n/store.js'
import { Choice, TextField } from '../../ui/form.js'
import { type Act, type ActDraft, needsReason, needsReference } from './draft.js'
import type { HeadField } from './read-line.js'
import { TargetChoice } from './target-choice.js'

type Props = {
  readonly store: string
  readonly act: Act
  readonly draft: ActDraft
  readonly today: string
  readonly errorOf: (field: HeadField) => string | null
  readonly set: (change: Partial<ActDraft>) => void
}

const ChoiceError = ({ error }: { readonly error: string | null }) =>
  error === null ? null : (
    <p className="field">
      <span className="error" role="alert">
        {error}
      </span>
    </p>
  )

/** Where the goods go, or how they are held. */
const Where = ({ store, act, draft, errorOf, set }: Omit<Props, 'today'>) => {
  const words = useStoreWords()
  if (act === 'send') return <TargetChoice store={store} draft={draft} error={errorOf('to')} set={set} />
  if (act === 'receive') {
    return (
      <>
        <Choice
          legend={words.intoChoice}
          name="into"
          value={draft.into === '' ? null : draft.into}
          options={(['free', 'quarantine'] as const).map((value) => ({ value, label: words.into[value] }))}
          onChange={(into) => set({ into })}
        />
        <ChoiceError error={errorOf('into')} />
      </>
    )
  }
  if (act !== 'hold') return null
  return (
    <>
      <Choice
        legend={words.heldChoice}
        name="held"
        value={draft.held === '' ? null : draft.held}
        options={(['quarantine', 'onHold', 'damaged'] as const).map((value) => ({ value, label: words.states[value] }))}
        onChange={(held) => set({ held })}
      />
      <ChoiceError error={errorOf('held')} />
    </>
  )
}

/** Everything beside the lines: where to, with whom, under which paper, why and when. */
export const HeadFields = (props: Props) => {
  const { act, draft, today, errorOf, set } = props
  const words = useStoreWords()
  const isReserved = act === 'unreserve' || (act === 'issue' && draft.reserved)
  const mustExplain = needsReason(act) || draft.lines.some(({ earlier }) => earlier !== '')
  return (
    <>
      <Where {...props} />
      {['receive', 'issue', 'send', 'dispose', 'reserve'].includes(act) && (
        <TextField
          label={words.party[act]}
          hint={words.reasonOptional}
          maxLength={80}
          value={draft.party}
          onChange={(party) => set({ party })}
        />
      )}
      <TextField
        label={needsReference(act) ? words.reserveReference : words.reference}
        {...(needsReference(act) || isReserved ? {} : { hint: words.referenceHint })}
        maxLength={80}
        value={draft.reference}
        // Chosen with the goods: they are reserved under it.
        readOnly={isReserved}
        error={errorOf('reference')}
        onChange={(reference) => set({ reference })}
      />
      <TextField
        label={words.reason}
        {...(mustExplain ? {} : { hint: words.reasonOptional })}
        maxLength={200}
        value={draft.why}
        error={errorOf('why')}
        onChange={(why) => set({ why })}
      />
      <TextField
        label={words.day}
        {...(draft.day === '' || draft.day === today ? { hint: words.dayToday } : {})}
        type="date"
        max={today}
        value={draft.day === '' ? today : draft.day}
        error={errorOf('day')}
        onChange={(day) => set({ day })}
      />
    </>
  )
}
