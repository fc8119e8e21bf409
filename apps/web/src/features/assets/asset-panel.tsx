import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useApi } from '../../api/use-api.js'
import { Panel } from '../../app/page.js'
import { assetSearch } from '../../app/search-assets.js'
import { useAssets } from '../../i18n/assets.js'
import { Loaded } from '../../ui/states.js'
import { useGoodsWords } from '../deals/use-many.js'
import { useName } from '../facilities/use-name.js'
import { AssetFacts, AssetHistory, Whereabouts } from './asset-facts.js'
import { StateMarks } from './state-marks.js'
import type { AssetPage } from './types.js'

const One = ({ page }: { readonly page: AssetPage }) => {
  const words = useAssets()
  const { named } = useGoodsWords()
  const nameOf = useName()
  const { place } = assetSearch(useSearch({ from: '/devices' }))
  return (
    <div className="stack">
      <h2 className="panel-title">
        {named(page.kind)} <span className="num">{page.serial}</span>
      </h2>
      <StateMarks row={page} />
      <Whereabouts row={page} />
      <p className="between">
        <span>
          {nameOf(page.store)} <span className="muted">{page.store.county.name}</span>
        </span>
        <Link
          to="/stores/$id"
          params={{ id: page.store.id }}
          search={place === undefined ? {} : { place }}
          className="btn btn-quiet"
        >
          {words.toStore}
        </Link>
      </p>
      <AssetFacts row={page} />
      <h3>{words.history}</h3>
      <AssetHistory page={page} />
    </div>
  )
}

/** One device at the desk (E9): whether it can be used, and what was said of it. */
export const AssetPanel = () => {
  const { store, item } = useParams({ from: '/devices/$store/$item' })
  const search = assetSearch(useSearch({ from: '/devices' }))
  const navigate = useNavigate()
  const words = useAssets()
  const query = useApi('asset.read', { params: { id: store, item } })
  return (
    <Panel
      key={`${store}/${item}`}
      label={words.panel}
      onClose={() => void navigate({ to: '/devices', search, resetScroll: false })}
    >
      <Loaded query={query}>{(page) => <One page={page} />}</Loaded>
    </Panel>
  )
}
