import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { call } from '../../api/client.js'
import { placeInUrl } from '../../api/path.js'
import { isApiProblem } from '../../api/problem.js'
import { useApi } from '../../api/use-api.js'
import { usePlace } from '../../app/use-place.js'
import { useDesk } from '../../i18n/desk.js'
import { useI18n, useWords } from '../../i18n/i18n.js'
import { Field, TextField, useFieldError } from '../../ui/form.js'
import { ProblemNote } from '../../ui/states.js'

type CountyProps = {
  readonly value: string
  readonly error: string | null
  readonly onChange: (code: string) => void
}

/**
 * The county: the place's own, one of the prefecture's, or a typed code. The box never changes its kind under the
 * writer's hand: a list that is still on its way is a closed list, not a box to type in.
 */
const CountyField = ({ value, error, onChange }: CountyProps) => {
  const { emergency: words } = useDesk()
  const { common } = useWords()
  const place = usePlace()
  const code = place.length > 6 ? place.slice(0, 6) : place
  const query = useApi('division.read', { params: { code: placeInUrl(code) } }, { staleTime: 3_600_000 })
  const found = query.data
  const counties =
    found?.place.level === 'county' ? [found.place] : (found?.children.filter((one) => one.level === 'county') ?? [])
  if (!query.isPending && counties.length === 0) {
    return (
      <TextField
        label={words.county}
        hint={words.countyHint}
        inputMode="numeric"
        maxLength={6}
        value={value}
        error={error}
        onChange={onChange}
      />
    )
  }
  return (
    <Field label={words.county} error={error}>
      {(ids) => (
        <select
          className="input"
          {...ids}
          value={value}
          disabled={query.isPending}
          onChange={(event) => onChange(event.target.value)}
        >
          <option value="">{query.isPending ? common.loading : words.chooseCounty}</option>
          {counties.map((one) => (
            <option key={one.code} value={one.code}>
              {one.name}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}

type Rules = { readonly openHours: number; readonly reasonLetters: number }

/** Opens one person: where, which number, why, and what will happen. The number is posted and kept nowhere. */
export const OpenForm = ({ rules }: { readonly rules: Rules }) => {
  const { emergency: words } = useDesk()
  const { number } = useI18n()
  const place = usePlace()
  const client = useQueryClient()
  const navigate = useNavigate()
  const [county, setCounty] = useState(place.length >= 6 ? place.slice(0, 6) : '')
  const [idNumber, setIdNumber] = useState('')
  const [reason, setReason] = useState('')
  const open = useMutation({
    mutationFn: () => call('emergency.open', { body: { county: county as never, idNumber, reason } }),
    onSuccess: async ({ personId }) => {
      client.removeQueries({ queryKey: ['person.read'] })
      await client.invalidateQueries({ queryKey: ['emergency.list'] })
      return navigate({ to: '/emergency/$person', params: { person: personId }, search: {} })
    },
  })
  const errorOf = useFieldError(open.error)
  const letters = reason.normalize('NFKC').match(/\p{L}/gu)?.length ?? 0
  const missing = isApiProblem(open.error) && open.error.code === 'not-found'
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    open.mutate()
  }
  return (
    <form className="card stack emergency-form" onSubmit={submit} noValidate autoComplete="off">
      <h2>{words.formTitle}</h2>
      {missing && (
        <p role="alert" className="note note-alarm">
          {words.notFound}
        </p>
      )}
      {open.error && !missing && <ProblemNote error={open.error} saving />}
      <CountyField value={county} error={errorOf('county')} onChange={setCounty} />
      <TextField
        label={words.idNumber}
        hint={words.idHint}
        autoComplete="off"
        spellCheck={false}
        maxLength={40}
        value={idNumber}
        error={errorOf('idNumber')}
        onChange={setIdNumber}
      />
      <Field label={words.reason} hint={words.reasonHint(number(rules.reasonLetters))} error={errorOf('reason')}>
        {(ids) => (
          <textarea
            className="input"
            rows={3}
            maxLength={500}
            {...ids}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        )}
      </Field>
      <p>{words.willHappen(number(rules.openHours))}</p>
      <button
        type="submit"
        className="btn btn-main"
        disabled={open.isPending || !/^\d{6}$/.test(county) || idNumber.trim() === '' || letters < rules.reasonLetters}
      >
        {open.isPending ? words.opening : words.submit}
      </button>
    </form>
  )
}
