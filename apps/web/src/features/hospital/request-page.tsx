import type { ReactNode } from 'react'
import { call } from '../../api/client.js'
import { FieldHeading } from '../../app/field-parts.js'
import { FieldLink } from '../../app/field-router.js'
import { useDeals } from '../../i18n/deals.js'
import { useHospital } from '../../i18n/hospital.js'
import { useI18n } from '../../i18n/i18n.js'
import { Moment } from '../../ui/moment.js'
import { AssignmentsList } from '../deals/assignments-list.js'
import { DealFailure } from '../deals/deal-failure.js'
import { GatesList } from '../deals/gates-list.js'
import { NeedFormula } from '../deals/need-formula.js'
import { RequestFacts, useUrgencyWords } from '../deals/request-facts.js'
import { RequestMark } from '../deals/request-mark.js'
import { StepsList } from '../deals/steps-list.js'
import type { Request } from '../deals/types.js'
import { useGoodsWords } from '../deals/use-many.js'
import { OfRequest } from './of-request.js'
import { useAct } from './use-act.js'
import { useNameOf } from './use-hospital-data.js'

type Props = { readonly request: Request }

/** The reason that goes with how the request stands now. */
const lastReason = ({ state, steps }: Request): string | null => {
  const what = { returned: 'return', refused: 'refuse', withdrawn: 'withdraw', closed: 'close' } as const
  if (!(state in what)) return null
  const wanted: string = what[state as keyof typeof what] // just looked up
  return steps.findLast((step) => step.what === wanted)?.reason ?? null
}

/** How it stands, what comes next and who is asked. */
const Standing = ({ request }: Props) => {
  const { page: words } = useHospital()
  const deals = useDeals()
  const { many } = useGoodsWords()
  const urgencyWords = useUrgencyWords()
  const reason = lastReason(request)
  const { withdrawn, state, may } = request
  return (
    <div className="stack r-tight">
      <p className="line">
        <RequestMark row={request} />
        <span className="muted">{urgencyWords(request)}</span>
      </p>
      <p>{may.approve ? words.toApprove : words.next[state]}</p>
      {reason !== null && <p className="note">{words.because(reason)}</p>}
      {withdrawn !== null && (
        <p className="note">
          {deals.withdrawnNote(many(withdrawn.freed, request.kind), many(withdrawn.onTheRoad, request.kind))}
        </p>
      )}
    </div>
  )
}

/** The one main action of the reader now, and quiet ones under it. */
const Actions = ({ request }: Props) => {
  const { page: words } = useHospital()
  const { id, may, state } = request
  const submit = useAct<object>((body) => call('request.submit', { params: { id }, body }), { said: words.submitted })
  const approve = useAct<object>((body) => call('request.approve', { params: { id }, body }), { said: words.approved })
  const gatesFirst = may.confirm && request.missingGates.length > 0 && ['approved', 'verified'].includes(state)
  const quiet = (to: string, label: string): ReactNode => (
    <FieldLink to={`${id}/${to}`} className="btn">
      {label}
    </FieldLink>
  )
  return (
    <div className="stack">
      <DealFailure error={submit.error ?? approve.error} />
      {may.submit && state !== 'returned' && (
        <button
          type="button"
          className="btn btn-main btn-big"
          disabled={submit.isPending}
          onClick={() => submit.mutate({})}
        >
          {submit.isPending ? words.doing : words.submit}
        </button>
      )}
      {state === 'returned' && may.change && (
        <FieldLink to={`${id}/change`} className="btn btn-main btn-big">
          {words.change}
        </FieldLink>
      )}
      {state === 'returned' && may.submit && (
        <button type="button" className="btn btn-big" disabled={submit.isPending} onClick={() => submit.mutate({})}>
          {submit.isPending ? words.doing : words.submit}
        </button>
      )}
      {may.approve && (
        <button
          type="button"
          className="btn btn-main btn-big"
          disabled={approve.isPending}
          onClick={() => approve.mutate({})}
        >
          {approve.isPending ? words.doing : words.approve}
        </button>
      )}
      {gatesFirst && (
        <FieldLink to={`${id}/gates`} className="btn btn-main btn-big">
          {words.toGates}
        </FieldLink>
      )}
      <p className="line">
        {may.return && quiet('return', words.return)}
        {state === 'draft' && may.change && quiet('change', words.change)}
        {may.confirm && !gatesFirst && request.gates.length > 0 && quiet('gates', words.toGates)}
        {may.withdraw && quiet('withdraw', words.withdraw)}
      </p>
    </div>
  )
}

