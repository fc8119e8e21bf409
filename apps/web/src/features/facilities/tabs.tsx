import { Link } from '@tanstack/react-router'
import { useDesk } from '../../i18n/desk.js'
import { useMay } from '../session/session.js'

type Props = { readonly current: 'list' | 'tree'; readonly place: string | undefined }

/** Institutions and trees are two sides of one thing; who may not see the trees has no tabs. */
export const FacilityTabs = ({ current, place }: Props) => {
  const { facilities: words } = useDesk()
  const may = useMay()
  if (!may('organisation.read')) return null
  const search = place === undefined ? {} : { place }
  return (
    <nav className="tabs" aria-label={words.tabs}>
      {/* Marked by us: the list stays the present page while an institution is open beside it. */}
      <Link
        to="/facilities"
        search={search}
        activeOptions={{ exact: true }}
        className="tab"
        aria-current={current === 'list' ? 'page' : undefined}
      >
        {words.listTab}
      </Link>
      <Link
        to="/facilities/organisations"
        search={search}
        activeOptions={{ exact: true }}
        className="tab"
        aria-current={current === 'tree' ? 'page' : undefined}
      >
        {words.treeTab}
      </Link>
    </nav>
  )
}
