import type { RecallReach } from '@lianfang/contract'
import { useMutation } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { v7 as uuidv7 } from 'uuid'
import { call } from '../../api/client.js'
import { placeInUrl } from '../../api/path.js'
import { useApi } from '../../api/use-api.js'
import { recallListSearch } from '../../app/search-supply.js'
import { usePlace } from '../../app/use-place.js'
import { usePlaceName } from '../../i18n/place-name.js'
import { useStock } from '../../i18n/stock.js'
import { Field, TextField } from '../../ui/form.js'
import { OneOf } from '../../ui/one-of.js'
import { PlaceSelect } from '../../ui/place-select.js'
import { ProblemNote } from '../../ui/states.js'
import { useSession } from '../session/session.js'
import { useKinds } from '../supply/use-kinds.js'
import { type RecallBody, RecallSend } from './recall-send.js'
import { ScanField, type Scanned } from './scan-field.js'

type Typed = {
  readonly place: string
  readonly kind: string
  readonly product: string
  readonly lot: string
  readonly serials: string
  readonly reason: string
}

const countyLength = 6

/** What was typed as it is sent: serial numbers stand one a line. */
const bodyOf = (typed: Typed, id: string): RecallBody => {
  const serials = typed.serials
    .split(/[\n,，、;；]/)
    .map((one) => one.trim())
    .filter((one) => one !== '')
  return {
    ...{ id, place: placeInUrl(typed.place), kind: typed.kind },
    ...{ product: typed.product === '' ? null : typed.product, lot: typed.lot.trim() === '' ? null : typed.lot },
    ...{ serials: serials.length === 0 ? null : serials, reason: typed.reason },
  }
}

type PartProps = { readonly typed: Typed; readonly set: (change: Partial<Typed>) => void }

/** The reader's own place and those on the way down to the one that the page shows, to the county. */
const PlaceOf = ({ typed, set }: PartProps) => {
  const { recalls: words } = useStock()
  const { acting } = useSession()
  const nameOf = usePlaceName()
  const query = useApi('division.read', { params: { code: placeInUrl(usePlace()) } }, { staleTime: 3_600_000 })
  const { code: own } = acting.place
  const below = query.data === undefined ? [] : [...query.data.chain, query.data.place]
  return (
    <PlaceSelect
      label={words.place}
      empty={nameOf(acting.place)}
      places={below.filter(({ code }) => code !== own && code.startsWith(own) && code.length <= countyLength)}
      value={typed.place === own ? '' : typed.place}
      onChange={(code) => set({ place: code === '' ? own : code })}
    />
  )
}

type WhatProps = PartProps & { readonly products: Scanned['products'] }

const What = ({ typed, set, products }: WhatProps) => {
  const { recalls: words, item } = useStock()
  const { kinds, nameOf } = useKinds()
  const known = products.map((one) => [one.id, item.product(one.model, one.maker)] as const)
  const named = known.some(([id]) => id === typed.product)
  return (
    <>
      <OneOf
        label={words.kind}
        any={words.chooseKind}
        value={typed.kind === '' ? undefined : typed.kind}
        options={kinds.map((one) => [one.code, nameOf(one)] as const)}
        onChange={(kind = '') => set({ kind, product: '' })}
      />
      {(known.length > 0 || typed.product !== '') && (
        <OneOf
          label={words.product}
          any={words.anyProduct}
          value={typed.product === '' ? undefined : typed.product}
          options={typed.product === '' || named ? known : [...known, [typed.product, words.sameProduct] as const]}
          onChange={(product = '') =>
            set({ product, kind: products.find((one) => one.id === product)?.kind ?? typed.kind })
          }
        />
      )}
      <TextField label={words.lot} maxLength={20} value={typed.lot} onChange={(lot) => set({ lot })} />
      <Field label={words.serialList} hint={words.serialsHint}>
        {(ids) => (
          <textarea
            className="input"
            {...ids}
            rows={3}
            value={typed.serials}
            onChange={(event) => set({ serials: event.target.value })}
          />
        )}
      </Field>
    </>
  )
}

/** What a scanned label says over what was typed: a blank never overwrites. */
const withScan = (typed: Typed, { lot, serial, products }: Scanned): Typed => {
  const [only, another] = products
  const one = another === undefined ? only : undefined
  const serials = serial === null || typed.serials.split('\n').includes(serial) ? [] : [serial]
  return {
    ...typed,
    lot: lot ?? typed.lot,
    serials: [...(typed.serials === '' ? [] : [typed.serials]), ...serials].join('\n'),
    ...(one === undefined ? {} : { product: one.id, kind: one.kind }),
  }
}

const useTyped = (): readonly [Typed, (change: Partial<Typed>) => void] => {
  const { acting } = useSession()
  const place = usePlace().slice(0, countyLength)
  const search = useSearch({ from: '/recalls' })
  const [typed, setTyped] = useState<Typed>(() => ({
    ...{ place: place.startsWith(acting.place.code) ? place : acting.place.code, kind: search.kind ?? '' },
    ...{ product: search.product ?? '', lot: search.code ?? '', serials: search.serial ?? '', reason: '' },
  }))
  return [typed, (change) => setTyped((now) => ({ ...now, ...change }))]
}

/** A recall in two steps: what is recalled, then how far that reaches before it is sent. */
export const RecallForm = () => {
  const { recalls: words } = useStock()
  const [id] = useState(() => uuidv7())
  const [typed, set] = useTyped()
  const [products, setProducts] = useState<Scanned['products']>([])
  const [reach, setReach] = useState<RecallReach | null>(null)
  const navigate = useNavigate()
  const search = recallListSearch(useSearch({ from: '/recalls' }))
  const body = bodyOf(typed, id)
  const look = useMutation({
    mutationFn: () => {
      const { id: _id, reason: _reason, ...of } = body
      return call('recall.reach', { body: of })
    },
    onSuccess: setReach,
  })
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    look.mutate()
  }
  if (reach !== null) {
    return (
      <RecallSend
        body={body}
        product={products.find((one) => one.id === body.product)}
        reach={reach}
        onChange={() => setReach(null)}
        onDone={() => void navigate({ to: '/recalls/$id', params: { id }, search, replace: true })}
      />
    )
  }
  const named = typed.kind !== '' && (body.lot !== null || body.serials !== null)
  return (
    <form className="stack" onSubmit={submit} noValidate autoComplete="off">
      <h2 className="panel-title">{words.add}</h2>
      <ScanField
        onScanned={(scanned) => {
          setProducts(scanned.products)
          set(withScan(typed, scanned))
        }}
      />
      <PlaceOf typed={typed} set={set} />
      <What typed={typed} set={set} products={products} />
      <TextField label={words.reason} maxLength={200} value={typed.reason} onChange={(reason) => set({ reason })} />
      {look.error && <ProblemNote error={look.error} saving />}
      <button type="submit" className="btn btn-main" disabled={look.isPending || !named || typed.reason.trim() === ''}>
        {words.see}
      </button>
    </form>
  )
}
