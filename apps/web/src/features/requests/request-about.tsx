import { type FormEvent, useState } from 'react'
import { call } from '../../api/client.js'
import { useDeals } from '../../i18n/deals.js'
import { useI18n } from '../../i18n/i18n.js'
import { useRequests } from '../../i18n/requests.js'
import { focusFirstWrong, TextField } from '../../ui/form.js'
import { formatDay } from '../../ui/time.js'
import { DealFailure } from '../deals/deal-failure.js'
import { GatesList } from '../deals/gates-list.js'
import { NeedFormula } from '../deals/need-formula.js'
import { RequestFacts } from '../deals/request-facts.js'
import type { Request } from '../deals/types.js'
import { useGoodsWords } from '../deals/use-many.js'
import { typedWhole } from '../report/typed-whole.js'
import { useDeskAct } from './desk-act.js'
import { ReasonAct } from './reason-act.js'

type Props = { readonly request: Request }
type Verified = { readonly seen: number; readonly verified: number; readonly reason: string | null }

/** Verifies the computed need, or less with a reason; never more. */
const Verify = ({ request }: Props) => {
  const { decide: words } = useRequests()
  const { refused } = useDeals()
  const { number } = useI18n()
  const { need, verification } = request
  const [typed, setTyped] = useState(String(need.verified))
  const [reason, setReason] = useState('')
  const [isTried, setTried] = useState(false)
  const act = useDeskAct<Verified>(
    (body, id) => call('request.verify', { params: { id: request.id }, body: { ...body, id } }),
    { said: words.done, next: () => setReason('') },
  )
  const units = typedWhole(typed)
  const isFine = units !== null && Number.isSafeInteger(units) && units >= 0 && units <= need.verified
  const isLowered = isFine && units < need.verified
  const lacksReason = isLowered && reason.trim() === ''
  const onSubmit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    setTried(true)
    if (!isFine || lacksReason) focusFirstWrong(event.currentTarget)
    else act.mutate({ seen: need.verified, verified: units, reason: reason.trim() === '' ? null : reason.trim() })
  }
  return (
    <form className="stack" onSubmit={onSubmit} noValidate autoComplete="off" aria-label={words.title}>
      <p className="muted">{words.intro}</p>
      {act.isStale && (
        <p className="note note-warn" role="alert">
          {words.changed}
        </p>
      )}
      <TextField
        label={words.verified}
        inputMode="numeric"
        maxLength={12}
        value={typed}
        error={isTried && !isFine ? refused.facts.impossible(number(need.verified)) : null}
        onChange={setTyped}
      />
      <TextField
        label={words.reason}
        hint={words.reasonHint}
        maxLength={400}
        value={reason}
        error={isTried && lacksReason ? refused.reasonMissing : null}
        onChange={setReason}
      />
      <DealFailure error={act.error} />
      <p>
        <button type="submit" className="btn btn-main" disabled={act.isPending}>
          {verification === null ? words.send : words.again}
        </button>
      </p>
    </form>
  )
}

const Others = ({ request: { id, may } }: Props) => {
  const { decide: words } = useRequests()
  const refuse = useDeskAct<{ readonly reason: string }>(
    (body, command) => call('request.refuse', { params: { id }, body: { ...body, id: command } }),
    { said: words.refused },
  )
  const close = useDeskAct<{ readonly reason: string }>(
    (body, command) => call('request.close', { params: { id }, body: { ...body, id: command } }),
    { said: words.closed },
  )
  if (!may.refuse && !may.close) return null
  return (
    <details>
      <summary>{words.other}</summary>
      <div className="stack-wide">
        {may.close && <ReasonAct label={words.reason} hint={words.closeHint} send={words.close} act={close} />}
        {may.refuse && (
          <ReasonAct label={words.reason} hint={words.refuseHint} send={words.refuse} danger act={refuse} />
        )}
      </div>
    </details>
  )
}

/** What the desk verified, frozen with its terms. */
const Frozen = ({ request }: Props) => {
  const { decide: words } = useRequests()
  const deals = useDeals()
  const { language } = useI18n()
  const { many } = useGoodsWords()
  const { verification, kind } = request
  if (verification === null) return null
  const units = (n: number): string => many(n, kind)
  return (
    <section className="card stack">
      <h3>{deals.verified.by(verification.by, units(verification.verified))}</h3>
      {verification.lowered && <p>{deals.verified.lowered(units(verification.need.verified))}</p>}
      {verification.reason !== null && <p className="note">{verification.reason}</p>}
      <details>
        <summary>{words.frozen(formatDay(verification.day, language))}</summary>
        <NeedFormula need={verification.need} many={units} />
      </details>
    </section>
  )
}

/** What the hospital asks for and says, its need by its terms, and the desk's decision (E3). */
export const RequestAbout = ({ request }: Props) => {
  const words = useRequests()
  const deals = useDeals()
  const { many } = useGoodsWords()
  const { withdrawn, note, may, kind, need } = request
  return (
    <div className="stack-wide">
      {withdrawn !== null && (
        <p className="note">
          {deals.steps.because(withdrawn.reason)}{' '}
          {deals.withdrawnNote(many(withdrawn.freed, kind), many(withdrawn.onTheRoad, kind))}
        </p>
      )}
      <Frozen request={request} />
      <section className="stack">
        <h3>{words.decide.now}</h3>
        <NeedFormula need={need} many={(n) => many(n, kind)} />
        {/* Keyed by the need: what was typed belongs to the figures it was typed beside. */}
        {may.verify && <Verify key={need.verified} request={request} />}
      </section>
      <section className="stack">
        <h3>{words.asked}</h3>
        <RequestFacts request={request} />
        {note !== null && (
          <p>
            <span className="muted">{words.note}: </span>
            {note}
          </p>
        )}
      </section>
      <section className="stack">
        <h3>{deals.gatesTitle}</h3>
        <GatesList gates={request.gates} />
      </section>
      <Others request={request} />
    </div>
  )
}
