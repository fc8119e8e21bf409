import type { BodyInput, RouteOf } from '@lianfang/contract'
import { facilityGrades, facilityKinds } from '@lianfang/domain/org'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { v7 as uuidv7 } from 'uuid'
import { call, type Reply } from '../../api/client.js'
import { placeInUrl } from '../../api/path.js'
import { isApiProblem } from '../../api/problem.js'
import { useApi } from '../../api/use-api.js'
import { useDesk } from '../../i18n/desk.js'
import { useTables } from '../../i18n/tables.js'
import { Field, TextField, useFieldError } from '../../ui/form.js'
import { ProblemNote, useProblemText } from '../../ui/states.js'
import { useMay, useSession } from '../session/session.js'
import { PlaceChoice } from './place-choice.js'
import { useName } from './use-name.js'

export type Facility = Reply<'facility.read'>
type Body = Omit<BodyInput<RouteOf<'facility.change'>>, 'version'>
type Answer = Reply<'facility.change'>

const bodyOf = (facility: Facility | null, place: string): Body => ({
  kind: facility?.kind ?? 'townshipCentre',
  name: facility?.name ?? '',
  nameEn: facility?.nameEn ?? null,
  place: facility?.place.code ?? place,
  grade: facility?.grade ?? 'none',
  phone: facility?.phone ?? null,
  aroundTheClock: facility?.aroundTheClock ?? false,
  creditCode: facility?.creditCode ?? null,
  organisation: facility?.organisation?.id ?? null,
  openFrom: facility?.openFrom ?? null,
})

type PartProps = { readonly body: Body; readonly set: (change: Partial<Body>) => void }

const OrganisationChoice = ({ body, set }: PartProps) => {
  const { facilities: words } = useDesk()
  const nameOf = useName()
  const query = useApi('organisation.list', { query: { place: placeInUrl(body.place) } })
  const open = (query.data?.rows ?? []).filter((one) => one.closedOn === null && body.place.startsWith(one.place.code))
  return (
    <Field label={words.organisation}>
      {(ids) => (
        <select
          className="input"
          {...ids}
          value={body.organisation ?? ''}
          onChange={(event) => set({ organisation: event.target.value === '' ? null : event.target.value })}
        >
          <option value="">{words.noOrganisation}</option>
          {open.map((one) => (
            <option key={one.id} value={one.id}>
              {`${'\u3000'.repeat(one.depth - 1)}${nameOf(one)}`}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}

const Choices = ({ body, set }: PartProps) => {
  const { facilities: words } = useDesk()
  const tables = useTables()
  return (
    <>
      <Field label={words.kind}>
        {(ids) => (
          <select
            className="input"
            {...ids}
            value={body.kind}
            onChange={(e) => set({ kind: facilityKinds.find((one) => one === e.target.value) ?? body.kind })}
          >
            {facilityKinds.map((kind) => (
              <option key={kind} value={kind}>
                {tables.facilityKinds[kind]}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label={words.grade}>
        {(ids) => (
          <select
            className="input"
            {...ids}
            value={body.grade}
            onChange={(e) => set({ grade: facilityGrades.find((one) => one === e.target.value) ?? body.grade })}
          >
            {facilityGrades.map((grade) => (
              <option key={grade} value={grade}>
                {words.grades[grade]}
              </option>
            ))}
          </select>
        )}
      </Field>
    </>
  )
}

const isWrongCode = (error: unknown): boolean => isApiProblem(error) && error.code === 'facility.credit-code'

const Texts = ({ body, set, error }: PartProps & { readonly error: unknown }) => {
  const { facilities: words } = useDesk()
  const errorOf = useFieldError(error)
  const textOf = useProblemText()
  return (
    <>
      <TextField
        label={words.phone}
        hint={words.phoneHint}
        inputMode="tel"
        maxLength={30}
        value={body.phone ?? ''}
        error={errorOf('phone')}
        onChange={(phone) => set({ phone })}
      />
      <label className="line">
        <input
          type="checkbox"
          checked={body.aroundTheClock}
          onChange={(event) => set({ aroundTheClock: event.target.checked })}
        />
        {words.aroundTheClock}
      </label>
      <TextField
        label={words.creditCode}
        hint={words.creditHint}
        maxLength={40}
        autoCapitalize="characters"
        value={body.creditCode ?? ''}
        error={isWrongCode(error) ? textOf(error) : errorOf('creditCode')}
        onChange={(creditCode) => set({ creditCode })}
      />
      <TextField
        label={words.openFrom}
        type="date"
        value={body.openFrom ?? ''}
        error={errorOf('openFrom')}
        onChange={(day) => set({ openFrom: day === '' ? null : day })}
      />
    </>
  )
}

type Props = { readonly facility: Facility | null; readonly place: string; readonly onAnswer: (answer: Answer) => void }

/** A new facility, or the one there is: what it is, where, how to reach it, whose it is. */
export const FacilityForm = ({ facility, place, onAnswer }: Props) => {
  const { facilities: words } = useDesk()
  const { acting } = useSession()
  const may = useMay()
  const [newId] = useState(() => uuidv7())
  const [body, setBody] = useState<Body>(() => bodyOf(facility, place))
  const set = (change: Partial<Body>): void => setBody((now) => ({ ...now, ...change }))
  const save = useMutation({
    mutationFn: (): Promise<Answer> =>
      facility === null
        ? call('facility.create', { body: { ...body, id: newId } })
        : call('facility.change', { params: { id: facility.id }, body: { ...body, version: facility.version } }),
    onSuccess: onAnswer,
  })
  const errorOf = useFieldError(save.error)
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    save.mutate()
  }
  return (
    <form className="stack" onSubmit={submit} noValidate autoComplete="off">
      <TextField
        label={words.name}
        maxLength={80}
        value={body.name}
        error={errorOf('name')}
        onChange={(name) => set({ name })}
      />
      <TextField
        label={words.nameEn}
        maxLength={120}
        value={body.nameEn ?? ''}
        error={errorOf('nameEn')}
        onChange={(nameEn) => set({ nameEn })}
      />
      <Choices body={body} set={set} />
      <PlaceChoice base={acting.place.code} value={body.place} onChange={(code) => set({ place: code })} />
      <Texts body={body} set={set} error={save.error} />
      {may('organisation.read') && <OrganisationChoice body={body} set={set} />}
      {/* Beside the button that was pressed: the top of so long a form is out of sight on a phone. */}
      {save.error && !isWrongCode(save.error) && <ProblemNote error={save.error} saving />}
      <button
        type="submit"
        className="btn btn-main"
        disabled={save.isPending || body.name.trim() === '' || body.place.length < 6}
      >
        {words.save}
      </button>
    </form>
  )
}
