import type { BodyInput, RouteOf } from '@lianfang/contract'
import { storeKinds as kindsOfStore } from '@lianfang/domain/supply'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { v7 as uuidv7 } from 'uuid'
import { call, type Reply } from '../../api/client.js'
import { useApi } from '../../api/use-api.js'
import { useStock } from '../../i18n/stock.js'
import { TextField, useFieldError } from '../../ui/form.js'
import { OneOf } from '../../ui/one-of.js'
import { Select } from '../../ui/select.js'
import { ProblemNote } from '../../ui/states.js'
import { PlaceChoice } from '../facilities/place-choice.js'
import { useName } from '../facilities/use-name.js'
import { useMay, useSession } from '../session/session.js'

export type Store = Reply<'store.read'>
export type StoreAnswer = Reply<'store.change'>
type Body = Omit<BodyInput<RouteOf<'store.create'>>, 'id'>

/** What a store says of itself, as it is sent again with a change. */
export const storeBody = (store: Store): Body => ({
  name: store.name,
  nameEn: store.nameEn,
  place: store.place.code,
  kind: store.kind,
  facility: store.facility?.id ?? null,
  enterprise: store.enterprise?.id ?? null,
})

const emptyBody = (place: string): Body => ({
  ...{ name: '', nameEn: null, place, kind: 'warehouse', facility: null, enterprise: null },
})

type PartProps = { readonly body: Body; readonly store: Store | null; readonly set: (change: Partial<Body>) => void }

/** The one that is chosen stays in the list though the list does not name it. */
const withChosen = (
  options: readonly (readonly [string, string])[],
  chosen: { readonly id: string; readonly name: string } | null | undefined,
) =>
  chosen === null || chosen === undefined || options.some(([id]) => id === chosen.id)
    ? options
    : [...options, [chosen.id, chosen.name] as const]

const most = 200

const FacilityChoice = ({ body, store, set }: PartProps) => {
  const { stores: words } = useStock()
  const nameOf = useName()
  const county = body.place.slice(0, 6)
  const query = useApi(
    'facility.list',
    { query: { place: county, limit: most } },
    { enabled: county.length === 6, keep: 'previous' },
  )
  const options = (query.data?.rows ?? []).map((one) => [one.id, nameOf(one)] as const)
  return (
    <>
      <OneOf
        label={words.facility}
        any={words.noFacility}
        value={body.facility ?? undefined}
        options={withChosen(options, store?.facility)}
        onChange={(facility) => set({ facility: facility ?? null })}
      />
      {query.data?.next != null && <p className="muted small">{words.tooMany}</p>}
    </>
  )
}

const EnterpriseChoice = ({ body, store, set }: PartProps) => {
  const { stores: words } = useStock()
  const nameOf = useName()
  const county = body.place.slice(0, 6)
  const query = useApi(
    'enterprise.list',
    { query: { place: county, limit: most } },
    { enabled: county.length === 6, keep: 'previous' },
  )
  const options = (query.data?.rows ?? []).map((one) => [one.id, nameOf(one)] as const)
  return (
    <OneOf
      label={words.enterprise}
      any={words.noEnterprise}
      value={body.enterprise ?? undefined}
      options={withChosen(options, store?.enterprise)}
      onChange={(enterprise) => set({ enterprise: enterprise ?? null })}
    />
  )
}

type Props = {
  readonly store: Store | null
  readonly place: string
  readonly onAnswer: (answer: StoreAnswer) => void
}

/** A new store, or the one there is: name, place, kind, whose it is. */
export const StoreForm = ({ store, place, onAnswer }: Props) => {
  const { stores: words, storeKinds } = useStock()
  const { acting } = useSession()
  const may = useMay()
  const [newId] = useState(() => uuidv7())
  const [body, setBody] = useState<Body>(() => (store === null ? emptyBody(place) : storeBody(store)))
  const set = (change: Partial<Body>): void => setBody((now) => ({ ...now, ...change }))
  const save = useMutation({
    mutationFn: (): Promise<StoreAnswer> =>
      store === null
        ? call('store.create', { body: { ...body, id: newId } })
        : call('store.change', {
            params: { id: store.id },
            body: { ...body, version: store.version, closedOn: store.closedOn },
          }),
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
      <Select
        label={words.kind}
        value={body.kind}
        options={kindsOfStore.map((one) => [one, storeKinds[one]] as const)}
        onChange={(kind) => set({ kind })}
      />
      <PlaceChoice base={acting.place.code} value={body.place} onChange={(code) => set({ place: code })} />
      {may('facility.read') && <FacilityChoice body={body} store={store} set={set} />}
      {(body.kind === 'finishedGoods' || body.enterprise !== null) && (
        <EnterpriseChoice body={body} store={store} set={set} />
      )}
      {save.error && <ProblemNote error={save.error} saving />}
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
