import { type FormEvent, useState } from 'react'
import { useApi } from '../../api/use-api.js'
import { useBindingWords } from '../../i18n/bindings.js'
import { PlaceSelect } from '../../ui/place-select.js'
import { Loaded } from '../../ui/states.js'
import { useToast } from '../../ui/toast.js'
import { useMay } from '../session/session.js'
import { BindingNote } from './binding-note.js'
import type { ServedSubject } from './served-subject.js'
import { useBinding } from './use-binding.js'

type Props = { readonly about: ServedSubject }

const Put = ({ about, village }: Props & { readonly village: string }) => {
  const words = useBindingWords()
  const toast = useToast()
  const [grid, setGrid] = useState(about.grid?.id ?? '')
  const query = useApi('grid.list', { query: { village } })
  const change = useBinding(() => toast({ text: words.gridSaved }))
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    change.mutate({ do: 'grid', person: about.person, grid: grid === '' ? null : grid })
  }
  return (
    <Loaded query={query} rows={1}>
      {({ grids }) =>
        grids.length === 0 ? (
          <p className="muted small">{words.gridsNone}</p>
        ) : (
          <form className="stack narrow" onSubmit={submit}>
            <PlaceSelect
              label={words.putIn}
              empty={words.noGrid}
              places={grids.map(({ id, name }) => ({ code: id, name }))}
              value={grid}
              onChange={setGrid}
            />
            <button
              type="submit"
              className="btn"
              style={{ alignSelf: 'start' }}
              disabled={change.isPending || grid === (about.grid?.id ?? '')}
            >
              {words.gridSave}
            </button>
            <BindingNote change={change} />
          </form>
        )
      }
    </Loaded>
  )
}

/** The grid that somebody is in with their household; who manages the township puts them into another of the village. */
export const GridOf = ({ about }: Props) => {
  const words = useBindingWords()
  const may = useMay()('team.manage')
  const village = about.chain.find(({ code }) => code.length === 12)?.code
  if (may && village !== undefined) return <Put key={about.grid?.id ?? ''} about={about} village={village} />
  return about.grid === null ? null : (
    <p className="muted">
      {words.grid} · {about.grid.name}
    </p>
  )
}
