import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { call } from '../../api/client.js'
import { useApi } from '../../api/use-api.js'
import { useI18n } from '../../i18n/i18n.js'
import { useStoreWords } from '../../i18n/store.js'
import { Choice, Field, focusFirstWrong } from '../../ui/form.js'
import { EmptyState, Loaded, ProblemNote } from '../../ui/states.js'
import { type Act, type ActDraft, blankLine, type LineDraft, namesGoods } from './draft.js'
import { kindOfScan, productRef, scannedItems, withKind, withProduct, withScan } from './fill-scan.js'
import { earlierThan, type KindFigures, previewTaking, type Scan, type StockRow } from './goods.js'
import { ItemChoice } from './item-choice.js'
import { goOn, type LineProps } from './line-in.js'
import { Amount, KindChoice, useLineErrors } from './line-parts.js'
import { optionsFor, withEarlier, withOption } from './options.js'
import { readLine } from './read-line.js'
import { ScanField } from './scan-field.js'
import { ScanSaid } from './scan-said.js'
import { useGoods, useItemWords } from './use-store.js'

type Props = LineProps & {
  readonly store: string
  readonly act: Act
  readonly draft: ActDraft
  readonly setDraft: (change: Partial<ActDraft>) => void
}

const most = 200

const readItems = async (store: string, text: string): Promise<readonly StockRow[]> =>
  (await call('stock.list', { params: { id: store }, query: { text, limit: most } })).rows

type Found = { readonly scan: Scan; readonly rows: readonly StockRow[] | null }

/** What a label means in this store: its serial or lot among what is there, else its product and kind. */
const useLabel = ({ store, act, draft, line, set, setDraft }: Props, look: (text: string) => void) => {
  const { language } = useI18n()
  const { kindOf } = useGoods()
  const itemWords = useItemWords()
  const [label, setLabel] = useState<Found | null>(null)
  const place = (scan: Scan, rows: readonly StockRow[]): void => {
    const [first, ...others] = rows
    const kind = first === undefined ? kindOfScan(scan, kindOf) : kindOf(first.kind)
    if (kind === undefined) return
    const [only, ...more] = scan.products
    const bare =
      only !== undefined && more.length === 0
        ? withProduct(line, productRef(only, language), kind)
        : withKind(line, kind)
    const quantity = withScan(line, { ...scan, lot: null, expiry: null, serial: null }).quantity
    const options = first !== undefined && others.length === 0 ? optionsFor(act, draft, [first]) : []
    const [option] = options
    if (option === undefined || first === undefined) {
      look(first === undefined ? '' : (scan.serial ?? scan.lot ?? ''))
      set({ ...bare, quantity })
      return
    }
    if (option.reference !== null) setDraft({ reference: option.reference })
    set(withOption({ ...withKind(line, kind), quantity }, option, itemWords(first)))
  }
  const find = useMutation({
    mutationFn: async (scan: Scan) => {
      for (const code of [scan.serial, scan.lot]) {
        const found = code === null ? [] : scannedItems(await readItems(store, code), scan)
        if (found.length > 0) return found
      }
      return []
    },
    onSuccess: (rows, scan) => {
      setLabel({ scan, rows })
      place(scan, rows)
    },
  })
  const onScan = (scan: Scan): void => {
    setLabel({ scan, rows: null })
    if (scan.serial === null && scan.lot === null) place(scan, [])
    else find.mutate(scan)
  }
  return { label, onScan, error: find.error }
}

/** Which lots the book would take now: said before it is written. */
const Preview = ({
  line,
  rows,
  units,
}: {
  readonly line: LineDraft
  readonly rows: readonly StockRow[]
  readonly units: number
}) => {
  const words = useStoreWords()
  const itemWords = useItemWords()
  const { many } = useGoods()
  const { taken, lacking } = previewTaking(rows, { product: line.product?.id ?? null, quantity: units })
  return (
    <div className="note" aria-live="polite">
      {taken.length > 0 && <p className="strong">{words.willTake}</p>}
      <ul>
        {taken.map(({ row, quantity }) => (
          <li key={row.id} className="num">
            {words.takes(itemWords(row), many(quantity, row.kind))}
          </li>
        ))}
      </ul>
      {lacking > 0 && <p className="alarm-text">{words.lacking(many(lacking, line.kind))}</p>}
    </div>
  )
}

type ChoiceProps = Props & { readonly text: string; readonly onText: (text: string) => void }

