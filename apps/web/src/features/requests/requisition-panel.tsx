import { requisitionPapers } from '@lianfang/domain/supply'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { call, type Reply } from '../../api/client.js'
import { useApi } from '../../api/use-api.js'
import { Panel } from '../../app/page.js'
import { requisitionListSearch } from '../../app/search-deals.js'
import { useDeals } from '../../i18n/deals.js'
import { useI18n } from '../../i18n/i18n.js'
import { useRequests } from '../../i18n/requests.js'
import { TextField } from '../../ui/form.js'
import { Loaded } from '../../ui/states.js'
import { formatDay } from '../../ui/time.js'
import { DealFailure } from '../deals/deal-failure.js'
import { StepsList } from '../deals/steps-list.js'
import { useGoodsWords } from '../deals/use-many.js'
import { useDeskAct } from './desk-act.js'
import { NewRequisition } from './new-requisition.js'
import { blankPapers, PaperFields, type Papers, papersSaid } from './paper-fields.js'
import { ReasonAct } from './reason-act.js'

type Requisition = Reply<'requisition.read'>
type Props = { readonly requisition: Requisition }

const papersOf = (requisition: Requisition): Papers => ({
  ...blankPapers,
  ...Object.fromEntries(requisitionPapers.map((one) => [one, requisition[one] ?? ''])),
})

/** Fills in or corrects papers while it is not executed. */
const Change = ({ requisition }: Props) => {
  const { seizing: words } = useRequests()
  const [papers, setPapers] = useState(() => papersOf(requisition))
  const { id, version, today } = requisition
  const act = useDeskAct<Papers>(
    (typed, command) =>
      call('requisition.change', { params: { id }, body: { ...papersSaid(typed), id: command, version } }),
    { said: words.savedPapers },
  )
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault()
    act.mutate(papers)
  }
  return (
    <form className="stack" onSubmit={onSubmit} noValidate autoComplete="off">
      {act.isStale && (
        <p className="note note-warn" role="alert">
          {words.stale}
        </p>
      )}
      <PaperFields papers={papers} set={setPapers} today={today} />
      <DealFailure error={act.error} />
      <p>
        <button type="submit" className="btn" disabled={act.isPending}>
          {words.savePapers}
        </button>
      </p>
    </form>
  )
}

/** Executes it, where every paper is there; each missing one is named. */
const Execute = ({ requisition }: Props) => {
  const { seizing: words } = useRequests()
  const { papers, listEnd } = useDeals()
  const { id, missing, today } = requisition
  const [day, setDay] = useState(today)
  const act = useDeskAct<{ readonly day: string }>(
    (body, command) => call('requisition.execute', { params: { id }, body: { ...body, id: command } }),
    { said: words.executed },
  )
  if (missing.length > 0) {
    return <p className="note note-warn">{words.missingNames(missing.map((one) => papers[one]).join(listEnd))}</p>
  }
  return (
    <div className="stack">
      <p className="note note-good">{words.complete}</p>
      <TextField label={words.executeDay} type="date" max={today} value={day} onChange={setDay} />
      <DealFailure error={act.error} />
      <p>
        <button
          type="button"
          className="btn btn-main"
          disabled={act.isPending || day === ''}
          onClick={() => act.mutate({ day })}
        >
          {words.execute}
        </button>
      </p>
    </div>
  )
}

/** Records that the units came back, and in which condition. */
const GiveBack = ({ requisition }: Props) => {
  const { seizing: words } = useRequests()
  const { id, today } = requisition
  const [day, setDay] = useState(today)
  const [condition, setCondition] = useState('')
  const act = useDeskAct<{ readonly day: string; readonly condition: string }>(
    (body, command) => call('requisition.return', { params: { id }, body: { ...body, id: command } }),
    { said: words.returned },
  )
  return (
    <section className="stack">
      <h3>{words.return}</h3>
      <TextField label={words.returnOn} type="date" max={today} value={day} onChange={setDay} />
      <TextField label={words.returnCondition} maxLength={400} value={condition} onChange={setCondition} />
      <DealFailure error={act.error} />
      <p>
        <button
          type="button"
          className="btn btn-main"
          disabled={act.isPending || day === '' || condition.trim() === ''}
          onClick={() => act.mutate({ day, condition: condition.trim() })}
        >
          {words.return}
        </button>
      </p>
    </section>
  )
}

