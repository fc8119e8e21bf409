import { useDeals } from '../../i18n/deals.js'
import { useI18n } from '../../i18n/i18n.js'
import { formatDay } from '../../ui/time.js'
import type { Gate } from './types.js'

/** One gate in words: who confirmed it for which day, whether that still holds. */
export const useGateWords = (): ((gate: Gate) => string) => {
  const words = useDeals()
  const { language } = useI18n()
  return ({ day, by, holds }) => {
    if (day === null) return words.gateOpen
    const said = formatDay(day, language)
    return holds ? words.gateDone(by ?? '', said) : words.gateOld(said)
  }
}

/** What must be there before a unit is sent; each missing one is named (SUP-REQ-3). */
export const GatesList = ({ gates }: { readonly gates: readonly Gate[] }) => {
  const words = useDeals()
  const wordsOf = useGateWords()
  if (gates.length === 0) return <p className="muted">{words.gatesNone}</p>
  const missing = gates.filter(({ holds }) => !holds).map(({ gate }) => words.gates[gate])
  return (
    <>
      {missing.length > 0 ? (
        <p className="note note-warn">{words.gatesMissing(missing.join(words.listEnd))}</p>
      ) : (
        <p>{words.gatesAll}</p>
      )}
      <dl className="facts">
        {gates.map((one) => (
          <div key={one.gate} style={{ display: 'contents' }}>
            <dt>{words.gates[one.gate]}</dt>
            <dd className={one.holds ? '' : 'strong'}>
              {wordsOf(one)}
              {one.note !== null && <div className="muted small">{one.note}</div>}
            </dd>
          </div>
        ))}
      </dl>
    </>
  )
}
