import { type FormEvent, type KeyboardEvent, useRef, useState } from 'react'
import { isApiProblem } from '../../api/problem.js'
import { FieldLink } from '../../app/field-router.js'
import { useI18n } from '../../i18n/i18n.js'
import { useReport } from '../../i18n/report.js'
import { focusFirstWrong, TextField } from '../../ui/form.js'
import { EmptyState } from '../../ui/states.js'
import { formatInstant } from '../../ui/time.js'
import { useZone } from '../../ui/zone.js'
import type { Draft, Product, ReportForm, Typed } from './draft.js'
import type { Of } from './kept-report.js'
import { PeopleAndObstacles } from './people-obstacles.js'
import { ProductFigures } from './product-figures.js'
import { type FaultAt, type FaultWhy, readDraft } from './read-draft.js'
import { SendPart } from './send-part.js'
import { useProductName } from './use-figure-words.js'
import { useDayReport } from './use-send.js'

type Props = { readonly id: string; readonly form: ReportForm; readonly of: Of; readonly start: Draft }

// From here on a product is looked for, and how many are filled in is said.
const manyProducts = 12

const useFaultWords = (most: number): ((why: FaultWhy) => string) => {
  const { faults } = useReport()
  const { number } = useI18n()
  return (why) => (why === 'most' ? faults.most(number(most)) : faults[why])
}

type Products = {
  readonly form: ReportForm
  readonly id: string
  readonly lines: Draft['lines']
  readonly errorOf: (at: FaultAt) => string | null
  readonly onChange: (product: string, typed: Typed) => void
}

const isFilled = (typed: Typed | undefined): boolean =>
  typed !== undefined && Object.values(typed).some((text) => text !== '')

const Products = ({ form, id, lines, errorOf, onChange }: Products) => {
  const words = useReport()
  const { number } = useI18n()
  const nameOf = useProductName()
  const [text, setText] = useState('')
  const { products } = form
  const sought = text.trim().toLowerCase()
  const faulty = (product: Product): boolean =>
    (['made', 'inStock', 'onOrder'] as const).some((field) => errorOf(`${product.id}.${field}`) !== null)
  // What is to be put right stays in sight, whatever is looked for.
  const shown = products.filter((product) => nameOf(product).toLowerCase().includes(sought) || faulty(product))
  if (products.length === 0) {
    return (
      <EmptyState title={words.noProducts}>
        <p>{words.noProductsHint}</p>
        <FieldLink to={`${id}/products`} className="btn">
          {words.toProducts}
        </FieldLink>
      </EmptyState>
    )
  }
  return (
    <>
      {products.length > manyProducts && (
        <>
          <p className="muted num">
            {words.filled(
              number(products.filter((product) => isFilled(lines[product.id])).length),
              number(products.length),
            )}
          </p>
          <TextField label={words.findProduct} type="search" value={text} onChange={setText} />
        </>
      )}
      {shown.map((product) => (
        <ProductFigures
          key={product.id}
          product={product}
          typed={lines[product.id]}
          stands={form.stands?.lines.find((line) => line.product === product.id)}
          errorOf={errorOf}
          onChange={(typed) => onChange(product.id, typed)}
        />
      ))}
    </>
  )
}

/** The refusal of one figure by the server, where the rules changed after the page was read. */
const refusedAt = (error: unknown): string | null => {
  if (!isApiProblem(error) || error.code !== 'supply.report-impossible') return null
  const { product, field } = error.body?.details ?? {}
  return `${String(product)}.${String(field)}`
}

/** Enter goes on to the next field, as on a till: a keypad's "next" must not send half a report, nor a search the whole. */
const goOn = (event: KeyboardEvent<HTMLFormElement>): void => {
  const { target, currentTarget: form } = event
  if (event.key !== 'Enter' || !(target instanceof HTMLInputElement)) return
  event.preventDefault()
  const stops = [...form.querySelectorAll<HTMLElement>('input, [type="submit"]')]
  stops[stops.indexOf(target) + 1]?.focus()
}

/** The fields of a day, what is wrong or doubted in them, and the way out (E1, under a minute). */
export const ReportFields = ({ id, form, of, start }: Props) => {
  const words = useReport()
  const { language } = useI18n()
  const zone = useZone()
  const ref = useRef<HTMLFormElement>(null)
  const { draft, set, submit, send } = useDayReport({ id, form, of, start })
  const [tried, setTried] = useState(false)
  const faultWords = useFaultWords(form.values.most)
  const read = readDraft(draft, form)
  const refused = refusedAt(send.error)
  const errorOf = (at: FaultAt): string | null => {
    const why = tried ? read.faults.get(at) : undefined
    if (why !== undefined) return faultWords(why)
    return refused === at ? faultWords('most') : null
  }
  const meanwhile =
    form.stands === null ? null : words.meanwhile(form.stands.by, formatInstant(form.stands.at, zone, language))
  const change = (part: Partial<Draft>): void => {
    set(part)
    if (!send.isIdle && !send.isPending) send.reset()
  }
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault()
    setTried(true)
    if (read.faults.size > 0 && ref.current !== null) focusFirstWrong(ref.current)
  }
  return (
    <form ref={ref} className="stack-wide" onSubmit={onSubmit} onKeyDown={goOn} noValidate autoComplete="off">
      {form.part !== 'reporter' && <p className="note">{words.onBehalf}</p>}
      {meanwhile !== null && <p className="note">{meanwhile}</p>}
      <Products
        form={form}
        id={id}
        lines={draft.lines}
        errorOf={errorOf}
        onChange={(product, typed) => change({ lines: { ...draft.lines, [product]: typed } })}
      />
      <PeopleAndObstacles draft={draft} form={form} errorOf={errorOf} set={change} />
      <SendPart
        form={form}
        read={read}
        isTried={tried}
        isRefusedBelow={refused !== null}
        nothing={errorOf('report')}
        send={send}
        overtaken={send.data?.outcome === 'stale' ? meanwhile : null}
        onSend={() => submit(read)}
      />
    </form>
  )
}
