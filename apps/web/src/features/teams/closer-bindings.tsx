import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Reply } from '../../api/client.js'
import { useApi } from '../../api/use-api.js'
import { useBindingWords } from '../../i18n/bindings.js'
import { useI18n } from '../../i18n/i18n.js'
import { Loaded } from '../../ui/states.js'
import { useToast } from '../../ui/toast.js'
import { useMay } from '../session/session.js'
import { BindingNote } from './binding-note.js'
import { type BindingStep, useBinding } from './use-binding.js'

type Team = Reply<'team.list'>['teams'][number]
type Told = Reply<'team.bindings'>

type OneProps = {
  readonly name: string
  readonly team: Team
  readonly busy: boolean
  readonly onTake: (() => void) | null
  readonly children: ReactNode
}

const One = ({ name, team, busy, onTake, children }: OneProps) => {
  const words = useBindingWords()
  return (
    <li className="between">
      <span className="line">{children}</span>
      {onTake !== null && (
        <button
          type="button"
          className="btn btn-quiet small"
          aria-label={words.takeAwayOf(name, team.name)}
          disabled={busy}
          onClick={onTake}
        >
          {words.takeAway}
        </button>
      )}
    </li>
  )
}

const Lines = ({ team, told }: { readonly team: Team; readonly told: Told }) => {
  const words = useBindingWords()
  const { words: base, number } = useI18n()
  const may = useMay()('team.manage')
  const toast = useToast()
  const change = useBinding(() => toast({ text: words.taken }))
  const taking = (kind: Extract<BindingStep, { do: 'bind' | 'unbind' }>['kind'], subject: string) =>
    may ? () => change.mutate({ do: 'unbind', team: team.id, kind, subject }) : null
  const line = { team, busy: change.isPending }
  const namesOf = (one: Told['households'][number]): string => one.names.join(base.listSeparator)
  if (told.grids.length + told.households.length + told.people.length === 0)
    return <p className="muted">{words.closerNone}</p>
  return (
    <>
      <p className="muted small">{words.closerHint}</p>
      <ul className="stack">
        {told.grids.map((grid) => (
          <One key={grid.id} {...line} name={grid.name} onTake={taking('grid', grid.id)}>
            <span className="tag">{words.grid}</span> {grid.village.name} {grid.name}
            <span className="muted small num">{words.gridPeople(number(grid.people))}</span>
          </One>
        ))}
        {told.households.map((one) => (
          <One key={one.id} {...line} name={words.household(namesOf(one))} onTake={taking('household', one.id)}>
            <Link to="/households/$id" params={{ id: one.id }}>
              {words.household(namesOf(one))}
            </Link>
            <span className="muted small">{one.village?.name}</span>
          </One>
        ))}
        {told.people.map((one) => (
          <One key={one.id} {...line} name={one.name} onTake={taking('person', one.id)}>
            <Link to="/people/$id" params={{ id: one.id }}>
              {one.name}
            </Link>
            <span className="muted small">{one.village?.name}</span>
          </One>
        ))}
      </ul>
      <BindingNote change={change} />
    </>
  )
}

/** Whether a team serves anything besides its villages. */
export const hasCloser = ({ closer }: Team): boolean => closer.grids + closer.households + closer.people > 0

/** What a team serves besides its villages (K2), each with the way to take it away. */
export const CloserBindings = ({ team }: { readonly team: Team }) => {
  const words = useBindingWords()
  const query = useApi('team.bindings', { params: { id: team.id } })
  return (
    <section className="stack closer" aria-labelledby="closer-title">
      <h3 id="closer-title">{words.closerTitle}</h3>
      <Loaded query={query} rows={2}>
        {(told) => <Lines team={team} told={told} />}
      </Loaded>
    </section>
  )
}
