import { moveUrgencies } from '@lianfang/domain/supply'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { useApi } from '../../api/use-api.js'
import { consignmentListSearch } from '../../app/search-consignments.js'
import { useConsignments } from '../../i18n/consignments.js'
import { Choice, focusFirstWrong, TextField } from '../../ui/form.js'
import { OneOf } from '../../ui/one-of.js'
import { Select } from '../../ui/select.js'
import { Loaded } from '../../ui/states.js'
import { useToast } from '../../ui/toast.js'
import type { Request } from '../deals/types.js'
import { useGoodsWords } from '../deals/use-many.js'
import { useName } from '../facilities/use-name.js'
import { OwnerChoice } from '../requests/owner-choice.js'
import { useKeptDraft } from '../session/kept-draft.js'
import { GoodsFields, NumberFields } from './goods-fields.js'
import { blankLeg, LegFields } from './leg-fields.js'
import { blankGoods, blankMake, type Given, type MakeDraft, type MakeFault, readMake } from './make-draft.js'
import { RoadFailure } from './road-failure.js'
import { useMake } from './use-make.js'

type PartProps = {
  readonly draft: MakeDraft
  readonly given: Given
  readonly set: (change: Partial<MakeDraft>) => void
  readonly wrong: (fault: MakeFault) => string | null
}

/** Whence: a store's book, or from outside with who gives or sells. */
const From = ({ draft, set, wrong }: PartProps) => {
  const { make: words, sources } = useConsignments()
  return (
    <>
      <Choice
        legend={words.from}
        name="from"
        value={draft.what}
        options={(['store', 'outside'] as const).map((value) => ({ value, label: words.whats[value] }))}
        onChange={(what) => set({ what })}
      />
      {draft.what === 'store' && (
        <>
          <p className="strong">{words.store}</p>
          <OwnerChoice kind="store" chosen={draft.store} error={wrong('store')} onChoose={(store) => set({ store })} />
        </>
      )}
      {draft.what === 'outside' && (
        <>
          <OneOf
            label={words.source}
            any={words.choose}
            value={draft.source === '' ? undefined : draft.source}
            options={(['donation', 'procurement', 'production'] as const).map((one) => [one, sources[one]] as const)}
            error={wrong('source')}
            onChange={(source) => set({ source: source ?? '' })}
          />
          <TextField
            label={words.party}
            maxLength={80}
            value={draft.party}
            error={wrong('party')}
            onChange={(party) => set({ party })}
          />
        </>
      )}
    </>
  )
}

const changed = <T,>(list: readonly T[], at: number, change: Partial<T>): readonly T[] =>
  list.map((one, i) => (i === at ? { ...one, ...change } : one))
const without = <T,>(list: readonly T[], at: number): readonly T[] => list.filter((_, i) => i !== at)

const Goods = ({ draft, set, wrong }: PartProps) => {
  const { make: words } = useConsignments()
  const { lines } = draft
  return (
    <section className="stack">
      <h3>{words.lines}</h3>
      {lines.map((line, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines have no name of their own while they are typed
        <div key={i} className="card stack">
          <GoodsFields
            draft={line}
            isOutside={draft.what === 'outside'}
            error={wrong(`line.${i}`)}
            set={(change) => set({ lines: changed(lines, i, change) })}
          />
          {lines.length > 1 && (
            <button type="button" className="btn" onClick={() => set({ lines: without(lines, i) })}>
              {words.dropLine}
            </button>
          )}
        </div>
      ))}
      <p>
        <button type="button" className="btn" onClick={() => set({ lines: [...lines, blankGoods] })}>
          {words.addLine}
        </button>
      </p>
    </section>
  )
}

const Legs = ({ draft, set, wrong }: PartProps) => {
  const { make: words } = useConsignments()
  const { legs } = draft
  return (
    <section className="stack">
      <h3>{words.legs}</h3>
      {legs.map((leg, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: legs have no name of their own while they are typed
        <fieldset key={i} className="card stack">
          <legend className="sr">
            {words.legs} {i + 1}
          </legend>
          <LegFields
            draft={leg}
            isTried={wrong(`leg.${i}`) !== null}
            set={(change) => set({ legs: changed(legs, i, change) })}
          />
          {legs.length > 1 && (
            <button type="button" className="btn" onClick={() => set({ legs: without(legs, i) })}>
              {words.dropLeg}
            </button>
          )}
        </fieldset>
      ))}
      <p>
        <button type="button" className="btn" onClick={() => set({ legs: [...legs, blankLeg(legs.at(-1))] })}>
          {words.addLeg}
        </button>
      </p>
    </section>
  )
}

type FormProps = {
  readonly given: Given
  /** What is told of it above the form. */
  readonly of: string | null
  readonly start: Partial<MakeDraft>
  /** The store it goes to, where that is decided. */
  readonly to: string | null
  /** Names the form, so that what was typed for one is not found in another. */
  readonly name: string
}

