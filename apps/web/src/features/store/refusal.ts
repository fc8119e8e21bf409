import { isApiProblem } from '../../api/problem.js'
import { useI18n } from '../../i18n/i18n.js'
import { useSentenceOf } from '../../i18n/problem-words.js'
import { useStoreWords } from '../../i18n/store.js'
import { useSupply } from '../../i18n/supply.js'
import { formatDay } from '../../ui/time.js'
import type { HeadField } from './read-line.js'

type Refusal = {
  /** The line it is about, from 0; null: all of it. */
  readonly line: number | null
  readonly field: HeadField | null
  readonly sentence: string
}

const fields: Readonly<Record<string, HeadField>> = {
  'stock.order-reason': 'why',
  'stock.day-future': 'day',
  'stock.day-late': 'day',
  'stock.store-unknown': 'to',
  'stock.to-itself': 'to',
  'stock.same-state': 'held',
}

/** Says more than the sentence of the registry where the server gave its numbers. */
const useFigures = (): ((code: string, details: Readonly<Record<string, unknown>>) => string | null) => {
  const { refused } = useStoreWords()
  const { number, language } = useI18n()
  const { units } = useSupply()
  const n = (value: unknown): string => number(Number(value ?? 0))
  const either = (value: unknown): string =>
    /^\d{4}-\d\d-\d\d$/.test(String(value)) ? formatDay(String(value), language) : String(value)
  return (code, d) => {
    switch (code) {
      case 'stock.not-enough':
        return refused.notEnough({
          ...{ asked: n(d['asked']), onHand: n(d['onHand']), held: n(d['held']), expired: n(d['expired']) },
          ...{ reserved: n(d['reserved']), available: n(d['available']) },
        })
      case 'stock.quantity':
        return refused.most(n(d['most']))
      case 'stock.unit':
        return refused.unit(units[String(d['unit']) as keyof typeof units] ?? String(d['unit'])) // the catalogue's own list
      case 'stock.reserved-less':
        return refused.reserved(n(d['reserved']))
      case 'stock.expiry-differs':
      case 'stock.lot-differs':
        return refused.differs(either(d['known']), either(d['said']))
      case 'stock.serial-twice':
        return refused.serial(String(d['serial'] ?? ''))
      case 'stock.day-late':
        return refused.days(n(d['days']))
      case 'stock.count-moment':
        return refused.hours(n(d['hours']))
      case 'stock.count-reserved':
        return refused.reserved(n(d['reserved']))
      case 'stock.count-gone':
        return refused.gone(n(d['there']), n(d['missing']))
      case 'stock.goods-gone':
        return refused.missing(n(d['missing']))
      case 'stock.transit-more':
        return refused.left(n(d['left']))
      default:
        return null
    }
  }
}

/** A named refusal of the book: where it belongs on the page, and what it says with its numbers. Null for anything else. */
export const useRefusal = (): ((error: unknown) => Refusal | null) => {
  const sentenceOf = useSentenceOf()
  const figuresOf = useFigures()
  return (error) => {
    if (!isApiProblem(error) || error.code === 'network' || !error.code.startsWith('stock.')) return null
    const details = error.body?.details ?? {}
    const figures = figuresOf(error.code, details)
    const line = Number(details['line'])
    return {
      line: Number.isInteger(line) && line > 0 ? line - 1 : null,
      field: fields[error.code] ?? null,
      sentence: figures === null ? sentenceOf(error.code) : `${sentenceOf(error.code)} ${figures}`,
    }
  }
}

/** The item a refused count is about. */
export const refusedItem = (error: unknown): string | null => {
  const item = isApiProblem(error) ? error.body?.details?.['item'] : undefined
  return typeof item === 'string' ? item : null
}
