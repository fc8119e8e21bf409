import { type AssetAct, assetActs } from '@lianfang/domain/supply'
import { useApi } from '../../api/use-api.js'
import { FieldHeading } from '../../app/field-parts.js'
import { FieldLink } from '../../app/field-router.js'
import { useAssets } from '../../i18n/assets.js'
import { EmptyState, Loaded } from '../../ui/states.js'
import { AssetFacts, AssetHistory, Whereabouts } from '../assets/asset-facts.js'
import { offeredActs } from '../assets/offered-acts.js'
import { StateMarks } from '../assets/state-marks.js'
import type { AssetPage } from '../assets/types.js'
import { DeviceSay } from './device-say.js'
import { OfStore } from './store-top.js'
import { useGoods } from './use-store.js'

type OneProps = { readonly id: string; readonly page: AssetPage }

const Acts = ({ id, page }: OneProps) => {
  const words = useAssets()
  if (!page.may.write) return <p className="note">{words.readOnly}</p>
  const acts = offeredActs(page)
  if (acts.length === 0) return <p className="note">{words.backFirst}</p>
  return (
    <nav className="s-acts" aria-label={words.what}>
      {acts.map((act, i) => (
        <FieldLink
          key={act}
          to={`${id}/device/${page.item}/${act}`}
          className={i === 0 ? 'btn btn-main btn-big' : 'btn btn-big'}
        >
          {words.acts[act]}
        </FieldLink>
      ))}
    </nav>
  )
}

const One = ({ id, page }: OneProps) => {
  const words = useAssets()
  return (
    <div className="stack-wide">
      <div className="stack">
        <StateMarks row={page} />
        <Whereabouts row={page} />
      </div>
      <Acts id={id} page={page} />
      <AssetFacts row={page} />
      <section className="stack" aria-labelledby="device-history">
        <h2 id="device-history">{words.history}</h2>
        <AssetHistory page={page} />
      </section>
    </div>
  )
}

const isAct = (text: string): text is AssetAct => assetActs.some((act) => act === text)

type Props = { readonly id: string; readonly item: string; readonly what: string }

/** One device of a store (E9): whether it can be used and why not; what can be said of it. */
export const DevicePage = ({ id, item, what }: Props) => {
  const words = useAssets()
  const { nameOf } = useGoods()
  const query = useApi('asset.read', { params: { id, item } })
  return (
    <OfStore id={id}>
      {(_store, name) => (
        <Loaded query={query}>
          {(page) => {
            const device = `${nameOf(page.kind)} ${page.serial}`
            if (what === '')
              return (
                <>
                  <FieldHeading title={device} aside={name} back />
                  <One id={id} page={page} />
                </>
              )
            return isAct(what) ? (
              <>
                <FieldHeading title={words.acts[what]} aside={device} back />
                <DeviceSay key={what} store={id} page={page} what={what} />
              </>
            ) : (
              <EmptyState title={words.emptyFilter} />
            )
          }}
        </Loaded>
      )}
    </OfStore>
  )
}
