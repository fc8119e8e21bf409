import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import type { Reply } from '../../api/client.js'
import { placeInUrl } from '../../api/path.js'
import { usePlace } from '../../app/use-place.js'
import { useI18n } from '../../i18n/i18n.js'
import { useOutlookWords } from '../../i18n/outlook.js'
import { Field, TextField } from '../../ui/form.js'
import { TableBox } from '../../ui/table-box.js'
import { formatDay } from '../../ui/time.js'
import { useKinds } from '../supply/use-kinds.js'
import { useFigures } from './figures.js'

type Need = Reply<'outlook.read'>['need']

const edges = ['mid', 'low', 'high'] as const

/** The scenario: it lives in the address. */
const Scenario = () => {
  const { need: words } = useOutlookWords()
  const search = useSearch({ from: '/outlook/place' })
  const navigate = useNavigate()
  const [times, setTimes] = useState(search.times ?? '1')
  const [by, setBy] = useState<'mid' | 'low' | 'high'>(search.by ?? 'mid')
  const [severe, setSevere] = useState(search.severe ?? '')
  const [critical, setCritical] = useState(search.critical ?? '')
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    const { times: _t, by: _b, severe: _s, critical: _c, ...rest } = search
    const asked = { times, severe, critical }
    const said = Object.fromEntries(Object.entries(asked).filter(([, text]) => text.trim() !== ''))
    const edge = by === 'mid' ? {} : { by }
    void navigate({ to: '/outlook/place', search: { ...rest, ...said, ...edge }, resetScroll: false })
  }
  return (
    <form className="filters" onSubmit={submit} noValidate autoComplete="off">
      <TextField label={words.times} inputMode="decimal" maxLength={4} value={times} onChange={setTimes} />
      <Field label={words.by}>
        {(ids) => (
          <select
            className="input"
            {...ids}
            value={by}
            onChange={(event) => setBy(edges.find((one) => one === event.target.value) ?? 'mid')}
          >
            {edges.map((one) => (
              <option key={one} value={one}>
                {words.edges[one]}
              </option>
            ))}
          </select>
        )}
      </Field>
      <TextField label={words.severe} inputMode="numeric" maxLength={6} value={severe} onChange={setSevere} />
      <TextField label={words.critical} inputMode="numeric" maxLength={6} value={critical} onChange={setCritical} />
      <button type="submit" className="btn">
        {words.apply}
      </button>
    </form>
  )
}

const litres = (day: { readonly severe: number; readonly critical: number }, set: Need['set']): number =>
  set.oxygenSevere * day.severe + set.oxygenCritical * day.critical

const Rows = ({ need }: { readonly need: Need }) => {
  const place = usePlace()
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
            <th scope="col" className="n">
              {words.available}
            </th>
            <th scope="col" className="n">
              {words.gap}
            </th>
            <th scope="col">{words.formula}</th>
          </tr>
        </thead>
        <tbody>
          {need.kinds.map(({ kind, quantity, available, terms }) => (
            <tr key={kind}>
              <th scope="row">{named(kind)}</th>
              <td className="n" data-label={words.quantity}>
                {cases(quantity)} <span className="muted small">{unitOf(kind)}</span>
              </td>
              <td className="n" data-label={words.available}>
                <Link to="/stock" search={{ place: placeInUrl(place), kind }} className="quiet-link">
                  {cases(available)}
                </Link>
              </td>
              <td className="n" data-label={words.gap}>
                {quantity > available ? <strong>{cases(quantity - available)}</strong> : '0'}
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

/** The most beds of each severity and the most oxygen, each with the numbers that make it. */
const Peaks = ({ need }: { readonly need: Need }) => {
  const { need: words } = useOutlookWords()
  const { language } = useI18n()
  const { cases, amount, ratio } = useFigures()
  const { set } = need
  const peak = (of: 'severe' | 'critical') => [...need.needed].sort((a, b) => b[of] - a[of])[0]
  const bed = (of: 'severe' | 'critical', share: number, stay: number) => {
    const at = peak(of)
    if (at === undefined) return ''
    return words.bedFormula(formatDay(at.day, language), cases(at[of] / share), cases(stay), ratio(share))
  }
  const oxygen = [...need.beds].sort((a, b) => litres(b, set) - litres(a, set))[0] ?? { severe: 0, critical: 0 }
  const rows = [
    [words.severeTitle, cases(peak('severe')?.severe ?? 0), bed('severe', set.severeShare, set.severeStay)],
    [words.criticalTitle, cases(peak('critical')?.critical ?? 0), bed('critical', set.criticalShare, set.criticalStay)],
    [
      words.oxygenTitle,
      amount(need.oxygenPerHour),
      words.oxygenFormula(
        amount(oxygen.severe),
        ratio(set.oxygenSevere),
        amount(oxygen.critical),
        ratio(set.oxygenCritical),
      ),
    ],
  ] as const
  return (
    <dl className="facts">
      {rows.map(([label, value, formula]) => (
        <div key={label} style={{ display: 'contents' }}>
          <dt>{label}</dt>
          <dd className="num">
            <strong>{value}</strong> <span className="muted small">= {formula}</span>
          </dd>
        </div>
      ))}
    </dl>
  )
}

/** What the days ahead need, by a named set, in a scenario; every figure with its formula (E2). */
export const NeedPart = ({ need }: { readonly need: Need }) => {
  const { need: words } = useOutlookWords()
  const { cases } = useFigures()
  const short = need.withoutBed.severe + need.withoutBed.critical > 0
  return (
    <section className="stack" aria-labelledby="need-title">
      <h2 id="need-title">{words.title}</h2>
      <p className="muted">
        {words.set(need.set.name, need.set.version)} · {need.set.source}
      </p>
      <Scenario />
      <Peaks need={need} />
      {short && (
        <p className="note note-warn">
          {words.without(cases(need.withoutBed.severe), cases(need.withoutBed.critical))}
        </p>
      )}
      <p className="muted small">{words.stockHint}</p>
      <Rows need={need} />
    </section>
  )
}
