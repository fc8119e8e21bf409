import { Link } from '@tanstack/react-router'
import { useDesk } from '../../i18n/desk.js'
import { useMay } from '../session/session.js'

type Props = { readonly place: string | undefined }

/** Institutions and trees are two sides of one thing; who may not see the trees has no tabs. */
export const FacilityTabs = ({ place }: Props) => {
  const { facilities: words } = useDesk()
  const may = useMay()
  if (!may('organisation.read')) return null
  const search = place === undefined ? {} : { place }
  return (
    <nav className="tabs" aria-label={words.tabs}>
      <Link to="/facilities" search={search} activeOptions={{ exact: true, includeSearch: false }} className="tab">
        {words.listTab}
      </Link>
      <Link to="/facilities/organisations" search={search} activeOptions={{ includeSearch: false }} className="tab">
        {words.treeTab}
      </Link>
    </nav>
  )
}