const Asked = ({ request }: Props) => {
  const { page: words } = useHospital()
  const { need } = useDeals()
  const { many } = useGoodsWords()
  const { kind, requested, note, by, submittedBy, approvedBy } = request
  const who = [words.by(by), submittedBy === null ? '' : words.submittedBy(submittedBy)]
  if (approvedBy !== null) who.push(words.approvedBy(approvedBy))
  return (
    <section className="card stack" aria-labelledby="asked">
      <h2 id="asked">{words.asked}</h2>
      <p className="strong num">{many(requested, kind)}</p>
      <RequestFacts request={request} />
      {note !== null && (
        <p>
          <span className="muted">{words.note}: </span>
          {note}
        </p>
      )}
      <p className="muted small">{who.filter((one) => one !== '').join(' · ')}</p>
      {request.verification === null && (
        <>
          <h3>{words.needNow}</h3>
          <NeedFormula need={request.need} many={(n) => many(n, kind)} />
        </>
      )}
      {request.verification === null && <span className="sr">{need.rule}</span>}
    </section>
  )
}

/** What the desk said: the need as it was verified, with its terms and, where it was lowered, why. */
const DeskSaid = ({ request }: Props) => {
  const { verified: words } = useDeals()
  const { many } = useGoodsWords()
  const { verification, kind } = request
  if (verification === null) return null
  return (
    <section className="card stack" aria-labelledby="desk-said">
      <h2 id="desk-said">{words.title}</h2>
      <p>
        {words.by(verification.by, many(verification.verified, kind))}
        {verification.lowered && ` (${words.lowered(many(verification.need.verified, kind))})`} ·{' '}
        <span className="muted small">
          <Moment at={verification.at} exact />
        </span>
      </p>
      {verification.reason !== null && <p className="note">{verification.reason}</p>}
      <NeedFormula need={verification.need} many={(n) => many(n, kind)} />
      <p className="num">{words.assigned(many(request.assigned, kind), many(request.left, kind))}</p>
    </section>
  )
}

const One = ({ request }: Props) => {
  const deals = useDeals()
  const nameOf = useNameOf()
  const { number } = useI18n()
  const { named } = useGoodsWords()
  return (
    <>
      <FieldHeading
        title={`${named(request.kind)} ${number(request.requested)}`}
        aside={nameOf(request.hospital)}
        back
      />
      <Standing request={request} />
      <Actions request={request} />
      <div className="h-wide">
        <div className="stack">
          <Asked request={request} />
          <DeskSaid request={request} />
        </div>
        <div className="stack">
          <section className="card stack" aria-labelledby="gates">
            <h2 id="gates">{deals.gatesTitle}</h2>
            <GatesList gates={request.gates} />
          </section>
          <section className="stack" aria-labelledby="assigned">
            <h2 id="assigned">{deals.assignments.title}</h2>
            <AssignmentsList assignments={request.assignments} />
          </section>
          <section className="stack" aria-labelledby="steps">
            <h2 id="steps">{deals.steps.title}</h2>
            <StepsList steps={request.steps} of="request" />
          </section>
        </div>
      </div>
    </>
  )
}

/** One request, as its hospital sees it: how it stands, what is to do, what the desk said, what is on its way (E3). */
export const RequestPage = ({ id }: { readonly id: string }) => (
  <OfRequest id={id}>{(request) => <One request={request} />}</OfRequest>
)
