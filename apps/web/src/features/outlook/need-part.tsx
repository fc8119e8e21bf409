import { useNavigate, useSearch } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import type { Reply } from '../../api/client.js'
import { useOutlookWords } from '../../i18n/outlook.js'
import { TextField } from '../../ui/form.js'
import { TableBox } from '../../ui/table-box.js'
import { useKinds } from '../supply/use-kinds.js'
import { useFigures } from './figures.js'

type Need = Reply<'outlook.read'>['need']

/** The scenario: it lives in the address. */
const Scenario = () => {
  const { need: words } = useOutlookWords()
  const search = useSearch({ from: '/outlook/place' })
  const navigate = useNavigate()
  const [times, setTimes] = useState(search.times ?? '1')
  const [severe, setSevere] = useState(search.severe ?? '')
  const [critical, setCritical] = useState(search.critical ?? '')
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    const { times: _t, severe: _s, critical: _c, ...rest } = search
    const asked = { times, severe, critical }
    const said = Object.fromEntries(Object.entries(asked).filter(([, text]) => text.trim() !== ''))
    void navigate({ to: '/outlook/place', search: { ...rest, ...said }, resetScroll: false })
  }
  return (
    <form className="filters" onSubmit={submit} noValidate autoComplete="off">
      <TextField label={words.times} inputMode="decimal" maxLength={4} value={times} onChange={setTimes} />
      <TextField label={words.severe} inputMode="numeric" maxLength={6} value={severe} onChange={setSevere} />
      <TextField label={words.critical} inputMode="numeric" maxLength={6} value={critical} onChange={setCritical} />
      <button type="submit" className="btn">
        {words.apply}
      </button>
    </form>
  )
}

const Rows = ({ need }: { readonly need: Need }) => {
  const { need: words } = useOutlookWords()
  const { cases, amount, ratio } = useFigures()
  const { named, unitOf } = useKinds()
  return (
    <TableBox label={words.caption}>
      <table className="table table-rows">
        <caption>{words.caption}</caption>
        <thead>
          <tr>
            <th scope="col">{words.kind}</th>
            <th scope="col" className="n">
              {words.quantity}
            </th>
            <th scope="col">{words.formula}</th>
          </tr>
        </thead>
        <tbody>
          {need.kinds.map(({ kind, quantity, terms }) => (
            <tr key={kind}>
              <th scope="row">{named(kind)}</th>
              <td className="n" data-label={words.quantity}>
                {cases(quantity)} <span className="muted small">{unitOf(kind)}</span>
              </td>
              <td className="num small">
                {terms
                  .map((one) => words.term(amount(one.amount), words.bases[one.base], ratio(one.ratio)))
                  .join(' + ')}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableBox>
  )
}

/** What the days ahead need, by a named set, in a scenario; every figure with its formula (E2). */
export const NeedPart = ({ need }: { readonly need: Need }) => {
  const { need: words } = useOutlookWords()
  const { cases, amount } = useFigures()
  const most = (of: 'severe' | 'critical'): string => cases(Math.max(0, ...need.beds.map((day) => day[of])))
  const short = need.withoutBed.severe + need.withoutBed.critical > 0
  return (
    <section className="stack" aria-labelledby="need-title">
      <h2 id="need-title">{words.title}</h2>
      <p className="muted">
        {words.set(need.set.name, need.set.version)} · {need.set.source}
      </p>
      <Scenario />
      <p className="num">
        {words.peak(most('severe'), most('critical'))} {words.oxygen(amount(need.oxygenPerHour))}
      </p>
      {short && (
        <p className="note note-warn">
          {words.without(cases(need.withoutBed.severe), cases(need.withoutBed.critical))}
        </p>
      )}
      <Rows need={need} />
    </section>
  )
}
