import { type FormEvent, useState } from 'react'
import { placeInUrl } from '../../api/path.js'
import { useApi } from '../../api/use-api.js'
import { useBindingWords } from '../../i18n/bindings.js'
import { useWords } from '../../i18n/i18n.js'
import { Choice, focusFirstWrong } from '../../ui/form.js'
import { PlaceSelect } from '../../ui/place-select.js'
import { Loaded } from '../../ui/states.js'
import { useToast } from '../../ui/toast.js'
import { useMay } from '../session/session.js'
import { BindingNote } from './binding-note.js'
import { GridOf } from './grid-of.js'
import type { Scope, ServedSubject } from './served-subject.js'
import { useBinding } from './use-binding.js'

type GiveProps = { readonly about: ServedSubject; readonly township: string; readonly onDone: () => void }

const Give = ({ about, township, onDone }: GiveProps) => {
  const words = useBindingWords()
  const { common } = useWords()
  const toast = useToast()
  const kinds = (['person', 'household'] as const).filter((kind) => about.scopes[kind] !== undefined)
  const [kind, setKind] = useState<Scope>(kinds.at(-1) ?? 'person')
  const [team, setTeam] = useState('')
  const [checked, setChecked] = useState(false)
  const query = useApi('team.list', { query: { place: placeInUrl(township) } })
  const others = (query.data?.teams ?? []).filter(({ id }) => id !== about.team?.id)
  const change = useBinding(() => {
    toast({ text: words.given(others.find(({ id }) => id === team)?.name ?? '') })
    onDone()
  })
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    setChecked(true)
    const subject = about.scopes[kind]
    if (team === '' || subject === undefined) focusFirstWrong(event.currentTarget)
    else change.mutate({ do: 'bind', team, kind, subject })
  }
  return (
    <form className="stack narrow" onSubmit={submit} noValidate>
      <Loaded query={query} rows={2}>
        {() =>
          others.length === 0 ? (
            <p className="note">{words.noOther}</p>
          ) : (
            <>
              {kinds.length > 1 && (
                <Choice
                  legend={words.whom}
                  name="scope"
                  value={kind}
                  options={kinds.map((value) => ({ value, label: words.scopes[value] }))}
                  onChange={setKind}
                />
              )}
              <PlaceSelect
                label={words.toTeam}
                empty={words.choose}
                places={others.map(({ id, name }) => ({ code: id, name }))}
                value={team}
                error={checked && team === '' ? words.chooseTeam : null}
                onChange={setTeam}
              />
              <button type="submit" className="btn btn-main" disabled={change.isPending}>
                {words.save}
              </button>
            </>
          )
        }
      </Loaded>
      <BindingNote change={change} />
      <button type="button" className="btn btn-quiet" onClick={onDone}>
        {common.cancel}
      </button>
    </form>
  )
}

/** Offered where the binding is this one's own: what the grid or the village gives is taken away there. */
const TakeAway = ({ about }: { readonly about: ServedSubject }) => {
  const words = useBindingWords()
  const toast = useToast()
  const change = useBinding(() => toast({ text: words.taken }))
  const { team, because } = about
  if (team === null || (because !== 'person' && because !== 'household')) return null
  const subject = about.scopes[because]
  if (subject === undefined) return null
  return (
    <div className="stack">
      <button
        type="button"
        className="btn"
        style={{ alignSelf: 'start' }}
        disabled={change.isPending}
        onClick={() => change.mutate({ do: 'unbind', team: team.id, kind: because, subject })}
      >
        {words.takeAwayOf(about.name, team.name)}
      </button>
      <p className="muted small">{words.takeAwayHint}</p>
      <BindingNote change={change} />
    </div>
  )
}

const Actions = ({ about, township }: { readonly about: ServedSubject; readonly township: string }) => {
  const words = useBindingWords()
  const [giving, setGiving] = useState(false)
  if (giving) return <Give about={about} township={township} onDone={() => setGiving(false)} />
  return (
    <>
      <button type="button" className="btn" style={{ alignSelf: 'start' }} onClick={() => setGiving(true)}>
        {words.give}
      </button>
      <TakeAway about={about} />
    </>
  )
}

/** Who serves a person or a household and by which binding (K2); who manages the township gives them to another team. */
export const ServedBy = ({ about }: { readonly about: ServedSubject }) => {
  const words = useBindingWords()
  const may = useMay()('team.manage')
  const { team, because, chain } = about
  const township = chain.find(({ code }) => code.length === 9)?.code
  return (
    <section className="card stack served-by" aria-labelledby="served-title">
      <h2 id="served-title">{words.title}</h2>
      {team === null ? (
        <p className="alarm-text">{words.nobody}</p>
      ) : (
        <p>{because === null ? team.name : words.servedBy(team.name, words.because[because])}</p>
      )}
      {may && township !== undefined && <Actions key={team?.id ?? ''} about={about} township={township} />}
      <GridOf about={about} />
    </section>
  )
}