const Cancel = ({ requisition: { id } }: Props) => {
  const { seizing: words } = useRequests()
  const act = useDeskAct<{ readonly reason: string }>(
    (body, command) => call('requisition.cancel', { params: { id }, body: { ...body, id: command } }),
    { said: words.cancelled },
  )
  return (
    <details>
      <summary>{words.cancel}</summary>
      <ReasonAct label={words.cancelReason} send={words.cancel} danger act={act} />
    </details>
  )
}

const PaperFacts = ({ requisition }: Props) => {
  const { papers } = useDeals()
  const { seizing: words } = useRequests()
  const { language } = useI18n()
  const { executedOn, returnedOn, returnCondition } = requisition
  return (
    <>
      <dl className="facts">
        {requisitionPapers.map((one) => (
          <div key={one} style={{ display: 'contents' }}>
            <dt>{papers[one]}</dt>
            <dd>
              {one === 'returnDay' && requisition.returnDay !== null
                ? formatDay(requisition.returnDay, language)
                : (requisition[one] ?? '')}
            </dd>
          </div>
        ))}
      </dl>
      {executedOn !== null && <p>{words.executedOn(formatDay(executedOn, language))}</p>}
      {returnedOn !== null && (
        <p>
          {words.returnedOn(formatDay(returnedOn, language))}
          {returnCondition !== null && `: ${returnCondition}`}
        </p>
      )}
    </>
  )
}

const One = ({ requisition }: Props) => {
  const { seizing: words } = useRequests()
  const deals = useDeals()
  const { number } = useI18n()
  const { named, many } = useGoodsWords()
  const { state, may, kind, version } = requisition
  const isOrdered = state === 'ordered' && may.write
  return (
    <div className="stack-wide">
      <div className="stack">
        <h2 className="panel-title">{requisition.owner.name}</h2>
        <p className="line">
          <strong>
            {named(kind)} {many(requisition.quantity, kind)}
          </strong>
          <span className="tag">{deals.requisitionStates[state]}</span>
          {requisition.overdue && <span className="tag tag-alarm">{words.overdueTag}</span>}
        </p>
        {state === 'ordered' && <p className="muted num">{words.most(number(requisition.most))}</p>}
        {requisition.request !== null && (
          <p>
            <Link to="/requests/$id" params={{ id: requisition.request }} search={{}}>
              {words.openRequest}
            </Link>
          </p>
        )}
      </div>
      {isOrdered && <Execute requisition={requisition} />}
      {state === 'executed' && may.write && <GiveBack requisition={requisition} />}
      <section className="stack">
        <h3>{words.papers}</h3>
        {isOrdered ? <Change key={version} requisition={requisition} /> : <PaperFacts requisition={requisition} />}
      </section>
      {isOrdered && <Cancel requisition={requisition} />}
      <section className="stack">
        <h3>{deals.steps.title}</h3>
        <StepsList steps={requisition.steps} of="requisition" />
      </section>
    </div>
  )
}

const Known = ({ id }: { readonly id: string }) => {
  const query = useApi('requisition.read', { params: { id } })
  return <Loaded query={query}>{(requisition) => <One requisition={requisition} />}</Loaded>
}

/** One requisition (E3): the papers it lacks, its execution, its return; or a new one. */
export const RequisitionPanel = () => {
  const { id } = useParams({ from: '/requisitions/$id' })
  const search = requisitionListSearch(useSearch({ from: '/requisitions' }))
  const navigate = useNavigate()
  const { seizing: words } = useRequests()
  const close = (): void => void navigate({ to: '/requisitions', search, resetScroll: false })
  return (
    <Panel key={id} label={words.panel} onClose={close}>
      {id === 'new' ? <NewRequisition /> : <Known id={id} />}
    </Panel>
  )
}
