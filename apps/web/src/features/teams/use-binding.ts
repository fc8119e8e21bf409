import { useMutation, useQueryClient } from '@tanstack/react-query'
import { call, type Reply } from '../../api/client.js'
import { useCommandId } from '../../api/use-command-id.js'

type Subject = { readonly kind: 'person' | 'household' | 'grid'; readonly subject: string }

export type BindingStep =
  | ({ readonly do: 'bind' | 'unbind'; readonly team: string } & Subject)
  | { readonly do: 'grid'; readonly person: string; readonly grid: string | null }

/** Whatever shows who serves whom. */
const shown = [
  'person.read',
  'household.page',
  'team.list',
  'team.bindings',
  'grid.list',
  'followup.today',
  'person.list',
  'board.read',
]

/** Gives something to a team, takes it away, or puts somebody into a grid; `onDone` once it is recorded. */
export const useBinding = (onDone: () => void) => {
  const client = useQueryClient()
  const idOf = useCommandId()
  return useMutation({
    mutationFn: (step: BindingStep): Promise<Reply<'team.bind'>> => {
      const id = idOf(step)
      if (step.do === 'grid') return call('grid.assign', { params: { id: step.person }, body: { id, grid: step.grid } })
      const { team, kind, subject } = step
      const asked = { params: { id: team }, body: { id, kind, subject } }
      return step.do === 'bind' ? call('team.bind', asked) : call('team.unbind', asked)
    },
    onSuccess: async (answer) => {
      idOf(null)
      await Promise.all(shown.map((id) => client.invalidateQueries({ queryKey: [id] })))
      if (answer.outcome !== 'refused') onDone()
    },
  })
}
