import { type GrassrootsItem, grassrootsItems } from '@lianfang/domain/supply'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { call } from '../../api/client.js'
import { placeInUrl } from '../../api/path.js'
import { useApi, usePages } from '../../api/use-api.js'
import { usePlace } from '../../app/use-place.js'
import { useGrassroots } from '../../i18n/grassroots.js'
import { useI18n } from '../../i18n/i18n.js'
import { focusFirstWrong, TextField } from '../../ui/form.js'
import { EmptyState, Loaded } from '../../ui/states.js'
import { formatDay } from '../../ui/time.js'
import { DealFailure } from '../deals/deal-failure.js'
import { useName } from '../facilities/use-name.js'
import { blankPrice, type ItemPrice, ItemPrices } from './item-prices.js'
import { fenOf } from './money.js'
import { ProposalLine } from './proposal-lines.js'
import type { Clinic, ClinicRow, Proposal } from './types.js'
import { useCommand } from './use-command.js'

/** Institutions whose breaches one form lists; the rest is for the next order. */
const atMost = 100

type Prices = Readonly<Partial<Record<GrassrootsItem, ItemPrice>>>

/** A proposal as it is ordered: of the kind that is chosen, in whole packs. */
export const asOrdered = (p: Proposal, price: ItemPrice, kinds: Clinic['kinds']): Proposal => {
  const chosen = kinds.find(({ item, kind }) => item === p.item && kind === price.kind)
  const { kind, unitsPerCourse } = chosen ?? p
  const perPack = price.perPack === '' ? null : Number(price.perPack)
  const units = p.missing * unitsPerCourse
  const packs = perPack === null || !(perPack >= 1) ? null : Math.ceil(units / perPack)
  return {
    ...p,
    ...{ kind, unitsPerCourse, units, packs, perPack: packs === null ? null : perPack },
    ordered: packs === null || perPack === null ? units : packs * perPack,
  }
}

type PickProps = {
  readonly rows: readonly ClinicRow[]
  readonly dropped: ReadonlySet<string>
  readonly proposalsOf: (row: ClinicRow) => readonly Proposal[]
  readonly drop: (dropped: ReadonlySet<string>) => void
}

const Pick = ({ rows, dropped, proposalsOf, drop }: PickProps) => {
  const { make: words } = useGrassroots()
  const { number } = useI18n()
  const nameOf = useName()
  const flip = (id: string): void => {
    const next = new Set(dropped)
    if (!next.delete(id)) next.add(id)
    drop(next)
  }
  return (
    <fieldset className="stack">
      <legend>{words.clinics(number(rows.length - dropped.size))}</legend>
      <p className="line">
        <button type="button" className="btn btn-quiet" onClick={() => drop(new Set())}>
          {words.all}
        </button>
        <button type="button" className="btn btn-quiet" onClick={() => drop(new Set(rows.map(({ id }) => id)))}>
          {words.none}
        </button>
      </p>
      {rows.map((row) => (
        <div key={row.id} className="card stack">
          <label className="line">
            <input type="checkbox" checked={!dropped.has(row.id)} onChange={() => flip(row.id)} />
            <strong>{nameOf(row)}</strong> <span className="muted">{row.place.name}</span>
          </label>
          <ul className="stack">
            {proposalsOf(row).map((one) => (
              <ProposalLine key={one.item} proposal={one} />
            ))}
          </ul>
        </div>
      ))}
    </fieldset>
  )
}

type FormProps = {
  readonly county: string
  readonly rows: readonly ClinicRow[]
  readonly isMore: boolean
  readonly today: string
  readonly kinds: Clinic['kinds']
}

const itemsOf = (rows: readonly ClinicRow[]): readonly GrassrootsItem[] =>
  grassrootsItems.filter((item) => rows.some((row) => row.proposals.some((one) => one.item === item)))

const isWrong = ({ perPack, price }: ItemPrice): boolean =>
  Number.isNaN(fenOf(price) ?? 0) || (perPack !== '' && !/^[1-9]\d{0,4}$/.test(perPack))

