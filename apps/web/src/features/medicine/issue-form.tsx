import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { call, type Reply } from '../../api/client.js'
import { useApi } from '../../api/use-api.js'
import { useCommandId } from '../../api/use-command-id.js'
import { useI18n } from '../../i18n/i18n.js'
import { useMedicineSupply } from '../../i18n/medicine-supply.js'
import { focusFirstWrong, TextField } from '../../ui/form.js'
import { OneOf } from '../../ui/one-of.js'
import { Loaded } from '../../ui/states.js'
import { formatDay } from '../../ui/time.js'
import { useToast } from '../../ui/toast.js'
import { typedNumber } from '../../ui/typed-number.js'
import { DealFailure } from '../deals/deal-failure.js'
import { useGoodsWords } from '../deals/use-many.js'
import { ofSupply } from './of-supply.js'

type Shelves = Reply<'medicine.shelves'>

/** A medicine in one store: how much of it can be given, and when the first of it ends. */
type Shelf = {
  readonly key: string
  readonly store: string
  readonly storeName: string
  readonly kind: string
  readonly available: number
  readonly ends: string | null
}

/** The lots of a kind in a store as one choice: the book itself takes the first to expire. Those that end first stand first. */
const shelvesIn = (rows: Shelves['rows']): readonly Shelf[] => {
  const byKey = new Map<string, Shelf>()
  for (const { store, storeName, kind, available, expiry } of rows) {
    const key = `${store}/${kind}`
    const before = byKey.get(key)
    const ends = before?.ends ?? expiry
    byKey.set(key, { key, store, storeName, kind, available: (before?.available ?? 0) + available, ends })
  }
  return [...byKey.values()].sort((a, b) => ((a.ends ?? '9999') < (b.ends ?? '9999') ? -1 : 1))
}

const wholeOf = (typed: string): number | null => {
  const n = typedNumber(typed)
  return n !== null && Number.isInteger(n) && n >= 1 ? n : null
}

type Body = {
  readonly store: string
  readonly day: string
  readonly kind: string
  readonly quantity: number
  readonly unit: string
  readonly days: number
  readonly reason: string | null
}

const useIssue = (request: string) => {
  const words = useMedicineSupply()
  const client = useQueryClient()
  const toast = useToast()
  const idOf = useCommandId()
  const askAnew = () => Promise.all(ofSupply.map((key) => client.invalidateQueries({ queryKey: [key] })))
  return useMutation({
    mutationFn: (body: Body) => call('medicine.issue', { params: { id: request }, body: { ...body, id: idOf(body) } }),
    onSuccess: async () => {
      idOf(null)
      toast({ text: words.sent })
      await askAnew()
    },
    // Somebody else may have issued it: then that is what is shown.
    onError: () => void askAnew(),
  })
}

const Fields = ({ request, shelves }: { readonly request: string; readonly shelves: Shelves }) => {
  const words = useMedicineSupply()
  const { number, language } = useI18n()
  const goods = useGoodsWords()
  const [key, setKey] = useState<string | undefined>(undefined)
  const [typed, setTyped] = useState({ quantity: '', days: '', reason: '' })
  const [isTried, setTried] = useState(false)
  const issue = useIssue(request)
  const all = shelvesIn(shelves.rows)
  const shelf = all.find((one) => one.key === key)
  const [quantity, days] = [wholeOf(typed.quantity), wholeOf(typed.days)]
  const isMore = shelf !== undefined && quantity !== null && quantity > shelf.available
  const isTooLong = days !== null && days > shelves.longestDays
  const isLong = days !== null && days > shelves.usualDays
  const reason = typed.reason.trim()
  const wrong = (isWrong: boolean, text: string): string | null => (isTried && isWrong ? text : null)
  const onSubmit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    setTried(true)
    const lacks = isMore || isTooLong || (isLong && reason === '')
    if (shelf === undefined || quantity === null || days === null || lacks) {
      focusFirstWrong(event.currentTarget)
      return
    }
    const unit = goods.find(shelf.kind)?.unit ?? ''
    const what = { store: shelf.store, day: shelves.today, kind: shelf.kind, quantity, unit }
    issue.mutate({ ...what, days, reason: isLong ? reason : null })
  }
  if (all.length === 0) return <p className="muted">{words.noShelf}</p>
  return (
    <form className="stack" onSubmit={onSubmit} noValidate autoComplete="off" aria-label={words.issue}>
      <OneOf
        label={words.shelf}
        any={words.choose}
        value={key}
        options={all.map((one) => {
          const ends = one.ends === null ? null : formatDay(one.ends, language)
          const many = goods.many(one.available, one.kind)
          return [one.key, words.shelfOf({ store: one.storeName, kind: goods.named(one.kind), many, ends })] as const
        })}
        error={wrong(shelf === undefined, words.choose)}
        onChange={setKey}
      />
      <TextField
        label={words.quantity}
        inputMode="numeric"
        maxLength={6}
        value={typed.quantity}
        error={
          wrong(quantity === null, words.wrong) ??
          wrong(isMore, words.more(goods.many(shelf?.available ?? 0, shelf?.kind ?? '')))
        }
        onChange={(text) => setTyped({ ...typed, quantity: text })}
      />
      <TextField
        label={words.daysLabel}
        hint={words.usual(number(shelves.usualDays), number(shelves.longestDays))}
        inputMode="numeric"
        maxLength={3}
        value={typed.days}
        error={wrong(days === null, words.wrong) ?? wrong(isTooLong, words.tooLong(number(shelves.longestDays)))}
        onChange={(text) => setTyped({ ...typed, days: text })}
      />
      {isLong && (
        <TextField
          label={words.reason}
          maxLength={200}
          value={typed.reason}
          error={wrong(reason === '', words.reasonMissing)}
          onChange={(text) => setTyped({ ...typed, reason: text })}
        />
      )}
      <DealFailure error={issue.error} />
      <p>
        <button type="submit" className="btn btn-main" disabled={issue.isPending || !goods.isReady}>
          {words.send}
        </button>
      </p>
    </form>
  )
}

/** Issue for a request out of a book that one keeps, the first to expire first; once (K9). */
export const IssueForm = ({ request }: { readonly request: string }) => {
  const query = useApi('medicine.shelves', { params: { id: request } })
  return <Loaded query={query}>{(shelves) => <Fields request={request} shelves={shelves} />}</Loaded>
}
