import { type FormEvent, useState } from 'react'
import { call } from '../../api/client.js'
import { useGrassroots } from '../../i18n/grassroots.js'
import { useI18n } from '../../i18n/i18n.js'
import { focusFirstWrong, TextField } from '../../ui/form.js'
import { formatDay } from '../../ui/time.js'
import { typedNumber } from '../../ui/typed-number.js'
import { DealFailure } from '../deals/deal-failure.js'
import { useMay } from '../session/session.js'
import type { Clinic } from './types.js'
import { useCommand } from './use-command.js'

type Props = { readonly clinic: Clinic }

const Form = ({ clinic }: Props) => {
  const { served: words } = useGrassroots()
  const [typed, setTyped] = useState('')
  const [source, setSource] = useState('')
  const [isTried, setTried] = useState(false)
  const act = useCommand(
    (body: { readonly population: number; readonly source: string }, id) =>
      call('grassroots.serve', { params: { id: clinic.id }, body: { ...body, id } }),
    {
      said: words.saved,
      next: () => {
        setTyped('')
        setSource('')
        setTried(false)
      },
    },
  )
  const population = typedNumber(typed)
  const isWrong = population === null || !Number.isInteger(population) || population < 1
  const onSubmit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    setTried(true)
    if (isWrong || source.trim() === '') focusFirstWrong(event.currentTarget)
    else act.mutate({ population, source: source.trim() })
  }
  return (
    <form className="stack" onSubmit={onSubmit} noValidate autoComplete="off" aria-label={words.title}>
      <TextField
        label={words.label}
        inputMode="numeric"
        maxLength={9}
        value={typed}
        error={isTried && isWrong ? words.wrong : null}
        onChange={setTyped}
      />
      <TextField
        label={words.source}
        hint={words.sourceHint}
        maxLength={200}
        value={source}
        error={isTried && source.trim() === '' ? words.sourceMissing : null}
        onChange={setSource}
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

/** How many people an institution serves, and who said so from what. */
export const Served = ({ clinic }: Props) => {
  const { served: words, notSaid } = useGrassroots()
  const { number, language } = useI18n()
  const may = useMay()
  const { served } = clinic
  return (
    <section className="stack">
      <h3>{words.title}</h3>
      {served === null ? (
        <p className="note note-warn">{notSaid}</p>
      ) : (
        <p>
          <strong className="num">{words.said(number(served.population))}</strong>{' '}
          <span className="muted">{words.by(served.source, served.by, formatDay(served.day, language))}</span>
        </p>
      )}
      {may('grassroots.serve') && <Form clinic={clinic} />}
    </section>
  )
}
