import type { AssetState } from '@lianfang/domain/supply'
import { useState } from 'react'
import { usePages } from '../../api/use-api.js'
import { FieldHeading } from '../../app/field-parts.js'
import { FieldLink } from '../../app/field-router.js'
import { useAssets } from '../../i18n/assets.js'
import { useI18n } from '../../i18n/i18n.js'
import { useStoreWords } from '../../i18n/store.js'
import { TextField } from '../../ui/form.js'
import { PagedList } from '../../ui/paged-list.js'
import { EmptyState } from '../../ui/states.js'
import { Whereabouts } from '../assets/asset-facts.js'
import { StateMarks } from '../assets/state-marks.js'
import type { AssetRow } from '../assets/types.js'
import { OfStore, StoreParts } from './store-top.js'
import { useGoods } from './use-store.js'

const chips = ['ready', 'inUse', 'fault', 'maintenance', 'notTold', 'onLoan'] as const satisfies readonly AssetState[]

const Device = ({ id, row }: { readonly id: string; readonly row: AssetRow }) => {
  const words = useAssets()
  const { nameOf } = useGoods()
  return (
    <li className="card stack r-tight">
      <h2>
        <FieldLink to={`${id}/device/${row.item}`}>
          {nameOf(row.kind)} <span className="num">{words.serial(row.serial)}</span>
        </FieldLink>
      </h2>
      <StateMarks row={row} />
      <Whereabouts row={row} />
    </li>
  )
}

const Devices = ({ id }: { readonly id: string }) => {
  const words = useAssets()
  const store = useStoreWords()
  const { number } = useI18n()
  const [state, setState] = useState<AssetState | undefined>(undefined)
  const [text, setText] = useState('')
  const sought = text.trim()
  const query = usePages('asset.here', {
    params: { id },
    query: { ...(state === undefined ? {} : { state }), ...(sought === '' ? {} : { text: sought }) },
  })
  return (
    <>
      <TextField label={words.search} type="search" autoCapitalize="characters" value={text} onChange={setText} />
      <fieldset className="s-chips">
        <legend className="sr">{words.state}</legend>
        {chips.map((one) => (
          <button
            key={one}
            type="button"
            className="chip"
            aria-pressed={state === one}
            onClick={() => setState(state === one ? undefined : one)}
          >
            {words.states[one]}
          </button>
        ))}
      </fieldset>
      <PagedList
        query={query}
        big
        shown={(n) => store.shown(number(n))}
        empty={
          <EmptyState title={state === undefined && sought === '' ? words.empty : words.emptyFilter}>
            {state === undefined && sought === '' && <p>{words.emptyHint}</p>}
          </EmptyState>
        }
      >
        {(rows) => (
          <ul className="stack">
            {rows.map((row) => (
              <Device key={row.id} id={id} row={row} />
            ))}
          </ul>
        )}
      </PagedList>
    </>
  )
}

/** Devices of a store, each with whether it can be used (E9). */
export const DevicesPage = ({ id }: { readonly id: string }) => (
  <OfStore id={id}>
    {(_store, name) => (
      <>
        <FieldHeading title={name} back />
        <StoreParts id={id} name={name} at="devices" />
        <Devices id={id} />
      </>
    )}
  </OfStore>
)
