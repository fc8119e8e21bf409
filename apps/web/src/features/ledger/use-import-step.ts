import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type ArgsOf, call, type Reply } from '../../api/client.js'
import { keyOf } from '../../api/use-api.js'
import { useCommandId } from '../../api/use-command-id.js'

type Step = 'import.accept' | 'import.cancel' | 'import.take-back'
type Choices = ArgsOf<'import.villages'>['body']['choices']
type Columns = readonly { readonly index: number; readonly field: Reply<'import.read'>['columns'][number]['field'] }[]

const useKeep = () => {
  const client = useQueryClient()
  return (info: Reply<'import.read'>): void => {
    client.setQueryData(keyOf('import.read', { params: { id: info.id } }), info)
    for (const id of [
      'import.list',
      'import.rows',
      'board.read',
      'person.list',
      'followup.today',
      'tier.queue',
      'doubtful.list',
    ])
      void client.invalidateQueries({ queryKey: [id] })
  }
}

/** The next step of an import; its answer is the import as it now stands. */
export const useImportStep = (step: Step, id: string) => {
  const keep = useKeep()
  return useMutation({ mutationFn: () => call(step, { params: { id } }), onSuccess: keep })
}

export const useCheck = (id: string) => {
  const keep = useKeep()
  return useMutation({
    mutationFn: ({ columns, asOf }: { readonly columns: Columns; readonly asOf: string | null }) =>
      call('import.check', { params: { id }, body: { columns: [...columns], asOf } }),
    onSuccess: keep,
  })
}

/** Says which villages writings of an import mean; the import goes on from there. */
export const useChooseVillages = (id: string) => {
  const keep = useKeep()
  const commandId = useCommandId()
  return useMutation({
    mutationFn: (choices: Choices) =>
      call('import.villages', { params: { id }, body: { id: commandId({ id, choices }), choices } }),
    onSuccess: (info) => {
      commandId(null)
      keep(info)
    },
  })
}
