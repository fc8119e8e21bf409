import { isApiProblem } from '../../api/problem.js'
import { useDeals } from '../../i18n/deals.js'
import { ProblemNote } from '../../ui/states.js'
import { useDealRefusal } from './refusal.js'

/** Why nothing was recorded: refused by name with its numbers, no network, or a fault of the program. */
export const DealFailure = ({ error }: { readonly error: unknown }) => {
  const words = useDeals()
  const refusalOf = useDealRefusal()
  if (!error) return null
  const sentence = refusalOf(error)
  if (sentence !== null) {
    return (
      <p className="note note-alarm" role="alert">
        {sentence}
      </p>
    )
  }
  if (isApiProblem(error) && error.code === 'network') {
    return (
      <p className="note note-warn" role="alert">
        {words.offline}
      </p>
    )
  }
  return <ProblemNote error={error} saving />
}
