import { isGone } from '@lianfang/domain/care'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { call } from '../../api/client.js'
import { useI18n } from '../../i18n/i18n.js'
import { useLifeWords } from '../../i18n/life.js'
import { ProblemNote } from '../../ui/states.js'
import { formatDay, formatInstant } from '../../ui/time.js'
import { useToast } from '../../ui/toast.js'
import { useZone } from '../../ui/zone.js'
import type { PersonInfo } from '../people/person-facts.js'
import { useMay } from '../session/session.js'
import { dayOfState, entryOfState } from './entry-of-state.js'
import { MistakenDeath } from './mistaken-death.js'

const useDayOfState = (person: PersonInfo): string => {
  const { language } = useI18n()
  return formatDay(dayOfState(person, useZone()), language)
}

const MoveWaits = ({ move }: { readonly move: NonNullable<PersonInfo['move']> }) => {
  const words = useLifeWords()
  const { words: base, shared } = useI18n()
  const client = useQueryClient()
  const toast = useToast()
  const may = useMay()
  const refusals: Readonly<Record<string, string>> = shared.refusals
  const withdraw = useMutation({
    mutationFn: () => call('move.withdraw', { params: { id: move.id } }),
    onSuccess: (answer) => {
      void client.invalidateQueries({ queryKey: ['person.read'] })
      void client.invalidateQueries({ queryKey: ['move.list'] })
      const refused = answer.outcome === 'refused' ? (refusals[answer.reason] ?? base.errors.notSaved) : null
      toast({ text: refused ?? words.withdrawn })
    },
  })
  return (
    <>
      <p className="between">
        <span>{words.moveWaits(move.to)}</span>
        {may('person.edit') && (
          <button type="button" className="btn" disabled={withdraw.isPending} onClick={() => withdraw.mutate()}>
            {words.withdraw}
          </button>
        )}
      </p>
      {withdraw.error && <ProblemNote error={withdraw.error} saving />}
    </>
  )
}

type Props = {
  readonly person: PersonInfo
  /** To somebody's page, as the reader's pages link to it; left out where nobody else is the reader's to see. */
  readonly toPerson?: ((id: string, text: string) => ReactNode) | undefined
}

/** Of two records of one person this is the one that is followed no more: where it goes on. */
const Joined = ({ to, toPerson }: Pick<Props, 'toPerson'> & { readonly to: NonNullable<PersonInfo['joinedTo']> }) => {
  const words = useLifeWords()
  return (
    <section className="note life-note stack">
      <p>
        <strong>{to.name === null ? words.joinedToUnseen : words.joinedTo(to.name)}</strong>
      </p>
      {to.name !== null && toPerson !== undefined && <p>{toPerson(to.id, words.goOn)}</p>}
    </section>
  )
}

/** How a person's life stands and what that means for those who call, in a sentence or two; nothing when all is as usual. */
export const LifeBanner = ({ person, toPerson }: Props) => {
  const words = useLifeWords()
  const { language } = useI18n()
  const zone = useZone()
  const day = useDayOfState(person)
  const { life, move, due } = person
  const movedTo = entryOfState(person)?.to ?? null
  if (person.joinedTo !== null) return <Joined to={person.joinedTo} toPerson={toPerson} />
  if (life.status === 'here' && !life.away && move === null) return null
  const by = due.dueAt === null ? null : formatInstant(due.dueAt, zone, language)
  return (
    <section className="note life-note stack">
      {life.status !== 'here' && (
        <p>
          <strong>{movedTo === null ? words.state[life.status](day) : words.movedTo(movedTo, day)}</strong>{' '}
          {(life.status === 'dead' || life.status === 'left') && words.stateNext[life.status]}
          {due.reason === 'inHospital' && by !== null && words.askAgain(by)}
          {due.reason === 'offerAgain' && by !== null && words.offerAgain(by)}
          {due.reason === 'offerDaily' && by !== null && words.offerDaily(by)}
        </p>
      )}
      <MistakenDeath person={person} />
      {life.away && !isGone(life) && <p>{words.away}</p>}
      {move !== null && <MoveWaits move={move} />}
    </section>
  )
}
