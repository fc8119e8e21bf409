import type { BodyInput, RouteOf } from '@lianfang/contract'
import type { FacilityKind } from '@lianfang/domain/org'
import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { v7 as uuidv7 } from 'uuid'
import { call, type Reply, serverNow } from '../../api/client.js'
import { useApi } from '../../api/use-api.js'
import { useCareHomeWords } from '../../i18n/care-homes.js'
import { useI18n } from '../../i18n/i18n.js'
import { Choice, Field, focusFirstWrong, TextField, useFieldError } from '../../ui/form.js'
import { ProblemNote } from '../../ui/states.js'
import { partsIn } from '../../ui/time.js'
import { useZone } from '../../ui/zone.js'
import { VillageChoice } from '../doorstep/village-choice.js'
import { useSession } from '../session/session.js'
import { type HomePage, useRenewHomes } from './use-care-homes.js'

type Body = Omit<BodyInput<RouteOf<'careHome.change'>>, 'version'>
type Institution = Reply<'facility.list'>['rows'][number]
type PartProps = {
  readonly body: Body
  readonly set: (change: Partial<Body>) => void
  readonly errorOf: (path: string) => string | null
}

const bodyOf = (home: HomePage | null): Body => ({
  kind: home?.kind ?? 'careHome',
  name: home?.name ?? '',
  village: home?.place.code ?? '',
  facility: home?.facility ?? null,
  phone: home?.phone ?? null,
  capacity: home?.capacity ?? null,
  hospital: home?.hospital?.id ?? null,
  liaison: home?.liaison ?? null,
  liaisonPhone: home?.liaisonPhone ?? null,
  greenChannelOn: home?.greenChannelOn ?? null,
})

/** The county's institutions of some kinds. */
const useInstitutions = (kind: FacilityKind): readonly Institution[] => {
  const { acting } = useSession()
  const place = acting.place.code.slice(0, 6)
  return useApi('facility.list', { query: { place, kind, limit: 200 } }, { staleTime: 600_000 }).data?.rows ?? []
}

type SelectProps = {
  readonly label: string
  readonly none: string
  readonly hint?: string
  readonly value: string | null
  readonly options: readonly Institution[]
  readonly onChange: (found: Institution | null) => void
}

const InstitutionSelect = ({ label, none, hint, value, options, onChange }: SelectProps) => (
  <Field label={label} hint={hint}>
    {(ids) => (
      <select
        className="input"
        {...ids}
        value={value ?? ''}
        onChange={({ target }) => onChange(options.find((one) => one.id === target.value) ?? null)}
      >
        <option value="">{none}</option>
        {options.map((one) => (
          <option key={one.id} value={one.id}>
            {one.name}
          </option>
        ))}
      </select>
    )}
  </Field>
)

const Own = ({ body, set, errorOf }: PartProps) => {
  const words = useCareHomeWords()
  const known = [...useInstitutions('careHome'), ...useInstitutions('welfareInstitution')]
  // Chosen from the list, the rest is filled in where it is still empty.
  const choose = (found: Institution | null): void =>
    set({
      facility: found?.id ?? null,
      ...(found === null || body.name !== '' ? {} : { name: found.name }),
      ...(found === null || (body.phone ?? '') !== '' ? {} : { phone: found.phone }),
      ...(found?.place.level === 'village' && body.village === '' ? { village: found.place.code } : {}),
      ...(found?.kind === 'careHome' || found?.kind === 'welfareInstitution' ? { kind: found.kind } : {}),
    })
  return (
    <>
      <InstitutionSelect
        label={words.facility}
        none={words.facilityNone}
        value={body.facility ?? null}
        options={known}
        onChange={choose}
      />
      <Choice
        legend={words.kind}
        name="home-kind"
        value={body.kind}
        options={(['careHome', 'welfareInstitution'] as const).map((value) => ({ value, label: words.kinds[value] }))}
        onChange={(kind) => set({ kind })}
      />
      <TextField
        label={words.name}
        maxLength={80}
        value={body.name}
        error={errorOf('name')}
        onChange={(name) => set({ name })}
      />
      <TextField
        label={words.ownPhone}
        hint={words.phoneHint}
        inputMode="tel"
        maxLength={30}
        value={body.phone ?? ''}
        error={errorOf('phone')}
        onChange={(phone) => set({ phone })}
      />
      <TextField
        label={words.capacity}
        inputMode="numeric"
        maxLength={4}
        value={body.capacity == null ? '' : String(body.capacity)}
        error={errorOf('capacity')}
        onChange={(text) => set({ capacity: /^\d+$/.test(text.trim()) ? Number(text) : null })}
      />
    </>
  )
}

