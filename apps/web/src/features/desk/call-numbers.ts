import { readDeskNumber } from '@lianfang/domain/care'
import type { Call } from './use-desk-page.js'

type Numbered = Pick<Call, 'caller' | 'home'>

/** Numbers under which somebody can be called back: the caller's, where it is one, and those on the ledger. */
export const numbersOf = ({ caller, home }: Numbered) => ({
  // Calls recorded before numbers were read may hold anything.
  caller: readDeskNumber(caller.number).outcome === 'read' ? caller.number : '',
  ledger: (home?.phones ?? []).filter((phone) => phone !== caller.number),
})

/** Whether anybody can call back an open call; `noWay`: nobody can, and since it is more than advice somebody has to go there. */
export const wayBack = (call: Numbered & Pick<Call, 'closed' | 'outcome'>): 'open' | 'noWay' | 'noWayAdvice' => {
  const { caller, ledger } = numbersOf(call)
  if (call.closed !== null || caller !== '' || ledger.length > 0) return 'open'
  return call.outcome === 'advice' ? 'noWayAdvice' : 'noWay'
}
