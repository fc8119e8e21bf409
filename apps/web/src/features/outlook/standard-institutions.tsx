import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { v7 as uuidv7 } from 'uuid'
import { call, type Reply } from '../../api/client.js'
import { useI18n } from '../../i18n/i18n.js'
import { useOutlookWords } from '../../i18n/outlook.js'
import { usePlaceName } from '../../i18n/place-name.js'
import { useTables } from '../../i18n/tables.js'
import { TextField, useFieldError } from '../../ui/form.js'
import { ProblemNote } from '../../ui/states.js'
import { TableBox } from '../../ui/table-box.js'
import { useMay } from '../session/session.js'
import { useKinds } from '../supply/use-kinds.js'
import { useSaid } from '../supply/use-said.js'

type Standard = Reply<'standard.read'>
type Institution = Standard['institutions'][number]

const wholeOf = (text: string): number | null => (/^\d+$/.test(text.trim()) ? Number(text) : null)

/** The beds of an institution as somebody told them. */
const BedsForm = ({ of, done }: { readonly of: Institution; readonly done: () => void }) => {
  const { standard: words } = useOutlookWords()
  const { said } = useSaid(['standard.read'])
  const [id] = useState(() => uuidv7())
  const [beds, setBeds] = useState(of.beds === null ? '' : String(of.beds))
  const [critical, setCritical] = useState(of.criticalBeds === null ? '' : String(of.criticalBeds))
  const save = useMutation({
    mutationFn: () =>
      call('standard.beds', {
        params: { facility: of.facility },
        body: { id, beds: wholeOf(beds), criticalBeds: wholeOf(critical) },
      }),
    onSuccess: (answer) => {
      said(answer, words.saved)
      done()
    },
  })
  const errorOf = useFieldError(save.error)
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    save.mutate()
  }
  return (
    <form className="filters" onSubmit={submit} noValidate autoComplete="off">
      <TextField
        label={words.all}
        inputMode="numeric"
        maxLength={6}
        value={beds}
        error={errorOf('beds')}
        onChange={setBeds}
      />
      <TextField
        label={words.critical}
        inputMode="numeric"
        maxLength={6}
        value={critical}
        error={errorOf('criticalBeds')}
        onChange={setCritical}
      />
      <button type="submit" className="btn btn-main" disabled={save.isPending}>
        {words.save}
      </button>
      <button type="button" className="btn btn-quiet" onClick={done}>
        {words.close}
      </button>
      {save.error && <ProblemNote error={save.error} saving />}
    </form>
  )
}

const Line = ({ of }: { readonly of: Institution }) => {
  const { standard: words, need } = useOutlookWords()
  const { number, language } = useI18n()
  const tables = useTables()
  const placeName = usePlaceName()
  const may = useMay()
  const [entering, setEntering] = useState(false)
  const told = (value: number | null): string => (value === null ? words.notTold : number(value))
  const short = of.quantity === null ? null : Math.max(0, of.quantity - (of.available ?? 0))
  return (
    <tr>
      <th scope="row" className="cell-line">
        {language === 'en' ? (of.nameEn ?? of.name) : of.name}
        <div className="muted small">
          {placeName(of.place)} · {words.named(words.graded[of.grade], tables.facilityKinds[of.of])}
        </div>
        {of.of === 'hospital' && <div className="small num">{words.bedsOf(told(of.beds), told(of.criticalBeds))}</div>}
        {entering && <BedsForm of={of} done={() => setEntering(false)} />}
        {of.of === 'hospital' && may('standard.manage') && !entering && (
          <button type="button" className="btn btn-quiet" onClick={() => setEntering(true)}>
            {words.enter}
          </button>
        )}
      </th>
      <td className="n" data-label={words.quantity}>
        {of.quantity === null ? '—' : number(of.quantity)}
      </td>
      <td className="n" data-label={words.own}>
        {of.available === null ? <span className="muted">{words.noStore}</span> : number(of.available)}
      </td>
      <td className="n" data-label={need.gap}>
        {short === null ? '—' : short === 0 ? words.enough : <strong>{number(short)}</strong>}
      </td>
    </tr>
  )
}

/** The institutions behind a kind: what each should have, and what its own stores have. */
export const Institutions = ({ standard, kind }: { readonly standard: Standard; readonly kind: string }) => {
  const { standard: words, need } = useOutlookWords()
  const { number } = useI18n()
  const { named } = useKinds()
  const { institutions, institutionsInAll } = standard
  return (
    <section className="stack">
      <h2>{words.listOf(named(kind))}</h2>
      <TableBox label={words.listOf(named(kind))}>
        <table className="table table-rows">
          <caption>{words.listOf(named(kind))}</caption>
          <thead>
            <tr>
              <th scope="col">{words.institution}</th>
              <th scope="col" className="n">
                {words.quantity}
              </th>
              <th scope="col" className="n">
                {words.own}
              </th>
              <th scope="col" className="n">
                {need.gap}
              </th>
            </tr>
          </thead>
          <tbody>
            {institutions.map((one) => (
              <Line key={one.facility} of={one} />
            ))}
          </tbody>
        </table>
      </TableBox>
      {institutionsInAll > institutions.length && (
        <p className="muted">{words.first(number(institutions.length), number(institutionsInAll))}</p>
      )}
    </section>
  )
}
