import type { ReactNode } from 'react'
import { useDoorstepWords } from '../../i18n/doorstep.js'
import { ProblemNote } from '../../ui/states.js'
import { TableBox } from '../../ui/table-box.js'
import type { AddAnswer } from './form.js'
import type { Doorstep } from './use-doorstep.js'

type Candidate = Extract<AddAnswer, { outcome: 'doubtful' }>['candidates'][number]
/** A link to a person, as the desk or the phone has it. */
export type OpenLink = (id: string, text: string) => ReactNode

type Compared = { readonly doorstep: Doorstep; readonly candidate: Candidate; readonly open: OpenLink }

const Compare = ({ doorstep, candidate, open }: Compared) => {
  const { doorstep: words, person } = useDoorstepWords()
  const { fields } = doorstep
  const age = candidate.age === null ? person.ageUnknown : person.age(candidate.age)
  return (
    <div className="stack">
      <TableBox label={words.doubtCaption}>
        <table className="table">
          <caption>{words.doubtCaption}</caption>
          <thead>
            <tr>
              <th scope="col">{words.filledIn}</th>
              <th scope="col">{words.onLedger}</th>
            </tr>
          </thead>
          <tbody>
            <tr>
              <td>{fields.name}</td>
              <td>{candidate.name ?? words.hidden}</td>
            </tr>
            {candidate.name !== null && (
              <tr>
                <td>{fields.idNumber || fields.birth}</td>
                <td>{[candidate.place, age].filter((text) => text !== null).join(' · ')}</td>
              </tr>
            )}
          </tbody>
        </table>
      </TableBox>
      {candidate.name !== null && open(candidate.id, words.same)}
    </div>
  )
}

const Doubt = ({
  doorstep,
  candidates,
  open,
}: Omit<Compared, 'candidate'> & { readonly candidates: readonly Candidate[] }) => {
  const { doorstep: words } = useDoorstepWords()
  return (
    <section className="card stack" role="alert" aria-labelledby="doubt-title">
      <h2 id="doubt-title">{words.doubtTitle}</h2>
      <p>{words.doubtIntro}</p>
      {candidates.map((candidate) => (
        <Compare key={candidate.id} doorstep={doorstep} candidate={candidate} open={open} />
      ))}
      <button
        type="button"
        className="btn btn-big"
        disabled={doorstep.save.isPending}
        onClick={() => doorstep.save.mutate(candidates.map(({ id }) => id))}
      >
        {words.other}
      </button>
    </section>
  )
}

type Props = { readonly doorstep: Doorstep; readonly adding: boolean; readonly open: OpenLink }

/** What came back and is not done: beside the button that was pressed. */
export const DoorstepAnswer = ({ doorstep, adding, open }: Props) => {
  const { doorstep: words } = useDoorstepWords()
  const { answer, save } = doorstep
  if (save.error) return <ProblemNote error={save.error} saving />
  if (answer?.outcome === 'doubtful') return <Doubt doorstep={doorstep} candidates={answer.candidates} open={open} />
  if (answer?.outcome === 'known') {
    return (
      <div className="note stack" role="alert">
        <p>{adding ? words.knownTitle : words.numberKnownTitle}</p>
        {answer.personId === null ? <p>{words.knownElsewhere}</p> : open(answer.personId, words.open)}
      </div>
    )
  }
  if (answer?.outcome === 'stale')
    return (
      <p className="note" role="alert">
        {words.stale}
      </p>
    )
  return doorstep.errors.length > 0 ? (
    <p className="note note-alarm" role="alert">
      {words.check}
    </p>
  ) : null
}
