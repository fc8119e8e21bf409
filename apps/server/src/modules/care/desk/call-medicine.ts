import type { RecordCall } from '@lianfang/contract'
import { medicineOfCall } from '@lianfang/domain/care'
import type { MedicineValues } from '@lianfang/domain/policy'
import type { Instant } from '@lianfang/domain/shared'
import { v7 as uuidv7 } from 'uuid'
import type { Tx } from '../../../kernel/db/index.js'
import type { Call } from '../../../kernel/http/index.js'
import { problem } from '../../../kernel/problems/index.js'
import { tellMedicine } from '../medicine/say-medicine.js'
import { lockToldOf, openRequestOf } from '../medicine/sql.js'
import type { CareNeeds } from '../needs.js'

type Asking = {
  readonly home: string
  readonly person: string
  readonly command: RecordCall
  readonly now: Instant
  readonly actor: Call<'call.record'>['actor']
  readonly values: MedicineValues
  readonly hash: Buffer
}

/**
 * A call that says that medicine runs out is told like a worker's word: it opens the person's request, or joins the one that is open
 * (K4, K9; CARE-MED-1). Answers the request's id; null where the call is not about medicine.
 */
export const askForMedicine = async (needs: CareNeeds, tx: Tx, a: Asking): Promise<string | null> => {
  const { home, person, command, now, actor, values, hash } = a
  const said = medicineOfCall(command)
  if (said === null) return null
  const known = await lockToldOf(tx, { home, person })
  if (known === undefined) throw problem('not-found')
  const telling = { home, person, id: command.id, newsId: uuidv7(), known, said, at: now, now, actor, values, hash }
  const decision = await tellMedicine(needs, tx, telling)
  return decision.outcome === 'refused' ? null : openRequestOf(tx, { home, person })
}

/** What became of a call's word about medicine: a request that it opened has its own id. */
export const askedOf = (call: string, request: string | null): 'opens' | 'isOpen' | null => {
  if (request === null) return null
  return request === call ? 'opens' : 'isOpen'
}
