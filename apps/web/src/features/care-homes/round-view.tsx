import { type FormEvent, useState } from 'react'
import type { Reply } from '../../api/client.js'
import { isApiProblem } from '../../api/problem.js'
import { useCareHomeWords } from '../../i18n/care-homes.js'
import { useI18n } from '../../i18n/i18n.js'
import { ProblemNote } from '../../ui/states.js'
import { useToast } from '../../ui/toast.js'
import './care-homes.css'
import type { Ways } from './roster.js'
import { RoundOne } from './round-one.js'
import type { HomePage } from './use-care-homes.js'
import { useRound } from './use-round.js'

type Answer = Reply<'careHome.round'>
type Props = {
  readonly home: HomePage
  readonly ways: Pick<Ways, 'alarms'>
  /** Back to the home's page. */
  readonly onDone: () => void
}

type ToldProps = { readonly home: HomePage; readonly answer: Answer; readonly ways: Pick<Ways, 'alarms'> }

/** What came of it: alarms by name first, then who was not saved and who is missing. */
const Told = ({ home, answer, ways }: ToldProps) => {
  const words = useCareHomeWords()
  const { number } = useI18n()
  const nameOf = new Map(home.residents.map((r) => [r.id, r.name]))
  const alarms = answer.parts.filter((p) => p.alarm)
  const refused = answer.parts.filter((p) => p.outcome === 'refused').length
  return (
    <div className="stack" role="status">
      {alarms.map((p) => (
        <p key={p.personId} className="note note-alarm">
          <strong>{words.raised(nameOf.get(p.personId) ?? '')}</strong>
        </p>
      ))}
      {alarms.length > 0 && <p>{ways.alarms(words.toAlarms)}</p>}
      {refused > 0 && <p className="note note-alarm">{words.someRefused(number(refused))}</p>}
      {!answer.complete && <p className="note note-warn">{words.half(number(answer.missing))}</p>}
      {answer.complete && <p className="note note-good">{words.done(home.name)}</p>}
    </div>
  )
}

const Skipped = ({ home }: { readonly home: HomePage }) => {
  const words = useCareHomeWords()
  const skipped = home.residents.filter((r) => r.state !== 'here' && r.state !== 'refusing')
  if (skipped.length === 0) return null
  return (
    <details className="card">
      <summary>{words.notAsked}</summary>
      <ul className="home-list">
        {skipped.map((r) => (
          <li key={r.id}>
            <p className="line">
              {r.name} <span className="tag">{words.states[r.state]}</span>
            </p>
          </li>
        ))}
      </ul>
    </details>
  )
}

/** Once the complaints are drawn. */
const showWrong = (form: HTMLFormElement | null): void =>
  void setTimeout(() => form?.querySelector('.round-wrong')?.scrollIntoView({ block: 'center' }), 0)

const isOffline = (error: unknown): boolean => isApiProblem(error) && error.code === 'network'

/** A round: everybody of a home in one list, one entry for all (K21). */
export const RoundView = ({ home, ways, onDone }: Props) => {
  const words = useCareHomeWords()
  const { number, words: base } = useI18n()
  const toast = useToast()
  const [answer, setAnswer] = useState<Answer | null>(null)
  const round = useRound(home, (told) => {
    setAnswer(told)
    const quiet = told.complete && told.parts.every((p) => !p.alarm && p.outcome !== 'refused')
    if (!quiet) return scrollTo(0, 0)
    toast({ text: words.done(home.name) })
    onDone()
  })
  const { asked, open, said, send } = round
  const empty = asked.length === 0 && answer === null
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    if (!round.submit()) showWrong(event.currentTarget)
  }
  const rest = open.length - said
  const withExceptions = rest > 0 && said > 0
  return (
    <form className="stack" onSubmit={submit} noValidate autoComplete="off">
      {answer !== null && <Told home={home} answer={answer} ways={ways} />}
      {asked.length > 0 && open.length > 0 && <p className="muted">{words.roundHint}</p>}
      {empty && <p className="note">{words.emptyRound}</p>}
      <ul className="home-list" inert={send.isPending}>
        {open.map((r) => {
          const draft = round.drafts[r.id]
          if (draft === undefined) return null
          const fault = round.faults[r.id] ?? null
          const change = (part: Parameters<typeof round.set>[1]): void => round.set(r.id, part)
          return <RoundOne key={r.id} resident={r} draft={draft} fault={fault} onChange={change} />
        })}
      </ul>
      <Skipped home={home} />
      {(open.length > 0 || empty) && (
        <div className="round-send">
          {/* Where the hand is: above, it would stand forty people away from the button. */}
          {send.error !== null && isOffline(send.error) && (
            <p className="note note-warn" role="alert">
              {words.unsent}
            </p>
          )}
          {send.error !== null && !isOffline(send.error) && <ProblemNote error={send.error} saving />}
          {rest > 0 && said === 0 && (
            <button type="button" className="btn" onClick={round.othersWell}>
              {words.othersWell}
            </button>
          )}
          {withExceptions && (
            <button
              type="button"
              className="btn btn-main btn-big"
              disabled={send.isPending}
              onClick={({ currentTarget }) => {
                if (!round.submitOthersWell()) showWrong(currentTarget.form)
              }}
            >
              {words.sendOthersWell(number(rest))}
            </button>
          )}
          <button
            type="submit"
            className={withExceptions ? 'btn' : 'btn btn-main btn-big'}
            disabled={send.isPending || (said === 0 && !empty)}
          >
            {send.isPending
              ? words.sending
              : empty
                ? words.emptyRoundSave
                : withExceptions
                  ? words.sendPart(number(said), number(open.length))
                  : words.sendRound(number(said), number(open.length))}
          </button>
        </div>
      )}
      {open.length === 0 && answer !== null && (
        <button type="button" className="btn btn-main" style={{ alignSelf: 'start' }} onClick={onDone}>
          {base.common.close}
        </button>
      )}
    </form>
  )
}
