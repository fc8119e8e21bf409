import type { Actor } from '@lianfang/domain/org'
import type { PlaceCode } from '@lianfang/domain/shared'
import { writeAudit } from '../../../kernel/audit/index.js'
import type { Tx } from '../../../kernel/db/index.js'
import { leaveInbox } from '../../../kernel/settle/index.js'
import { newsOf, placeOf } from './say-medicine.js'
import { closeRow, lockRequest, renewState } from './sql.js'

/** A request for medicine as supply knows it: where it is, whose it is, whether it is open. No name and no disease. */
export type MedicineAsked = {
  readonly id: string
  readonly person: string
  readonly place: PlaceCode
  readonly teamId: string | null
  readonly open: boolean
}

export type MedicineHandedOver = {
  readonly home: string
  readonly id: string
  readonly at: Date
  readonly days: number
  readonly long: boolean
  /** The command that closes it. */
  readonly command: string
  readonly hash: Buffer
}

/** The request, held until the transaction ends; nothing for who may not read it. */
const find = async (tx: Tx, home: string, id: string): Promise<MedicineAsked | undefined> => {
  const row = await lockRequest(tx, home, id)
  if (row === undefined) return undefined
  return { id, person: row.person, place: placeOf(row), teamId: row.team, open: row.closed_at === null }
}

/** Closes a request with medicine that was handed over: so many days are left from then on (K9). */
const close = async (tx: Tx, actor: Actor, done: MedicineHandedOver): Promise<void> => {
  const { home, id, at, days, long, command, hash } = done
  const row = await lockRequest(tx, home, id)
  if (row === undefined || row.closed_at !== null) return
  const how = long ? 'longPrescription' : 'supplied'
  await closeRow(tx, {
    ...{ home, id, at, by: actor.accountId, how, daysLeft: days, noteSealed: null, command, bodyHash: hash },
  })
  await renewState(tx, { home, person: row.person, daysLeft: days, control: null, guided: null, at })
  await leaveInbox(tx, [newsOf({ ...row, home, id: command }, 'care.medicine-closed')])
  await writeAudit(tx, actor, { action: 'medicine.close', subject: row.person, place: placeOf(row), detail: { how } })
}

/** What supply does with requests for medicine. */
export const medicineDoor = { find, close }
export type MedicineDoor = typeof medicineDoor
