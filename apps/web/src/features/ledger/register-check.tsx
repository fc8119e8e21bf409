import { useState } from 'react'
import type { Reply } from '../../api/client.js'
import { useApi } from '../../api/use-api.js'
import { useDesk } from '../../i18n/desk.js'
import { useI18n } from '../../i18n/i18n.js'
import { useSentenceOf } from '../../i18n/problem-words.js'
import { Moment } from '../../ui/moment.js'
import { EmptyState, Loaded, ProblemNote } from '../../ui/states.js'
import { TableBox } from '../../ui/table-box.js'
import { useRegisterStep } from './use-register-step.js'

type Load = Reply<'register.load'>
type Change = Load['changes'][number]
const groups = ['jump', 'changed', 'new', 'same', 'wrong', 'unnamed'] as const
type Group = (typeof groups)[number]

const changesIn = (load: Load, group: Group): readonly Change[] =>
  group === 'jump' ? load.changes.filter(({ jump }) => jump) : load.changes.filter(({ verdict }) => verdict === group)

const countOf = (load: Load, group: Group): number =>
  group === 'wrong' || group === 'unnamed' ? load[group].length : changesIn(load, group).length

type RowsProps = { readonly load: Load; readonly group: Group }

const Changes = ({ load, group }: RowsProps) => {
  const { ledger } = useDesk()
  const { number } = useI18n()
  const words = ledger.registerFile
  const { columns } = ledger.registerList
  const fromTo = (from: number | null | undefined, to: number | null): string => {
    const now = to === null ? '—' : number(to)
    return from === undefined || from === to ? now : words.fromTo(from === null ? '—' : number(from), now)
  }
  return (
    <TableBox label={words.groups[group]} tall>
      <table className="table table-rows">
        <caption>{words.groups[group]}</caption>
        <thead>
          <tr>
            <th scope="col">{columns.village}</th>
            <th scope="col" className="n">
              {columns.residents}
            </th>
            <th scope="col" className="n">
              {columns.over65}
            </th>
            <th scope="col" className="n">
              {words.row}
            </th>
          </tr>
        </thead>
        <tbody>
          {changesIn(load, group).map((row) => (
            <tr key={row.village.code}>
              <th scope="row" className="cell-line">
                {row.village.name} <span className="muted">{row.township}</span>{' '}
                {row.jump && <span className="tag tag-alarm">{words.jump}</span>}
              </th>
              <td className="n" data-label={columns.residents}>
                {fromTo(row.from?.residents, row.to.residents)}
              </td>
              <td className="n" data-label={columns.over65}>
                {fromTo(row.from?.over65, row.to.over65)}
              </td>
              <td className="n" data-label={words.row}>
                {row.row}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableBox>
  )
}

const Wrong = ({ load, said }: { readonly load: Load; readonly said: Load['wrong'] }) => {
  const { ledger } = useDesk()
  const words = ledger.registerFile
  const saidIn = (row: number): string | null => said.find((one) => one.row === row)?.value ?? null
  return (
    <ul className="num">
      {load.wrong.map(({ row, field, code }) => (
        <li key={row}>{words.wrong(String(row), words.fields[field], words.faults[code](saidIn(row)))}</li>
      ))}
    </ul>
  )
}

const Unnamed = ({ load }: { readonly load: Load }) => {
  const { ledger } = useDesk()
  const { number } = useI18n()
  const words = ledger.registerFile
  return (
    <>
      <p>{words.unnamedHint}</p>
      <ul className="num columns">
        {load.unnamed.map(({ village, township, residents }) => (
          <li key={village.code}>
            {village.name} <span className="muted">{township}</span>{' '}
            {residents === null ? words.neverLoaded : words.keeps(number(residents))}
          </li>
        ))}
      </ul>
    </>
  )
}

const Rows = ({ load, group, said }: RowsProps & { readonly said: Load['wrong'] }) => {
  if (group === 'wrong') return <Wrong load={load} said={said} />
  if (group === 'unnamed') return <Unnamed load={load} />
  return <Changes load={load} group={group} />
}

/** What is to be done with the check: taken in, or why it cannot be. */
const Take = ({ load }: { readonly load: Load }) => {
  const { ledger } = useDesk()
  const { number } = useI18n()
  const sentenceOf = useSentenceOf()
  const words = ledger.registerFile
  const take = useRegisterStep('register.take', load.id)
  const n = load.changes.filter(({ verdict }) => verdict !== 'same').length
  if (load.outdated) return <p className="note note-warn">{sentenceOf('register.check-again')}</p>
  if (load.changes.length === 0) return <p className="note note-warn">{words.nothingRead}</p>
  if (n === 0) return <p className="note">{sentenceOf('register.nothing-new')}</p>
  return (
    <>
      {take.error && <ProblemNote error={take.error} saving />}
      <p className="line">
        <button type="button" className="btn btn-main" disabled={take.isPending} onClick={() => take.mutate()}>
          {words.take(number(n))}
        </button>
        {load.wrong.length > 0 && <span className="muted">{words.wrongStay(number(load.wrong.length))}</span>}
      </p>
    </>
  )
}

const Found = ({ load, said }: { readonly load: Load; readonly said: Load['wrong'] }) => {
  const { ledger } = useDesk()
  const { number } = useI18n()
  const words = ledger.registerFile
  const some = groups.filter((group) => countOf(load, group) > 0)
  const [chosen, choose] = useState<Group | null>(null)
  const group = chosen !== null && some.includes(chosen) ? chosen : (some[0] ?? null)
  return (
    <>
      <p>
        {words.checkedBy(load.by)} <Moment at={load.at} />
      </p>
      <p className="strong num">{words.sum(number(load.total.before), number(load.total.after))}</p>
      <Take load={load} />
      <fieldset className="verdicts">
        <legend className="sr">{words.which}</legend>
        {some.map((one) => (
          <button
            key={one}
            type="button"
            className={`verdict ${one === 'wrong' || one === 'jump' ? 'is-wrong' : ''}`}
            aria-pressed={one === group}
            onClick={() => choose(one)}
          >
            <span className="verdict-n num">{number(countOf(load, one))}</span>
            <span>{words.groups[one]}</span>
          </button>
        ))}
      </fieldset>
      {group === null ? <EmptyState title={words.nothingRead} /> : <Rows load={load} group={group} said={said} />}
    </>
  )
}

type Props = {
  readonly id: string
  /** The answer of the check itself: it alone says what stands in wrong rows. */
  readonly said: Load | undefined
}

/** A checked file of the population register against what stands, before it is taken in (K1). */
export const RegisterCheck = ({ id, said }: Props) => {
  const { ledger } = useDesk()
  const query = useApi('register.load', { params: { id } })
  return (
    <section className="note stack" aria-labelledby="register-found">
      <h3 id="register-found">{ledger.registerFile.found}</h3>
      <Loaded query={query} rows={6}>
        {(load) => <Found load={load} said={said?.id === id ? said.wrong : []} />}
      </Loaded>
    </section>
  )
}
