import { useMutation, useQueryClient } from '@tanstack/react-query'
import { v7 as uuidv7 } from 'uuid'
import { call, type Reply } from '../../api/client.js'
import { useDesk } from '../../i18n/desk.js'
import { useI18n } from '../../i18n/i18n.js'
import { useToast } from '../../ui/toast.js'

export type Move = Reply<'move.list'>['rows'][number]
export type Answer =
  | { readonly accept: true; readonly village: string }
  | { readonly accept: false; readonly reason: string }

/** After an answer: lists, the number on the rail and the people of both townships are read anew. */
const useSettled = () => {
  const client = useQueryClient()
  const toast = useToast()
  const { words, shared } = useI18n()
  const refusals: Readonly<Record<string, string>> = shared.refusals
  return (answer: Reply<'move.decide'>, said: string): void => {
    toast({ text: answer.outcome === 'refused' ? (refusals[answer.reason] ?? words.errors.notSaved) : said })
    const stale = ['move.list', 'move.waiting', 'person.list', 'person.read', 'followup.today']
    for (const id of stale) void client.invalidateQueries({ queryKey: [id] })
  }
}

export const useDecide = (move: Move) => {
  const { moves: words } = useDesk()
  const settled = useSettled()
  return useMutation({
    mutationFn: (answer: Answer) => call('move.decide', { params: { id: move.id }, body: { id: uuidv7(), ...answer } }),
    onSuccess: (reply, { accept }) => settled(reply, accept ? words.accepted(move.name) : words.refused(move.name)),
  })
}

export const useWithdraw = (move: Move) => {
  const { moves: words } = useDesk()
  const settled = useSettled()
  return useMutation({
    mutationFn: () => call('move.withdraw', { params: { id: move.id } }),
    onSuccess: (reply) => settled(reply, words.withdrawn(move.name)),
  })
}
