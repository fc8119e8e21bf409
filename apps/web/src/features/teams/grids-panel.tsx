import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { v7 as uuidv7 } from 'uuid'
import { call, type Reply } from '../../api/client.js'
import { placeInUrl } from '../../api/path.js'
import { useApi } from '../../api/use-api.js'
import { Panel } from '../../app/page.js'
import { usePlace } from '../../app/use-place.js'
import { useBindingWords } from '../../i18n/bindings.js'
import { useI18n } from '../../i18n/i18n.js'
import { focusFirstWrong, TextField } from '../../ui/form.js'
import { PlaceSelect } from '../../ui/place-select.js'
import { Loaded, ProblemNote } from '../../ui/states.js'
import { useToast } from '../../ui/toast.js'
import { BindingNote } from './binding-note.js'
import { TownshipChoice } from './township-choice.js'
import { useBinding } from './use-binding.js'

type Grid = Reply<'grid.list'>['grids'][number]
type Teams = Reply<'team.list'>['teams']

type NameProps = {
  readonly label: string
  readonly send: string
  readonly value: string
  readonly pending: boolean
  readonly onSend: (name: string) => void
}

const NameForm = ({ label, send, value, pending, onSend }: NameProps) => {
  const { grids: words } = useBindingWords()
  const [name, setName] = useState(value)
  const [checked, setChecked] = useState(false)
  const blank = name.trim() === ''
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    setChecked(true)
    if (blank) focusFirstWrong(event.currentTarget)
    else onSend(name.trim())
  }
  return (
    <form className="stack" onSubmit={submit} noValidate>
      <TextField
        label={label}
        maxLength={40}
        value={name}
        error={checked && blank ? words.needName : null}
        onChange={setName}
      />
      <button type="submit" className="btn" style={{ alignSelf: 'start' }} disabled={pending}>
        {send}
      </button>
    </form>
  )
}

const useGridsAnew = () => {
  const client = useQueryClient()
  return async (): Promise<void> => {
    for (const id of ['grid.list', 'team.bindings']) await client.invalidateQueries({ queryKey: [id] })
  }
}

const Rename = ({ grid, onDone }: { readonly grid: Grid; readonly onDone: () => void }) => {
  const { grids: words } = useBindingWords()
  const anew = useGridsAnew()
  const toast = useToast()
  const rename = useMutation({
    mutationFn: (name: string) => call('grid.rename', { params: { id: grid.id }, body: { name } }),
    onSuccess: async () => {
      await anew()
      toast({ text: words.renamed })
      onDone()
    },
  })
  return (
    <>
      <NameForm
        label={words.name}
        send={words.rename}
        value={grid.name}
        pending={rename.isPending}
        onSend={(name) => rename.mutate(name)}
      />
      {rename.error && <ProblemNote error={rename.error} saving />}
    </>
  )
}

const GiveGrid = ({ grid, teams }: { readonly grid: Grid; readonly teams: Teams }) => {
  const words = useBindingWords()
  const toast = useToast()
  const change = useBinding(() => toast({ text: words.gridSaved }))
  const give = (team: string): void => {
    const subject = { kind: 'grid', subject: grid.id } as const
    if (team !== '') change.mutate({ do: 'bind', team, ...subject })
    else if (grid.team !== null) change.mutate({ do: 'unbind', team: grid.team.id, ...subject })
  }
  return (
    <>
      <PlaceSelect
        label={words.toTeam}
        empty={words.grids.ofVillage}
        places={teams.map(({ id, name }) => ({ code: id, name }))}
        value={grid.team?.id ?? ''}
        onChange={give}
      />
      <BindingNote change={change} />
    </>
  )
}

const One = ({ grid, teams }: { readonly grid: Grid; readonly teams: Teams }) => {
  const words = useBindingWords()
  const { number } = useI18n()
  const [renaming, setRenaming] = useState(false)
  return (
    <li className="card stack">
      <p className="line">
        <strong>{grid.name}</strong>
        <span className="muted small num">{words.gridPeople(number(grid.people))}</span>
      </p>
      <GiveGrid grid={grid} teams={teams} />
      {renaming ? (
        <Rename grid={grid} onDone={() => setRenaming(false)} />
      ) : (
        <button
          type="button"
          className="btn btn-quiet small"
          style={{ alignSelf: 'start' }}
          aria-label={words.grids.renameOf(grid.name)}
          onClick={() => setRenaming(true)}
        >
          {words.grids.rename}
        </button>
      )}
    </li>
  )
}

const Create = ({ village }: { readonly village: string }) => {
  const { grids: words } = useBindingWords()
  const anew = useGridsAnew()
  const toast = useToast()
  const [id, setId] = useState(() => uuidv7())
  const create = useMutation({
    mutationFn: (name: string) => call('grid.create', { body: { id, village, name } }),
    onSuccess: async ({ name }) => {
      await anew()
      setId(uuidv7())
      toast({ text: words.created(name) })
    },
  })
  return (
    <section className="stack">
      <NameForm
        key={id}
        label={words.name}
        send={words.create}
        value=""
        pending={create.isPending}
        onSend={(name) => create.mutate(name)}
      />
      {create.error && <ProblemNote error={create.error} saving />}
    </section>
  )
}

const OfVillage = ({ village, teams }: { readonly village: string; readonly teams: Teams }) => {
  const { grids: words } = useBindingWords()
  const query = useApi('grid.list', { query: { village } })
  return (
    <>
      <Loaded query={query} rows={2}>
        {({ grids }) =>
          grids.length === 0 ? (
            <p className="muted">{words.empty}</p>
          ) : (
            <ul className="stack">
              {grids.map((grid) => (
                <One key={grid.id} grid={grid} teams={teams} />
              ))}
            </ul>
          )
        }
      </Loaded>
      <Create village={village} />
    </>
  )
}

const InTownship = ({ township }: { readonly township: string }) => {
  const { grids: words } = useBindingWords()
  const [village, setVillage] = useState('')
  const places = useApi('division.read', { params: { code: township } }, { staleTime: 3_600_000 })
  const teams = useApi('team.list', { query: { place: placeInUrl(township) } })
  return (
    <>
      <Loaded query={places} rows={1}>
        {({ children }) => (
          <PlaceSelect
            label={words.village}
            empty={words.choose}
            places={children}
            value={village}
            onChange={setVillage}
          />
        )}
      </Loaded>
      {village !== '' && (
        <Loaded query={teams} rows={2}>
          {(data) => <OfVillage key={village} village={village} teams={data.teams} />}
        </Loaded>
      )}
    </>
  )
}

/** Grids of a township's villages: made, named and given to teams (K2). */
export const GridsPanel = () => {
  const { grids: words } = useBindingWords()
  const search = useSearch({ from: '/teams' })
  const navigate = useNavigate()
  const place = usePlace()
  return (
    <Panel label={words.title} onClose={() => void navigate({ to: '/teams', search, resetScroll: false })}>
      <div className="stack">
        <h2 className="panel-title">{words.title}</h2>
        <p className="muted">{words.intro}</p>
        {place.length < 9 ? (
          <TownshipChoice county={place} to="/teams/grids" />
        ) : (
          <InTownship key={place} township={place.slice(0, 9)} />
        )}
      </div>
    </Panel>
  )
}