const MakeForm = ({ given, of, start, to, name }: FormProps) => {
  const words = useConsignments()
  const { make } = words
  const navigate = useNavigate()
  const search = consignmentListSearch(useSearch({ from: '/consignments' }))
  const toast = useToast()
  const goods = useGoodsWords()
  const { draft, set } = useKeptDraft<MakeDraft>(`consignment.${name}`, { ...blankMake, ...start })
  const [isTried, setTried] = useState(false)
  const { faults, body } = readMake(draft, given, to ?? draft.to?.id ?? null, (kind) => goods.find(kind)?.unit ?? '')
  const send = useMake({
    sent: draft.sent,
    keep: (sent) => set({ sent }),
    onDone: ({ id }) => {
      set(null)
      toast({ text: make.done })
      void navigate({ to: '/consignments/$id', params: { id }, search, replace: true })
    },
  })
  const onSubmit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    setTried(true)
    if (body === null) focusFirstWrong(event.currentTarget)
    else send.mutate(body)
  }
  const parts: PartProps = {
    ...{ draft, given, set },
    wrong: (fault) => (isTried && faults.includes(fault) ? make.missing : null),
  }
  return (
    <form className="stack" onSubmit={onSubmit} noValidate autoComplete="off">
      <h2 className="panel-title">{make.title}</h2>
      {of !== null && <p className="note">{of}</p>}
      {given.what !== 'transfer' && <From {...parts} />}
      {to === null && (
        <>
          <p className="strong">{make.to}</p>
          <OwnerChoice kind="store" chosen={draft.to} error={parts.wrong('to')} onChoose={(end) => set({ to: end })} />
        </>
      )}
      {given.what === 'free' && <Goods {...parts} />}
      {given.what === 'assignment' && draft.what === 'outside' && (
        <NumberFields
          draft={draft.lines[0] ?? blankGoods}
          error={parts.wrong('line.0') === null ? null : make.serialsOf(String(given.quantity))}
          set={(change) => set({ lines: [{ ...(draft.lines[0] ?? blankGoods), ...change }] })}
        />
      )}
      <Select
        label={make.urgency}
        value={draft.urgency}
        options={moveUrgencies.map((one) => [one, words.urgencies[one]] as const)}
        onChange={(urgency) => set({ urgency })}
      />
      <TextField
        label={make.reference}
        maxLength={80}
        value={draft.reference}
        onChange={(reference) => set({ reference })}
      />
      <Legs {...parts} />
      {isTried && body === null && (
        <p className="note note-alarm" role="alert">
          {make.faults}
        </p>
      )}
      <RoadFailure error={send.error} />
      <p>
        <button type="submit" className="btn btn-main" disabled={send.isPending || !goods.isReady}>
          {send.isPending ? make.sending : make.send}
        </button>
      </p>
    </form>
  )
}

type OfRequestProps = { readonly request: Request; readonly assignment: string }

/** Units assigned to a request: out of the store that offered them, else from outside, as their offer says. */
const OfAssignment = ({ request, assignment }: OfRequestProps) => {
  const { make: words } = useConsignments()
  const nameOf = useName()
  const { many, named } = useGoodsWords()
  const one = request.assignments.find(({ id }) => id === assignment)
  const offer = useApi('offer.read', { params: { id: one?.offer ?? '' } }, { enabled: one !== undefined })
  if (one === undefined) return null
  const given = { what: 'assignment', assignment, kind: one.kind, quantity: one.quantity } as const
  return (
    <Loaded query={offer}>
      {({ owner, channel }) => {
        const store = owner?.kind === 'store' ? { id: owner.id, name: owner.name } : null
        const isFromBooks = channel === 'transfer'
        const start: Partial<MakeDraft> = isFromBooks
          ? { what: 'store', store }
          : { what: 'outside', source: channel, party: one.from }
        const of = `${words.ofRequest(nameOf(request.hospital))}: ${named(one.kind)} ${many(one.quantity, one.kind)}`
        return <MakeForm given={given} of={of} start={start} to={null} name={assignment} />
      }}
    </Loaded>
  )
}

const OfRequest = ({ id, assignment }: { readonly id: string; readonly assignment: string }) => {
  const query = useApi('request.read', { params: { id } })
  return <Loaded query={query}>{(request) => <OfAssignment request={request} assignment={assignment} />}</Loaded>
}

/** A new consignment (E5): of assigned units, of a transfer that was sent, out of a store, or of goods from outside. */
export const NewConsignment = () => {
  const { make: words } = useConsignments()
  const { request, assignment, transfer, to } = useSearch({ from: '/consignments' })
  if (request !== undefined && assignment !== undefined) return <OfRequest id={request} assignment={assignment} />
  if (transfer !== undefined && to !== undefined) {
    const given = { what: 'transfer', transfer } as const
    return <MakeForm given={given} of={words.ofTransfer} start={{}} to={to} name={transfer} />
  }
  return <MakeForm given={{ what: 'free' }} of={null} start={{}} to={null} name="new" />
}
