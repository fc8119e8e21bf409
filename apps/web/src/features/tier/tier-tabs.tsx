import { Link } from '@tanstack/react-router'
import { placeInUrl } from '../../api/path.js'
import { useI18n } from '../../i18n/i18n.js'
import { useOverrideWords } from '../../i18n/overrides.js'

type Props = {
  readonly place: string
  readonly at: 'queue' | 'due' | 'all'
  /** How many judgements wait; left out while it is not known. */
  readonly reviews?: number | undefined
}

/** What waits by villages, judgements to review, and all judgements. */
export const TierTabs = ({ place, at, reviews }: Props) => {
  const words = useOverrideWords()
  const { number } = useI18n()
  const search = { place: placeInUrl(place) }
  const current = (name: Props['at']) => (name === at ? 'page' : undefined)
  const count = reviews === undefined || reviews === 0 ? '' : ` ${number(reviews)}`
  const exact = { exact: true }
  return (
    <nav className="tabs" aria-label={words.tabs}>
      <Link to="/tier" search={search} activeOptions={exact} className="tab" aria-current={current('queue')}>
        {words.queue}
      </Link>
      <Link to="/tier/overrides" search={search} activeOptions={exact} className="tab" aria-current={current('due')}>
        {words.due}
        <span className="num">{count}</span>
      </Link>
      <Link
        to="/tier/overrides"
        search={{ ...search, shown: 'all' }}
        activeOptions={exact}
        className="tab"
        aria-current={current('all')}
      >
        {words.all}
      </Link>
    </nav>
  )
}
