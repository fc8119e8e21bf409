import { milestoneKinds } from '@lianfang/domain/supply'
import { isApiProblem } from '../../api/problem.js'
import { useConsignments } from '../../i18n/consignments.js'
import { useI18n } from '../../i18n/i18n.js'
import { DealFailure } from '../deals/deal-failure.js'

type Details = Readonly<Record<string, unknown>>

/** What a refusal names beside its sentence: the line, what is left, the time that it does not fit with, the clock that was meant. */
const useNamed = (): ((code: string, d: Details) => string | null) => {
  const words = useConsignments()
  const { number } = useI18n()
  const { refused } = words
  const line = (d: Details): string => (typeof d['line'] === 'number' ? refused.line(number(d['line'])) : '')
  const left = (d: Details): string => (typeof d['left'] === 'number' ? refused.left(number(d['left'])) : '')
  return (code, d) => {
    switch (code) {
      case 'consignment.more':
      case 'consignment.quantity':
      case 'consignment.reason':
      case 'consignment.line':
        return `${line(d)} ${left(d)}`.trim() || null
      case 'consignment.time':
      case 'consignment.time-skipped':
      case 'consignment.time-twice':
        return refused.clock(String(d['local']), zoneName(words.zones, d['zone']))
      case 'consignment.time-doubtful': {
        const what = milestoneKinds.find((one) => one === d['what'])
        if (what === undefined) return null
        const against = refused.against(number(Number(d['leg'] ?? 0) + 1), words.what[what])
        return d['zone'] === null ? against : `${against} ${refused.meant(zoneName(words.zones, d['zone']))}`
      }
      default:
        return null
    }
  }
}

const zoneName = (zones: Readonly<Record<string, string>>, zone: unknown): string =>
  typeof zone === 'string' ? (zones[zone] ?? zone) : ''

/** Why nothing was recorded of a consignment: the sentence, and what it is about by name. */
export const RoadFailure = ({ error }: { readonly error: unknown }) => {
  const namedOf = useNamed()
  const named = isApiProblem(error) ? namedOf(error.code, error.body?.details ?? {}) : null
  return (
    <>
      <DealFailure error={error} />
      {named !== null && <p className="error">{named}</p>}
    </>
  )
}
