import { useMutation, useQueryClient } from '@tanstack/react-query'
import { call, type Reply } from '../../api/client.js'
import { useDesk } from '../../i18n/desk.js'
import { useToast } from '../../ui/toast.js'

type Day = Reply<'check.day'>
export type Callback = Day['callbacks'][number]
export type Pattern = Day['patterns'][number]
export type Result = NonNullable<Callback['result']>['result']
export type Verdict = NonNullable<Pattern['seen']>['verdict']

/** Says that it is saved and waits for the day as it stands then, so that the card shows what the server has. */
const useSaved = () => {
  const client = useQueryClient()
  const toast = useToast()
  return async (said: string, onDone: () => void): Promise<void> => {
    toast({ text: said })
    // What was denied or is wrong is owed again: persons and lists are read anew.
    void client.invalidateQueries({ queryKey: ['person.read'] })
    void client.invalidateQueries({ queryKey: ['followup.today'] })
    await client.invalidateQueries({ queryKey: ['check.day'] })
    onDone()
  }
}

export const useRecordCallback = ({ followup, name }: Callback, onDone: () => void) => {
  const { checks: words } = useDesk()
  const saved = useSaved()
  return useMutation({
    mutationFn: (body: { readonly result: Result; readonly note: string | null }) =>
      call('check.callback', { params: { id: followup }, body }),
    onSuccess: () => saved(words.saved(name), onDone),
  })
}

export const useRecordPattern = ({ account, kind, beganAt }: Pattern, township: string, onDone: () => void) => {
  const { checks: words } = useDesk()
  const saved = useSaved()
  return useMutation({
    mutationFn: (body: { readonly verdict: Verdict; readonly note: string }) =>
      call('check.pattern', { body: { township, account, kind, beganAt, ...body } }),
    onSuccess: () => saved(words.patternSaved, onDone),
  })
}
