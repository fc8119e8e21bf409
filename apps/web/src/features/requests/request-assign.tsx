import type { Gated } from '@lianfang/domain/supply'
import { Link } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { call, type Reply } from '../../api/client.js'
import { useApi } from '../../api/use-api.js'
import { useConsignments } from '../../i18n/consignments.js'
import { useDeals } from '../../i18n/deals.js'
import { useI18n } from '../../i18n/i18n.js'
import { useRequests } from '../../i18n/requests.js'
import { focusFirstWrong, TextField } from '../../ui/form.js'
import { EmptyState, Loaded } from '../../ui/states.js'
import { formatDay } from '../../ui/time.js'
import { AssignmentsList } from '../deals/assignments-list.js'
import { DealFailure } from '../deals/deal-failure.js'
import type { Assignment, Request } from '../deals/types.js'
import { typedWhole } from '../report/typed-whole.js'
import { useMay } from '../session/session.js'
import { useDeskAct } from './desk-act.js'
import { ReasonAct } from './reason-act.js'

type Option = Reply<'assign.options'>['rows'][number]
type Why = Option['whyNot'][number]
type Props = { readonly request: Request }

/** Why no more of an offer can go, each reason with its numbers. */
const useWhyWords = (): ((why: Why) => string) => {
  const { whys } = useRequests().assign
  const { gates, kept, keptOne, licenceStates, listEnd } = useDeals()
  const { number } = useI18n()
  const left = (n: number | null): string => number(n ?? 0)
  return (why) => {
    switch (why.why) {
      case 'gates':
        return whys.gates(why.gates.map((gate: Gated) => gates[gate]).join(listEnd))
      case 'licence':
        return whys.licence(licenceStates[why.licence ?? 'missing'])
      case 'need':
        return whys.need(left(why.left))
      case 'quantity':
        return whys.quantity(left(why.left))
      case 'contract':
        return whys.contract(
          left(why.left),
          why.kept.map((one) => keptOne(number(one.quantity), kept[one.why])).join(listEnd),
        )
      default:
        return whys[why.why]
    }
  }
}

type AssignBody = { readonly offer: string; readonly quantity: number; readonly reason: string | null }

const AssignForm = ({ request, option }: Props & { readonly option: Option }) => {
  const { assign: words } = useRequests()
  const { refused } = useDeals()
  const { number } = useI18n()
  const [typed, setTyped] = useState(String(option.most))
  const [isTried, setTried] = useState(false)
  const act = useDeskAct<AssignBody>(
    (body, id) => call('assign.make', { params: { id: request.id }, body: { ...body, id } }),
    { said: words.done },
  )
  const units = typedWhole(typed)
  const isFine = units !== null && Number.isSafeInteger(units) && units >= 1 && units <= option.most
  const onSubmit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    setTried(true)
    if (!isFine) focusFirstWrong(event.currentTarget)
    else act.mutate({ offer: option.offer.id, quantity: units, reason: null })
  }
  return (
    <form className="stack" onSubmit={onSubmit} noValidate autoComplete="off">
      <div className="filters">
        <TextField
          label={words.quantity}
          inputMode="numeric"
          maxLength={12}
          value={typed}
          error={isTried && !isFine ? refused.quantity(number(option.most)) : null}
          onChange={setTyped}
        />
        <button type="submit" className="btn btn-main" disabled={act.isPending}>
          {words.send}
        </button>
      </div>
      <DealFailure error={act.error} />
    </form>
  )
}

const OneOption = ({ request, option }: Props & { readonly option: Option }) => {
  const { assign: words, offers } = useRequests()
  const deals = useDeals()
  const { number, language } = useI18n()
  const whyWords = useWhyWords()
  const { offer, most, whyNot } = option
  return (
    <li className="card stack">
      <p className="between">
        <Link to="/offers/$id" params={{ id: offer.id }} search={{}} className="strong">
          {offer.owner?.name ?? offer.party ?? offers.noOwner}
        </Link>
        <span className="strong num">{most > 0 ? words.most(number(most)) : words.nothing}</span>
      </p>
      <p className="muted small">
        {deals.channels[offer.channel]} · {deals.offer.left(number(offer.left), number(offer.quantity))} ·{' '}
        {deals.assignments.ready(formatDay(offer.readyOn, language))} · {offer.county.name} ·{' '}
        {deals.reliabilities[offer.reliability]} · {deals.licenceStates[offer.licence.state]}
      </p>
      {whyNot.length > 0 && (
        <ul className="small">
          {whyNot.map((why) => (
            <li key={why.why}>{whyWords(why)}</li>
          ))}
        </ul>
      )}
      {most > 0 && <AssignForm key={most} request={request} option={option} />}
    </li>
  )
}

const TakeBack = ({ request, assignment }: Props & { readonly assignment: Assignment }) => {
  const { assign: words } = useRequests()
  const act = useDeskAct<{ readonly reason: string }>(
    (body, id) => call('assign.back', { params: { id: request.id, assignment: assignment.id }, body: { ...body, id } }),
    { said: words.backDone },
  )
  return (
    <details>
      <summary>{words.back}</summary>
      <ReasonAct label={words.backReason} send={words.back} danger act={act} />
    </details>
  )
}

const Options = ({ request }: Props) => {
  const { assign: words } = useRequests()
  const query = useApi('assign.options', { params: { id: request.id } })
  return (
    <section className="stack">
      <h3>{words.offers}</h3>
      <Loaded query={query}>
        {({ rows }) =>
          rows.length === 0 ? (
            <EmptyState title={words.none}>{words.noneHint}</EmptyState>
          ) : (
            <ul className="stack">
              {rows.map((option) => (
                <OneOption key={option.offer.id} request={request} option={option} />
              ))}
            </ul>
          )
        }
      </Loaded>
    </section>
  )
}

/** What is assigned to a request, and the offers that can be: how many of each, and why not more (E3). */
export const RequestAssign = ({ request }: Props) => {
  const { assign: words, seizing } = useRequests()
  const { make } = useConsignments()
  const deals = useDeals()
  const may = useMay()
  return (
    <div className="stack-wide">
      <section className="stack">
        <h3>{deals.assignments.title}</h3>
        <AssignmentsList
          assignments={request.assignments}
          link={(one, text) => (
            <Link to="/offers/$id" params={{ id: one.offer }} search={{}}>
              {text}
            </Link>
          )}
          act={(one) =>
            one.state === 'assigned' ? (
              <>
                {may('consignment.manage') && (
                  <p>
                    <Link
                      to="/consignments/$id"
                      params={{ id: 'new' }}
                      search={{ request: request.id, assignment: one.id }}
                      className="btn"
                    >
                      {make.fromRequest}
                    </Link>
                  </p>
                )}
                {request.may.assign && <TakeBack request={request} assignment={one} />}
              </>
            ) : null
          }
        />
      </section>
      {request.state === 'approved' && <p className="note">{words.notYet}</p>}
      {request.may.assign && request.left === 0 && <p className="note">{words.need}</p>}
      {request.may.assign && request.left > 0 && (
        <>
          <Options request={request} />
          <p>
            <Link
              to="/requisitions/$id"
              params={{ id: 'new' }}
              search={{ request: request.id, kind: request.kind }}
              className="btn"
            >
              {seizing.add}
            </Link>
          </p>
        </>
      )}
    </div>
  )
}
