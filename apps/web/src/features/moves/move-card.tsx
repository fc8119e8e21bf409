import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useDesk } from '../../i18n/desk.js'
import { useI18n } from '../../i18n/i18n.js'
import { Moment } from '../../ui/moment.js'
import { ProblemNote } from '../../ui/states.js'
import { TierMark } from '../../ui/tier-mark.js'
import { useSession } from '../session/session.js'
import { AnswerForm } from './answer-form.js'
import { type Move, useWithdraw } from './use-decide.js'

const Row = ({ name, children }: { readonly name: string; readonly children: ReactNode }) => (
  <>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </>
)

const Withdraw = ({ move }: { readonly move: Move }) => {
  const { moves: words } = useDesk()
  const withdraw = useWithdraw(move)
  return (
    <>
      {withdraw.error && <ProblemNote error={withdraw.error} saving />}
      <p>
        <button type="button" className="btn" disabled={withdraw.isPending} onClick={() => withdraw.mutate()}>
          {words.withdraw}
        </button>
      </p>
    </>
  )
}

/** Whether the person's page is the reader's to open: until a move is accepted it is the other township's, or county's. */
const useOpens = (move: Move): boolean => {
  const { code } = useSession().acting.place
  if (move.between !== null) return move.between.side === 'gives' || move.state === 'accepted'
  return code.length < 9 || (move.state === 'accepted') === move.mine
}

const Facts = ({ move }: { readonly move: Move }) => {
  const { moves: words } = useDesk()
  const { between } = move
  // A county is named where it is another one than the reader's.
  const named = (side: 'gives' | 'takes', place: string): string =>
    between?.side === side ? `${between.county} ${place}` : place
  return (
    <dl className="facts">
      <Row name={words.from}>{named('takes', move.from)}</Row>
      <Row name={words.to}>{named('gives', move.to)}</Row>
      {move.note !== null && <Row name={words.note}>{move.note}</Row>}
      <Row name={words.asked}>
        {move.askedBy} <Moment at={move.askedAt} />
      </Row>
      {move.decidedAt !== null && (
        <Row name={words.decided}>
          <strong>{words.states[move.state]}</strong> {move.decidedBy} <Moment at={move.decidedAt} />
        </Row>
      )}
      {move.state === 'accepting' && (
        <Row name={words.next}>{words.nextOf[between?.doubted ? 'doubted' : 'carried']}</Row>
      )}
      {move.withdrawnWhy === 'gone' && <Row name={words.reason}>{words.gone}</Row>}
      {move.reason !== null && <Row name={words.reason}>{move.reason}</Row>}
    </dl>
  )
}

/** One move: who, from where, to where, and what this desk can do about it. */
export const MoveCard = ({ move }: { readonly move: Move }) => {
  const { moves: words } = useDesk()
  const { person } = useI18n().words
  const opens = useOpens(move)
  const asked = move.state === 'asked'
  const about = [
    move.age === null ? person.ageUnknown : person.age(move.age),
    ...move.kinds.map((kind) => person.kinds[kind]),
  ]
  return (
    <li className="card stack">
      <p className="line">
        {opens ? (
          <Link to="/people/$id" params={{ id: move.personId }} className="strong" data-row>
            {move.name}
          </Link>
        ) : (
          <strong>{move.name}</strong>
        )}
        <TierMark tier={move.tier} />
        <span className="muted num">{about.join(' · ')}</span>
        {asked && !move.mine && <span className="tag">{words.states.asked}</span>}
        {move.state === 'accepting' && <span className="tag">{words.states.accepting}</span>}
        {move.between?.side === 'takes' && <span className="tag">{words.fromCounty(move.between.county)}</span>}
      </p>
      {move.diedAt !== null && (
        <p className="note note-warn">
          {words.died(move.between?.county ?? '')} <Moment at={move.diedAt} exact /> {words.diedNext}
        </p>
      )}
      <Facts move={move} />
      {asked && move.mine && <AnswerForm move={move} />}
      {asked && opens && <Withdraw move={move} />}
      {move.between?.doubted && (
        <p>
          <Link to="/ledger/doubtful" className="btn">
            {words.lookDoubt}
          </Link>
        </p>
      )}
    </li>
  )
}
