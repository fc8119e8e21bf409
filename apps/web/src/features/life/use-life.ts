import type { LifeEventKind } from '@lianfang/domain/care'
import { useQueryClient } from '@tanstack/react-query'
import { v7 as uuidv7 } from 'uuid'
import { serverNow } from '../../api/client.js'
import { useLifeWords } from '../../i18n/life.js'
import { useToast } from '../../ui/toast.js'
import { useOutbox } from '../followups/outbox-context.js'
import type { LifeCommand } from '../followups/outbox-state.js'
import { applyLife } from './apply-life.js'

type Person = { readonly id: string; readonly name: string }
type Said = { readonly kind: LifeEventKind; readonly day: string | null; readonly note: string }

/** Records what happened: the id is made here, lists change at once, the command goes out on its own. */
export const useRecordLife = (): ((person: Person, said: Said) => void) => {
  const client = useQueryClient()
  const outbox = useOutbox()
  const toast = useToast()
  const words = useLifeWords()
  return (person, { kind, day, note }) => {
    const command: LifeCommand = {
      id: uuidv7(),
      personId: person.id,
      kind,
      at: new Date(serverNow()).toISOString(),
      day,
      note: note.trim() === '' ? null : note.trim(),
    }
    outbox.add({ what: 'life', command })
    applyLife(client, command)
    toast({ text: words.recorded(person.name, words.kinds[kind]) })
  }
}

type Mistake = { readonly event: string; readonly note: string }

/** Takes back what did not happen; what follows from that is the server's to say. */
export const useTakeBack = (): ((person: Person, mistake: Mistake) => void) => {
  const outbox = useOutbox()
  const toast = useToast()
  const words = useLifeWords()
  return (person, { event, note }) => {
    const at = new Date(serverNow()).toISOString()
    const said = note.trim() === '' ? null : note.trim()
    outbox.add({ what: 'takeBack', command: { id: uuidv7(), personId: person.id, event, at, note: said } })
    toast({ text: words.takenBack(person.name) })
  }
}
