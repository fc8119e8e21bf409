import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { call } from '../../api/client.js'
import { useDayMoreWords } from '../../i18n/day-more.js'
import { ProblemNote } from '../../ui/states.js'
import type { TodayPage } from '../followups/today-cache.js'

type Asked = TodayPage['handovers']['takingBack'][number]
type Props = { readonly asked: Asked; readonly link: (id: string, text: string, className?: string) => ReactNode }

/** A death that somebody was asked to take back: for the second people the way there, for who asked what came of it (K20). */
export const TakingBackLine = ({ asked, link }: Props) => {
  const { handover: words } = useDayMoreWords()
  const { personId, name, mine, answer, reason } = asked
  if (answer !== null) return <Answered asked={asked} answer={answer} link={link} />
  if (mine) {
    return (
      <p className="note">
        {link(personId, name)} {words.deathAskedMine}
      </p>
    )
  }
  return (
    <div className="note note-warn stack" role="status">
      <p>
        {link(personId, name)} {words.deathAsked(asked.askedBy, reason)}
      </p>
      <p>{link(personId, words.deathOpen, 'btn')}</p>
    </div>
  )
}

const Answered = ({ asked, answer, link }: Props & { readonly answer: NonNullable<Asked['answer']> }) => {
  const { handover: words } = useDayMoreWords()
  const client = useQueryClient()
  const read = useMutation({
    mutationFn: () => call('life.read-answer', { params: { id: asked.personId, ask: asked.id } }),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['person.read'] })
      return client.invalidateQueries({ queryKey: ['followup.today'] })
    },
  })
  return (
    <div className="note note-warn stack" role="status">
      <p>
        {link(asked.personId, asked.name)} {words.deathStands(answer.by, answer.reason)}
      </p>
      {read.error && <ProblemNote error={read.error} saving />}
      <p>
        <button type="button" className="btn" disabled={read.isPending} onClick={() => read.mutate()}>
          {words.refusedRead}
        </button>
      </p>
    </div>
  )
}