const Hospital = ({ body, set, errorOf }: PartProps) => {
  const words = useCareHomeWords()
  const today = partsIn(serverNow(), useZone()).day
  const known = [
    ...useInstitutions('hospital'),
    ...useInstitutions('townshipCentre'),
    ...useInstitutions('communityCentre'),
  ]
  return (
    <fieldset className="card stack">
      <legend>{words.night}</legend>
      <InstitutionSelect
        label={words.hospital}
        none={words.hospitalNone}
        hint={words.hospitalHint}
        value={body.hospital ?? null}
        options={known}
        onChange={(found) => set({ hospital: found?.id ?? null })}
      />
      <p>
        <Link to="/facilities">{words.toFacilities}</Link>
      </p>
      <TextField
        label={words.liaison}
        hint={words.liaisonHint}
        maxLength={40}
        value={body.liaison ?? ''}
        error={errorOf('liaison')}
        onChange={(liaison) => set({ liaison })}
      />
      <TextField
        label={words.liaisonPhone}
        inputMode="tel"
        maxLength={30}
        value={body.liaisonPhone ?? ''}
        error={errorOf('liaisonPhone')}
        onChange={(liaisonPhone) => set({ liaisonPhone })}
      />
      <TextField
        label={words.greenOn}
        type="date"
        max={today}
        value={body.greenChannelOn ?? ''}
        error={errorOf('greenChannelOn')}
        onChange={(day) => set({ greenChannelOn: day === '' ? null : day })}
      />
    </fieldset>
  )
}

type Props = { readonly home: HomePage | null; readonly onSaved: (id: string) => void }

/** A new home, or the one there is: what it is, who answers there, and where its residents are taken. */
export const HomeForm = ({ home, onSaved }: Props) => {
  const words = useCareHomeWords()
  const { acting } = useSession()
  const { errors } = useI18n().words
  const renew = useRenewHomes()
  const [newId] = useState(() => uuidv7())
  // The version that was read when the form was opened: the page may be read anew while somebody types.
  const [version, setVersion] = useState(home?.version ?? 0)
  const [body, setBody] = useState<Body>(() => bodyOf(home))
  const [township, setTownship] = useState(
    () => home?.place.code.slice(0, 9) ?? (acting.place.code.length >= 9 ? acting.place.code.slice(0, 9) : ''),
  )
  const [checked, setChecked] = useState(false)
  const set = (change: Partial<Body>): void => setBody((now) => ({ ...now, ...change }))
  const save = useMutation({
    mutationFn: () =>
      home === null
        ? call('careHome.register', { body: { ...body, id: newId } })
        : call('careHome.change', { params: { id: home.id }, body: { ...body, version } }),
    onSuccess: async (answer) => {
      if (answer.outcome === 'stale') setVersion(answer.version)
      await renew()
      if (answer.outcome !== 'stale') onSaved(answer.id)
    },
  })
  const errorOf = useFieldError(save.error)
  const missing = body.name.trim() === '' || body.village === ''
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    setChecked(true)
    if (missing) focusFirstWrong(event.currentTarget)
    else save.mutate()
  }
  const part = { body, set, errorOf }
  return (
    <form className="stack narrow" onSubmit={submit} noValidate autoComplete="off">
      <Own {...part} />
      <VillageChoice
        township={township === '' ? body.village.slice(0, 9) : township}
        village={body.village === '' ? null : body.village}
        error={checked && body.village === '' ? words.missing : null}
        onChange={(town, village) => {
          setTownship(town)
          set({ village: village ?? '' })
        }}
      />
      <Hospital {...part} />
      {checked && missing && (
        <p className="error" role="alert">
          {words.missing}
        </p>
      )}
      {save.error && <ProblemNote error={save.error} saving />}
      {save.data?.outcome === 'stale' && (
        <p className="note note-warn" role="alert">
          {words.stale} {errors.notSaved}
        </p>
      )}
      <button type="submit" className="btn btn-main" disabled={save.isPending}>
        {words.save}
      </button>
    </form>
  )
}
