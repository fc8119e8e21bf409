import { type Gated, gates, type RequisitionPaper, requisitionPapers } from '@lianfang/domain/supply'
import { isApiProblem } from '../../api/problem.js'
import { useDeals } from '../../i18n/deals.js'
import type { DealMessages } from '../../i18n/deals.zh-CN.js'
import { useI18n } from '../../i18n/i18n.js'
import { useSentenceOf } from '../../i18n/problem-words.js'

type Details = Readonly<Record<string, unknown>>
const families = ['supply.', 'stock.', 'consignment.', 'link.'] as const

type Number = (n: number) => string

const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])
const namesOf = (words: DealMessages, value: unknown): string =>
  list(value)
    .flatMap((one) => {
      const gate = gates.find((name: Gated) => name === one)
      const paper = requisitionPapers.find((name: RequisitionPaper) => name === one)
      if (gate !== undefined) return words.gates[gate]
      return paper === undefined ? [] : words.papers[paper]
    })
    .join(words.listEnd)

const keptWords = (words: DealMessages, d: Details, number: Number): string =>
  list(d['kept'])
    .flatMap((why) =>
      typeof why === 'string' && why in words.kept
        ? words.keptOne(number(Number(d[why] ?? 0)), words.kept[why as keyof DealMessages['kept']]) // just looked up
        : [],
    )
    .join(words.listEnd)

const moreOf = (words: DealMessages, code: string, d: Details, number: Number): string => {
  const { refused } = words
  const n = (key: string): string => number(Number(d[key] ?? 0))
  switch (code) {
    case 'supply.verify-above':
    case 'stock.quantity':
    case 'supply.requisition-last':
      return refused.most(n('most'))
    case 'supply.verify-reason':
      return refused.computed(n('computed'))
    case 'supply.verify-assigned':
    case 'supply.assigned-first':
      return refused.assigned(n('assigned'))
    case 'supply.assign-need':
    case 'supply.assign-offer':
      return refused.left(n('left'))
    case 'supply.gates-missing':
      return refused.missing(namesOf(words, d['gates']))
    case 'supply.requisition-missing':
      return refused.missing(namesOf(words, d['missing'] ?? d['papers']))
    case 'supply.transfer-contract':
      return `${refused.most(n('most'))} ${keptWords(words, d, number)}`
    case 'supply.offer-day':
      return refused.days(n('days'))
    case 'supply.request-doubtful':
      return refused.doubt(n('requested'), n('against'))
    default:
      return ''
  }
}

/** A named refusal of a request, an offer or a requisition, with its numbers; null for anything else. */
export const useDealRefusal = (): ((error: unknown) => string | null) => {
  const words = useDeals()
  const { number } = useI18n()
  const sentenceOf = useSentenceOf()
  return (error) => {
    if (!isApiProblem(error) || error.code === 'network') return null
    if (!families.some((family) => error.code.startsWith(family))) return null
    return `${sentenceOf(error.code)} ${moreOf(words, error.code, error.body?.details ?? {}, number)}`.trim()
  }
}

/** The code of a refusal, for what the page does beside telling it. */
export const codeOf = (error: unknown): string | null => (isApiProblem(error) ? error.code : null)
