import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { call, type Reply } from '../../api/client.js'
import { usePages } from '../../api/use-api.js'
import { Page } from '../../app/page.js'
import { useDesk } from '../../i18n/desk.js'
import { useI18n } from '../../i18n/i18n.js'
import { useTables } from '../../i18n/tables.js'
import { EmptyState, Loaded, ProblemNote } from '../../ui/states.js'
import { TableBox } from '../../ui/table-box.js'
import { useCounty } from './use-county.js'
import './ledger.css'

type Pair = Reply<'doubtful.list'>['rows'][number]
type Decision = 'same' | 'different'

const PairTable = ({ pair }: { readonly pair: Pair }) => {
  const { ledger: words } = useDesk()
  const { number, words: common } = useI18n()
  const shared = useTables()
  const fields = [...new Set([...pair.left.fields, ...pair.right.fields].map((one) => one.field))]
  const textOf = (side: Pair['left'], field: (typeof fields)[number]): string =>
    said(field, side.fields.find((one) => one.field === field)?.value ?? '')
  // What the server names by a word of its own is said in the reader's.
  const tables: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    sex: common.person.sex,
    vaccination: common.person.vaccination,
    living: words.livingOf,
  }
  const said = (field: string, value: string): string => tables[field]?.[value] ?? value
  const heading = (side: Pair['left'], i: 0 | 1) => (
    <th scope="col">
      {side.personId === null
        ? pair.importId === null
          ? words.arriving
          : words.sides[1]
        : words.sides[i === 0 || side.row === null ? 0 : 1]}
      {side.row !== null && <span className="muted small"> · {words.rowOf(number(side.row))}</span>}
    </th>
  )
  return (
    <TableBox label={words.doubtfulCaption}>
      <table className="table pair">
        <caption>{words.doubtfulCaption}</caption>
        <thead>
          <tr>
            <th scope="col">{words.field}</th>
            {heading(pair.left, 0)}
            {heading(pair.right, 1)}
          </tr>
        </thead>
        <tbody>
          {fields.map((field) => {
            const [left, right] = [textOf(pair.left, field), textOf(pair.right, field)]
            const differs = left !== right
            return (
              <tr key={field} className={differs ? 'differs' : ''}>
                <th scope="row">
                  {shared.fields[field]} {differs && <span className="tag">{words.differs}</span>}
                </th>
                <td>{left === '' ? <span className="muted">–</span> : left}</td>
                <td>{right === '' ? <span className="muted">–</span> : right}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </TableBox>
  )
}

/** Decides pair by pair; the next one comes up at once, the decision travels behind. */
const useDecide = () => {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ id, decision }: { readonly id: string; readonly decision: Decision }) =>
      call('doubtful.decide', { params: { id }, body: { decision } }),
    onSettled: () => client.invalidateQueries({ queryKey: ['doubtful.list'] }),
  })
}

const Review = ({ county }: { readonly county: string }) => {
  const { ledger: words } = useDesk()
  const { number } = useI18n()
  const query = usePages('doubtful.list', { query: { county, limit: 50 } })
  const decide = useDecide()
  const [decided, setDecided] = useState<ReadonlySet<string>>(new Set())
  const open = (query.data?.pages.flatMap((page) => page.rows) ?? []).filter((pair) => !decided.has(pair.id))
  const [pair] = open
  const choose = (decision: Decision): void => {
    if (pair === undefined) return
    const { id } = pair
    setDecided((old) => new Set([...old, id]))
    decide.mutate(
      { id, decision },
      { onError: () => setDecided((old) => new Set([...old].filter((one) => one !== id))) },
    )
    if (open.length < 5 && query.hasNextPage) void query.fetchNextPage()
  }
  const current = useRef(choose)
  current.current = choose
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.repeat || event.target instanceof HTMLInputElement) return
      if (event.key === 's') current.current('same')
      if (event.key === 'd') current.current('different')
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [])
  return (
    <Loaded query={query}>
      {() => (
        <>
          {decide.error && <ProblemNote error={decide.error} saving />}
          {pair === undefined ? (
            <EmptyState title={words.doubtfulEmpty} />
          ) : (
            <div className="stack" aria-live="polite">
              <p className="muted num">{words.left(`${number(open.length)}${query.hasNextPage ? '+' : ''}`)}</p>
              <PairTable pair={pair} />
              <p className="line">
                <button type="button" className="btn btn-main" onClick={() => choose('same')}>
                  {words.same} <kbd>s</kbd>
                </button>
                <button type="button" className="btn" onClick={() => choose('different')}>
                  {words.different} <kbd>d</kbd>
                </button>
              </p>
            </div>
          )}
        </>
      )}
    </Loaded>
  )
}

export const DoubtfulPage = () => {
  const { ledger: words } = useDesk()
  const county = useCounty()
  return (
    <Page title={words.doubtfulTitle} aside={words.doubtfulIntro}>
      {county === null ? <EmptyState title={words.needCounty} /> : <Review county={county} />}
    </Page>
  )
}
