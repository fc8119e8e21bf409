import { useState } from 'react'
import type { Reply } from '../../api/client.js'
import { useApi } from '../../api/use-api.js'
import { useDesk } from '../../i18n/desk.js'
import { useI18n } from '../../i18n/i18n.js'
import { Moment } from '../../ui/moment.js'
import { EmptyState, Loaded, ProblemNote } from '../../ui/states.js'
import { TableBox } from '../../ui/table-box.js'
import { FileDrop } from './file-drop.js'
import { RegisterCheck } from './register-check.js'
import { useRegisterCheck, useRegisterStep } from './use-register-step.js'

type Load = Reply<'register.loads'>['rows'][number]

/** Taking back asks once, and says what the sum will be. */
const TakeBack = ({ load }: { readonly load: Load }) => {
  const { ledger } = useDesk()
  const { words: base, number } = useI18n()
  const words = ledger.registerFile
  const [asking, setAsking] = useState(false)
  const back = useRegisterStep('register.take-back', load.id)
  if (!asking) {
    return (
      <button type="button" className="btn" onClick={() => setAsking(true)}>
        {words.takeBack}
      </button>
    )
  }
  return (
    <div className="stack">
      <p>{words.takeBackAsk(number(load.total?.before ?? 0))}</p>
      {back.error && <ProblemNote error={back.error} saving />}
      <p className="line">
        <button type="button" className="btn btn-danger" disabled={back.isPending} onClick={() => back.mutate()}>
          {words.takeBackYes}
        </button>
        <button type="button" className="btn" onClick={() => setAsking(false)}>
          {base.common.cancel}
        </button>
      </p>
    </div>
  )
}

const State = ({ load }: { readonly load: Load }) => {
  const { ledger } = useDesk()
  const words = ledger.registerFile
  if (load.backAt !== null)
    return (
      <span className="muted">
        {words.states.takenBack} <Moment at={load.backAt} exact /> {load.backBy}
      </span>
    )
  if (load.canTakeBack) return <TakeBack load={load} />
  return <>{words.states.taken}</>
}

const History = ({ rows }: { readonly rows: readonly Load[] }) => {
  const { ledger } = useDesk()
  const { number } = useI18n()
  const { history: words, total } = ledger.registerFile
  const taken = rows.filter((row) => row.takenAt !== null)
  if (taken.length === 0) return <EmptyState title={words.empty} />
  return (
    <TableBox label={words.caption}>
      <table className="table table-rows">
        <caption>{words.caption}</caption>
        <thead>
          <tr>
            <th scope="col">{words.at}</th>
            <th scope="col">{words.by}</th>
            <th scope="col" className="n">
              {words.villages}
            </th>
            <th scope="col">{words.total}</th>
            <th scope="col">{words.state}</th>
          </tr>
        </thead>
        <tbody>
          {taken.map((row) => (
            <tr key={row.id}>
              <th scope="row" className="nowrap">
                <Moment at={row.takenAt ?? row.at} exact />
              </th>
              <td data-label={words.by}>{row.takenBy}</td>
              <td className="n" data-label={words.villages}>
                {number(row.villages)}
              </td>
              <td className="num" data-label={words.total}>
                {row.total !== null && total(number(row.total.before), number(row.total.after))}
              </td>
              <td className="cell-line">
                <State load={row} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableBox>
  )
}

/** Files of the population register: one is checked, then taken in; the last one can be taken back (K1). */
export const RegisterFiles = ({ county }: { readonly county: string }) => {
  const { ledger: words } = useDesk()
  const [part, setPart] = useState({ sent: 0, total: 0 })
  const query = useApi('register.loads', { query: { county } })
  const check = useRegisterCheck(county, (sent, total) => setPart({ sent, total }))
  return (
    <section className="stack" aria-labelledby="register-load">
      <h2 id="register-load">{words.registerTitle}</h2>
      <p className="muted">{words.registerHint}</p>
      {check.error && <ProblemNote error={check.error} saving />}
      <FileDrop
        accept=".csv,.txt"
        hint="CSV"
        busy={check.isPending ? part : null}
        onFile={(file) => check.mutate(file)}
      />
      <Loaded query={query} rows={4}>
        {({ rows }) => {
          // Kept by the server: whoever reloads, or comes back from another page, finds the check where it was left.
          const waiting = rows.find((row) => row.state === 'checked')
          return (
            <>
              {waiting !== undefined && <RegisterCheck key={waiting.id} id={waiting.id} said={check.data} />}
              <h2>{words.registerFile.history.title}</h2>
              <History rows={rows} />
            </>
          )
        }}
      </Loaded>
    </section>
  )
}