/** What is chosen, as it is sent and as it is shown beforehand. */
const useDraft = ({ rows, kinds }: Pick<FormProps, 'rows' | 'kinds'>) => {
  const items = itemsOf(rows)
  const [prices, setPrices] = useState<Prices>({})
  const [dropped, drop] = useState<ReadonlySet<string>>(new Set())
  const priceOf = (item: GrassrootsItem): ItemPrice =>
    prices[item] ?? { ...blankPrice, kind: kinds.find((one) => one.item === item)?.kind ?? '' }
  const chosenItems = items.filter((item) => priceOf(item).isIn)
  const proposalsOf = (row: ClinicRow): readonly Proposal[] =>
    row.proposals
      .filter(({ item }) => chosenItems.includes(item))
      .map((one) => asOrdered(one, priceOf(one.item), kinds))
  const shown = rows.filter((row) => proposalsOf(row).length > 0)
  const chosen = shown.filter(({ id }) => !dropped.has(id))
  const lines = chosen.flatMap(proposalsOf)
  return {
    ...{ items, priceOf, chosenItems, proposalsOf, shown, chosen, lines, dropped, drop },
    setPrice: (item: GrassrootsItem, price: ItemPrice) => setPrices({ ...prices, [item]: price }),
    isWrong: chosenItems.some((item) => isWrong(priceOf(item))),
    fen: lines.reduce((sum, line) => sum + line.ordered * (fenOf(priceOf(line.item).price) ?? 0), 0),
    body: {
      facilities: chosen.map(({ id }) => id),
      items: [...chosenItems],
      prices: chosenItems.map((item) => {
        const { kind, perPack, price } = priceOf(item)
        return { kind, perPack: perPack === '' ? null : Number(perPack), priceFen: fenOf(price) ?? 0 }
      }),
    },
  }
}

const Form = ({ county, rows, isMore, today, kinds }: FormProps) => {
  const { make: words } = useGrassroots()
  const { language, number } = useI18n()
  const navigate = useNavigate()
  const [name, setName] = useState(words.nameStart(formatDay(today, language)))
  const [isTried, setTried] = useState(false)
  const draft = useDraft({ rows, kinds })
  const act = useCommand(
    (body: typeof draft.body & { readonly name: string }, id: string) =>
      call('order.propose', { body: { ...body, id, county: county as never } }), // a code of the place switcher
    {
      said: words.done,
      next: (answer) => {
        if (!('result' in answer)) return
        void navigate({ to: '/orders/$id', params: { id: answer.result.id }, search: { place: county } })
      },
    },
  )
  const onSubmit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    setTried(true)
    if (name.trim() === '' || draft.isWrong || draft.chosen.length === 0) focusFirstWrong(event.currentTarget)
    else act.mutate({ ...draft.body, name: name.trim() })
  }
  return (
    <form className="stack-wide" onSubmit={onSubmit} noValidate autoComplete="off" aria-label={words.title}>
      <TextField
        label={words.name}
        maxLength={80}
        value={name}
        error={isTried && name.trim() === '' ? words.nameMissing : null}
        onChange={setName}
      />
      <fieldset className="stack">
        <legend>{words.items}</legend>
        {draft.items.map((item) => (
          <ItemPrices
            key={item}
            item={item}
            kinds={kinds.filter((one) => one.item === item).map(({ kind }) => kind)}
            price={draft.priceOf(item)}
            isTried={isTried}
            set={(price) => draft.setPrice(item, price)}
          />
        ))}
      </fieldset>
      <Pick rows={draft.shown} dropped={draft.dropped} proposalsOf={draft.proposalsOf} drop={draft.drop} />
      {isMore && <p className="note">{words.more}</p>}
      {draft.fen > 0 && <p className="num">{words.cost(number(draft.fen / 100))}</p>}
      {isTried && draft.chosen.length === 0 && (
        <p className="error" role="alert">
          {words.chooseOne}
        </p>
      )}
      <DealFailure error={act.error} />
      <p>
        <button type="submit" className="btn btn-main" disabled={act.isPending}>
          {act.isPending ? words.sending : words.send}
        </button>
      </p>
    </form>
  )
}

const OfBreaches = ({ county }: { readonly county: string }) => {
  const { make: words } = useGrassroots()
  // As the list beside asks: the same question has one answer.
  const breaches = usePages('grassroots.list', {
    query: { place: placeInUrl(county) as never, verdict: 'short', limit: atMost }, // the address's own code
  })
  const first = breaches.data?.pages[0]?.rows[0]?.id
  const one = useApi('grassroots.one', { params: { id: first ?? '' } }, { enabled: first !== undefined })
  return (
    <Loaded query={breaches}>
      {({ pages }) => {
        const { next = null, today = '' } = pages.at(-1) ?? {}
        const open = pages.flatMap(({ rows }) => rows).filter(({ proposals }) => proposals.length > 0)
        if (open.length === 0) return <EmptyState title={words.noBreach} />
        return (
          <Loaded query={one}>
            {({ kinds }) => <Form county={county} rows={open} isMore={next !== null} today={today} kinds={kinds} />}
          </Loaded>
        )
      }}
    </Loaded>
  )
}

/** A joint order of a county from the breaches of its institutions (K9, E10): whom it is for, how many each gets, and why. */
export const MakeOrder = () => {
  const { make: words } = useGrassroots()
  const place = usePlace()
  return (
    <div className="stack">
      <h2 className="panel-title">{words.title}</h2>
      <p className="muted">{words.intro}</p>
      {place.length < 6 ? <p className="note">{words.county}</p> : <OfBreaches county={place.slice(0, 6)} />}
    </div>
  )
}
