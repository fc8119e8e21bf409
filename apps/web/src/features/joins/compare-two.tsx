import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { call, type Reply } from '../../api/client.js'
import { useApi } from '../../api/use-api.js'
import { useCommandId } from '../../api/use-command-id.js'
import { useI18n } from '../../i18n/i18n.js'
import { useJoinWords } from '../../i18n/joins.js'
import { focusFirstWrong, TextField } from '../../ui/form.js'
import { Loaded, ProblemNote } from '../../ui/states.js'
import { useToast } from '../../ui/toast.js'
import { type Chosen, PairTable, takenSide } from '../ledger/pair-table.js'
import type { PersonInfo } from '../people/person-facts.js'
import { useKeptNote } from '../session/kept-note.js'
import '../ledger/ledger.css'

type Two = Reply<'join.compare'>
type Props = { readonly person: PersonInfo; readonly other: string }

/** Why the two cannot be joined so, and the way on. */
const Refused = ({ two, reason }: { readonly two: Two; readonly reason: string }) => {
  const words = useJoinWords()
  const { words: base } = useI18n()
  const refusals: Readonly<Record<string, string>> = words.refusals
  return (
    <div className="note note-warn stack" role="status">
      <p>{refusals[reason] ?? base.errors.notSaved}</p>
      {two.hanging.length > 0 && (
        <>
          <p>
            {words.hanging} {two.hanging.map((one) => words.hangingOf[one]).join('；')}
          </p>
          <p>
            <Link to="/people/$id" params={{ id: two.other.personId }} className="btn">
              {words.openOther}
            </Link>
          </p>
        </>
      )}
    </div>
  )
}

/** Sends the joining; everything read of either record is read anew. */
const useJoin = ({ person, other }: Props) => {
  const words = useJoinWords()
  const client = useQueryClient()
  const toast = useToast()
  const navigate = useNavigate()
  const idOf = useCommandId()
  return useMutation({
    mutationFn: (body: Omit<Parameters<typeof sendJoin>[1], 'id'>) =>
      sendJoin(person.id, { ...body, id: idOf({ ...body, other, kept: person.id }) }),
    onSuccess: (answer) => {
      if (answer.outcome === 'refused') return
      idOf(null)
      void client.invalidateQueries()
      toast({ text: words.joined(person.name) })
      void navigate({ to: '/people/$id', params: { id: person.id } })
    },
  })
}

const sendJoin = (
  id: string,
  body: {
    readonly id: string
    readonly other: string
    readonly take: { field: Two['choices'][number]['field']; side: Two['choices'][number]['usual'] }[]
    readonly reason: string
  },
) => call('person.join', { params: { id }, body })

const Form = ({ person, other, two }: Props & { readonly two: Two }) => {
  const words = useJoinWords()
  const join = useJoin({ person, other })
  const [chosen, setChosen] = useState<Chosen>({})
  const [reason, setReason] = useKeptNote(`join.${person.id}.${other}`)
  const [missing, setMissing] = useState(false)
  const refusal = join.data?.outcome === 'refused' ? join.data.reason : two.refusal
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    setMissing(reason.trim() === '')
    if (reason.trim() === '') {
      focusFirstWrong(event.currentTarget)
      return
    }
    const take = two.choices.map((choice) => ({ field: choice.field, side: takenSide(choice, chosen) }))
    join.mutate({ other, take, reason }, { onSuccess: (answer) => answer.outcome !== 'refused' && setReason('') })
  }
  return (
    <form className="stack" onSubmit={submit} noValidate>
      <PairTable
        known={two.kept.fields}
        read={two.other.fields}
        choices={refusal === null ? two.choices : []}
        caption={words.compare}
        headings={{ known: words.kept, read: words.other, take: words.take }}
        sideWords={words.takeOf}
        chosen={chosen}
        onTake={(field, side) => setChosen((old) => ({ ...old, [field]: side }))}
      />
      {refusal !== null && <Refused two={two} reason={refusal} />}
      {refusal === null && (
        <TextField
          label={words.reason}
          hint={words.reasonHint}
          error={missing ? words.reasonMissing : null}
          maxLength={500}
          value={reason}
          onChange={setReason}
        />
      )}
      {join.error && <ProblemNote error={join.error} saving />}
      <p className="line">
        {refusal === null && (
          <button type="submit" className="btn btn-main" disabled={join.isPending}>
            {words.join}
          </button>
        )}
        <Link to="/people/$id/join" params={{ id: other }} search={{ other: person.id }} className="btn">
          {words.swap}
        </Link>
        <Link to="/people/$id/join" params={{ id: person.id }} className="btn btn-quiet">
          {words.another}
        </Link>
      </p>
    </form>
  )
}

/** The two records side by side, what stands where they differ, and the one action. */
export const CompareTwo = ({ person, other }: Props) => {
  const query = useApi('join.compare', { params: { id: person.id, other } }, { staleTime: 0 })
  return <Loaded query={query}>{(two) => <Form key={other} person={person} other={other} two={two} />}</Loaded>
}
