import { type FormEvent, useState } from 'react'
import { v7 as uuidv7 } from 'uuid'
import { call } from '../../api/client.js'
import { placeInUrl } from '../../api/path.js'
import { useApi } from '../../api/use-api.js'
import { usePlace } from '../../app/use-place.js'
import { useOrders } from '../../i18n/orders.js'
import { focusFirstWrong, TextField } from '../../ui/form.js'
import { EmptyState, Loaded } from '../../ui/states.js'
import { DealFailure } from '../deals/deal-failure.js'
import { fenOf } from '../grassroots/money.js'
import type { Fund } from '../grassroots/types.js'
import { useCommand } from '../grassroots/use-command.js'
import { useMay } from '../session/session.js'
import { useYuan } from './use-yuan.js'

type FormProps = {
  readonly title: string
  /** What is typed beside the amount: a new line's name, or why a budget is changed. */
  readonly text: string
  readonly isStale: boolean
  readonly act: {
    readonly error: unknown
    readonly isPending: boolean
    readonly mutate: (body: { readonly text: string; readonly budget: number }) => void
  }
}

const AmountForm = ({ title, text: label, isStale, act }: FormProps) => {
  const { fund: words, stale } = useOrders()
  const [text, setText] = useState('')
  const [typed, setTyped] = useState('')
  const [isTried, setTried] = useState(false)
  const budget = fenOf(typed)
  const isWrong = budget === null || Number.isNaN(budget)
  const onSubmit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    setTried(true)
    if (isWrong || text.trim() === '') focusFirstWrong(event.currentTarget)
    else act.mutate({ text: text.trim(), budget })
  }
  return (
    <form className="stack" onSubmit={onSubmit} noValidate autoComplete="off" aria-label={title}>
      {isStale && (
        <p className="note note-warn" role="alert">
          {stale}
        </p>
      )}
      <TextField
        label={label}
        maxLength={80}
        value={text}
        error={isTried && text.trim() === '' ? words.missing : null}
        onChange={setText}
      />
      <TextField
        label={words.budgetLabel}
        inputMode="decimal"
        maxLength={14}
        value={typed}
        error={isTried && isWrong ? words.wrong : null}
        onChange={setTyped}
      />
      <DealFailure error={act.error} />
      <p>
        <button type="submit" className="btn" disabled={act.isPending}>
          {words.save}
        </button>
      </p>
    </form>
  )
}

const Change = ({ fund }: { readonly fund: Fund }) => {
  const { fund: words } = useOrders()
  const act = useCommand(
    ({ text: reason, budget }: { readonly text: string; readonly budget: number }, id) =>
      call('fund.change', { params: { id: fund.id }, body: { id, version: fund.version, budget, reason } }),
    { said: words.changed },
  )
  return (
    <details key={fund.version}>
      <summary>
        {words.change}
        <span className="sr">{words.of(fund.name)}</span>
      </summary>
      <AmountForm title={`${words.change}${words.of(fund.name)}`} text={words.reason} isStale={act.isStale} act={act} />
    </details>
  )
}

const figures = ['budget', 'above', 'committed', 'spent', 'left'] as const

const OneFund = ({ fund }: { readonly fund: Fund }) => {
  const { fund: words } = useOrders()
  const yuan = useYuan()
  const may = useMay()
  return (
    <li className="card stack">
      <h3>
        {fund.name} <span className="muted small">{fund.county.name}</span>
      </h3>
      <dl className="facts num">
        {figures.map((one) => (
          <div key={one} style={{ display: 'contents' }}>
            <dt>{words[one]}</dt>
            <dd className={one === 'left' ? 'strong' : ''}>{yuan(fund[one])}</dd>
          </div>
        ))}
      </dl>
      {may('fund.manage') && <Change fund={fund} />}
    </li>
  )
}

const Add = ({ county }: { readonly county: string }) => {
  const { fund: words } = useOrders()
  const [turn, setTurn] = useState(() => uuidv7())
  const act = useCommand(
    ({ text: name, budget }: { readonly text: string; readonly budget: number }, id) =>
      call('fund.create', { body: { id, county: county as never, name, budget } }), // a code of the place switcher
    { said: words.added, next: () => setTurn(uuidv7()) },
  )
  return <AmountForm key={turn} title={words.add} text={words.nameLabel} isStale={act.isStale} act={act} />
}

/** Fund lines of the counties of a place: budget, what is above it by decision, bound, spent and left. */
export const Funds = () => {
  const { fund: words } = useOrders()
  const may = useMay()
  const place = usePlace()
  const query = useApi('fund.list', { query: { place: placeInUrl(place) } })
  return (
    <div className="stack-wide">
      <div>
        <h2 className="panel-title">{words.title}</h2>
        <p className="muted">{words.intro}</p>
      </div>
      <Loaded query={query}>
        {({ rows }) =>
          rows.length === 0 ? (
            <EmptyState title={words.none} />
          ) : (
            <ul className="stack" aria-label={words.caption}>
              {rows.map((fund) => (
                <OneFund key={fund.id} fund={fund} />
              ))}
            </ul>
          )
        }
      </Loaded>
      {may('fund.manage') && (
        <section className="stack">
          <h3>{words.add}</h3>
          {place.length < 6 ? <p className="note">{words.county}</p> : <Add county={place.slice(0, 6)} />}
        </section>
      )}
    </div>
  )
}
