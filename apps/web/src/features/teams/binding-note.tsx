import { useBindingWords } from '../../i18n/bindings.js'
import { ProblemNote } from '../../ui/states.js'
import type { useBinding } from './use-binding.js'

/** What came of a change of bindings, where it was not recorded. */
export const BindingNote = ({ change }: { readonly change: ReturnType<typeof useBinding> }) => {
  const words = useBindingWords()
  if (change.error) return <ProblemNote error={change.error} saving />
  if (change.data?.outcome !== 'refused') return null
  return (
    <p role="alert" className="note note-warn">
      {words.refusals[change.data.reason]}
    </p>
  )
}
