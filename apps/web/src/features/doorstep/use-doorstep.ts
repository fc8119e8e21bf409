import type { DoorstepError } from '@lianfang/domain/care'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { v7 as uuidv7 } from 'uuid'
import { call } from '../../api/client.js'
import { useDoorstepWords } from '../../i18n/doorstep.js'
import { useI18n } from '../../i18n/i18n.js'
import { useToast } from '../../ui/toast.js'
import { useKeptDraft } from '../session/kept-draft.js'
import { type AddAnswer, type CorrectAnswer, emptyForm, type Fields, type Opened } from './form.js'

type Answer = AddAnswer | CorrectAnswer

type Typed = { readonly fields: Fields; readonly commandId: string }

type Doing = {
  /** Null: somebody new. */
  readonly opened: Opened | null
  readonly start: Parameters<typeof emptyForm>[0]
  /** The name under which what is typed is kept in this tab; null: it lasts as long as the page. */
  readonly keptAs: string | null
  readonly onDone: (id: string) => void
  readonly onWrong: (errors: readonly DoorstepError[]) => void
}

const stale = ['person.read', 'person.list', 'person.search', 'followup.today', 'board.read', 'tier.queue']

const useTold = (opened: Opened | null) => {
  const { shared } = useI18n()
  const words = useDoorstepWords()
  const toast = useToast()
  return (answer: Answer, name: string): void => {
    if (answer.outcome === 'unchanged') toast({ text: words.doorstep.unchanged })
    if (answer.outcome !== 'recorded' && answer.outcome !== 'already-recorded') return
    const { tier, waiting } = answer.result
    if (opened === null) toast({ text: words.doorstep.added(name, shared.tiers[tier]) })
    else if (waiting !== null) toast({ text: words.doorstep.waits(name, shared.tiers[waiting]) })
    else toast({ text: words.doorstep.corrected(name) })
  }
}

/** The form of one person: what is filled in, what came back. Each try of the same content keeps its command's id. */
export const useDoorstep = ({ opened, start, keptAs, onDone, onWrong }: Doing) => {
  const client = useQueryClient()
  const told = useTold(opened)
  const [version, setVersion] = useState(opened?.version ?? 0)
  // The id goes with the content: what is sent again after the page was left is not taken in twice.
  const {
    draft,
    found,
    set: keep,
  } = useKeptDraft<Typed>(keptAs, {
    fields: opened?.fields ?? emptyForm(start),
    commandId: uuidv7(),
  })
  const { fields, commandId } = draft
  const [errors, setErrors] = useState<readonly DoorstepError[]>([])
  const save = useMutation({
    mutationFn: (others: readonly string[]): Promise<Answer> =>
      opened === null
        ? call('person.add', { body: { id: commandId, fields, others: [...others] } })
        : call('person.correct', { params: { id: opened.id }, body: { commandId, version, fields } }),
    onSuccess: async (answer) => {
      told(answer, fields.name)
      if (answer.outcome === 'wrong') {
        setErrors(answer.errors)
        onWrong(answer.errors)
      }
      if (answer.outcome === 'stale') {
        keep({ fields: answer.current.fields, commandId: uuidv7() })
        setVersion(answer.current.version)
      }
      if (answer.outcome === 'unchanged' && opened !== null) onDone(opened.id)
      if (answer.outcome !== 'recorded' && answer.outcome !== 'already-recorded') return
      keep(null)
      await Promise.all(stale.map((route) => client.invalidateQueries({ queryKey: [route] })))
      onDone(answer.result.id)
    },
  })
  const set = (change: Partial<Fields>): void => {
    // Another content is another command, and an answer about the old one says nothing about it.
    keep((now) => ({ fields: { ...now.fields, ...change }, commandId: uuidv7() }))
    changed()
  }
  const changed = (): void => {
    setErrors([])
    if (save.data !== undefined || save.error) save.reset()
  }
  const anew = (): void => {
    keep(null)
    changed()
  }
  const answer = save.data ?? null
  return { fields, set, errors, setErrors, save, answer, found, anew, opening: `${version} ${found}` }
}

export type Doorstep = ReturnType<typeof useDoorstep>