/** Everything after the kind: which lot, how many, and what the book would take. */
const OfKind = (props: ChoiceProps) => {
  const { store, act, draft, setDraft, line, set, onSave, text, onText } = props
  const words = useStoreWords()
  const itemWords = useItemWords()
  const [isTried, setTried] = useState(false)
  const sought = text.trim()
  const query = useApi(
    'stock.list',
    { params: { id: store }, query: { kind: line.kind, limit: most, ...(sought === '' ? {} : { text: sought }) } },
    { keep: 'previous' },
  )
  const must = namesGoods(act, draft) ? 'named' : 'any'
  const read = readLine(act, line, must)
  const errorOf = useLineErrors(read, line, isTried)
  const rows = query.data?.rows ?? []
  const products = [...new Map(rows.filter((row) => row.product !== null).map((row) => [row.product, row])).values()]
  const earlier = act === 'issue' && !draft.reserved && line.item !== '' ? earlierThan(rows, line.item) : null
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    setTried(true)
    if (Object.keys(read.faults).length > 0) {
      focusFirstWrong(event.currentTarget)
      return
    }
    const passes = act === 'issue' && !draft.reserved
    onSave(passes ? withEarlier(line, rows, itemWords) : { ...line, earlier: '' }, 'done')
  }
  return (
    <form className="stack record" onSubmit={submit} onKeyDown={goOn} noValidate autoComplete="off">
      <Loaded query={query}>
        {({ next }) => (
          <>
            {must === 'any' && products.length > 0 && line.item === '' && (
              <Field label={words.product}>
                {(ids) => (
                  <select
                    {...ids}
                    className="input"
                    value={line.product?.id ?? ''}
                    onChange={(event) => {
                      const row = products.find(({ product }) => product === event.target.value)
                      const name = [row?.model, row?.maker].filter(Boolean).join(' · ')
                      const product = row === undefined ? null : { id: event.target.value, name, perPack: row.perPack }
                      set({ product, ...(product === null ? { measure: 'unit' as const } : {}) })
                    }}
                  >
                    <option value="">{words.noProduct}</option>
                    {products.map((row) => (
                      <option key={row.product} value={row.product ?? ''}>
                        {[row.model, row.maker].filter(Boolean).join(' · ')}
                      </option>
                    ))}
                  </select>
                )}
              </Field>
            )}
            <ItemChoice
              line={line}
              reference={draft.reference}
              options={optionsFor(act, draft, rows)}
              mayLeave={must === 'any'}
              hasMore={next !== null}
              text={text}
              error={errorOf('item')}
              onText={onText}
              onChoose={(option) => {
                if (option === null) return set({ item: '', named: '', there: null, state: 'free' })
                if (option.reference !== null) setDraft({ reference: option.reference })
                set(withOption(line, option, itemWords(option.row)))
              }}
            />
            <Amount line={line} read={read} error={errorOf('quantity')} set={set} />
            {earlier !== null && <p className="note note-warn">{words.passesBy(itemWords(earlier))}</p>}
            {must === 'any' && line.item === '' && read.units !== null && next === null && sought === '' && (
              <Preview line={line} rows={rows} units={read.units} />
            )}
            <button type="submit" className="btn btn-main btn-big">
              {words.saveLine}
            </button>
          </>
        )}
      </Loaded>
    </form>
  )
}

/** The kinds a store has, with what there is to take beside their names. */
const useKindsHere = (act: Act, rows: readonly KindFigures[]): ReadonlyMap<string, string> => {
  const words = useStoreWords()
  const { nameOf, many } = useGoods()
  const isUse = act === 'issue' || act === 'reserve'
  return new Map(
    rows.map((row) => [
      row.kind,
      isUse
        ? words.kindWith(nameOf(row.kind), many(row.available, row.kind))
        : words.kindHas(nameOf(row.kind), many(row.onHand, row.kind)),
    ]),
  )
}

const Editor = (props: Props & { readonly kinds: readonly KindFigures[] }) => {
  const { act, draft, setDraft, line, set, kinds } = props
  const words = useStoreWords()
  const { kindOf } = useGoods()
  const [text, setText] = useState('')
  const { label, onScan, error } = useLabel(props, setText)
  const here = useKindsHere(act, kinds)
  return (
    <>
      {act === 'issue' && draft.lines.length === 0 && (
        <Choice
          legend={words.takeFrom}
          name="reserved"
          value={draft.reserved ? 'reserved' : 'free'}
          options={(['free', 'reserved'] as const).map((value) => ({ value, label: words.takeFromOf[value] }))}
          onChange={(value) => {
            setDraft({ reserved: value === 'reserved', reference: '' })
            set({ ...blankLine })
          }}
        />
      )}
      <ScanField onScan={onScan} />
      {error !== null && <ProblemNote error={error} asking />}
      {label !== null && (
        <ScanSaid
          scan={label.scan}
          changed={[]}
          chosen={line.product?.id ?? null}
          isNotHere={label.rows !== null && label.rows.length === 0}
          onProduct={(product, code) => {
            const kind = kindOf(code)
            if (kind !== undefined) set(withProduct({ ...line, item: '', named: '', there: null }, product, kind))
          }}
        />
      )}
      <KindChoice
        value={line.kind}
        error={null}
        of={here}
        onChange={(code) => {
          const kind = kindOf(code)
          setText('')
          set(kind === undefined ? { kind: '' } : withKind(line, kind))
        }}
      />
      {line.kind !== '' && <OfKind key={line.kind} {...props} text={text} onText={setText} />}
    </>
  )
}

/** Goods that go out, are held, moved or reserved (E9): what the store has, and the book's own choice where it may choose. */
export const LineOut = (props: Props) => {
  const words = useStoreWords()
  const query = useApi('stock.kinds', { params: { id: props.store } })
  return (
    <Loaded query={query}>
      {({ rows }) =>
        rows.length === 0 ? (
          <EmptyState title={words.nothingHere}>
            <p>{words.nothingHint}</p>
          </EmptyState>
        ) : (
          <Editor {...props} kinds={rows} />
        )
      }
    </Loaded>
  )
}
