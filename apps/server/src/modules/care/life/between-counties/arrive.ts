import { createHmac } from 'node:crypto'
import { decideArrival, type PersonFields } from '@lianfang/domain/care'
import type { PlaceCode } from '@lianfang/domain/shared'
import { v7 as uuidv7 } from 'uuid'
import { writeAudit } from '../../../../kernel/audit/index.js'
import { countyScope, inTransaction, type Tx } from '../../../../kernel/db/index.js'
import { candidatesFor } from '../../doorstep/lookup.js'
import { waitInLine } from '../../doorstep/sql.js'
import type { CareNeeds } from '../../needs.js'
import { loadPeople } from '../../people/load-people.js'
import { personKey } from '../../people/secrets.js'
import { matchTokens } from '../../people/tokens.js'
import { arrivalValues } from './arrival.js'
import { tellDesk } from './bring.js'
import { type CarriedRecord, readRecord } from './record.js'
import { fieldHere, openThere, sealThere, takingRow } from './sealed.js'
import { addDoubt, type CarriedMove, isDoubted, keepRecord, lockCarried, type Sides } from './sql.js'
import { takeIn } from './take-in.js'

/** The record as it was kept when the person left; null when it was taken in before. */
const recordKept = (needs: CareNeeds, { home, id, person }: CarriedMove): Promise<CarriedRecord | null> =>
  inTransaction(needs.db.worker, countyScope(home), async (tx) => {
    const move = await lockCarried(tx, { home, id })
    if (move === undefined || move.record_sealed === null) return null
    const at = { county: home, person, field: fieldHere.record(id) }
    return readRecord(needs.keys.open({ key: await personKey(tx, home, person), at, sealed: move.record_sealed }))
  })

/** The fields of who arrives, in the village that the receiving desk named. */
const fieldsThere = ({ fields }: CarriedRecord, move: CarriedMove): PersonFields => ({
  ...fields,
  township: move.to_township,
  village: move.to_village as PlaceCode, // stored from a checked code
})

/**
 * The record is taken in by the receiving county, in one transaction. Who is surely on its ledger becomes one record with it;
 * who perhaps is waits in the queue of doubts, and the record with them, until a person has looked.
 */
export const take = async (needs: CareNeeds, { giving, taking }: Sides): Promise<'done' | 'waits'> => {
  if (taking === null) return 'waits'
  const record = await recordKept(needs, giving)
  if (record === null) return 'waits'
  const { home, id } = taking
  const values = await arrivalValues(needs, taking.to_township)
  return inTransaction(
    needs.db.worker,
    countyScope(home),
    async (tx) => {
      const move = await lockCarried(tx, { home, id })
      if (move?.state !== 'accepting') return 'done'
      if (await isDoubted(tx, { home, id })) return 'waits'
      const fields = fieldsThere(record, move)
      await waitInLine(tx, move.person, matchTokens(needs.keys, fields))
      const met = await candidatesFor(needs, tx, { home, fields })
      const self = (await loadPeople(needs, tx, { home, people: [move.person] })).get(move.person)
      const candidates = self === undefined ? met : [self, ...met]
      const arrival = decideArrival({ id: move.person, fields, candidates })
      if (arrival.outcome === 'doubtful') {
        await queue(needs, tx, { move, fields, record, doubt: arrival })
        return 'waits'
      }
      const as = arrival.outcome === 'known' ? arrival.id : null
      await takeIn(needs, tx, { move, record, fields, values, as, account: null })
      return 'done'
    },
    { longMs: 10_000 },
  )
}

type Queueing = {
  readonly move: CarriedMove
  readonly fields: PersonFields
  readonly record: CarriedRecord
  readonly doubt: { readonly id: string; readonly why: string }
}

const queue = async (needs: CareNeeds, tx: Tx, { move, fields, record, doubt }: Queueing): Promise<void> => {
  const { home, id } = move
  const text = JSON.stringify({ ...record, fields })
  const row = takingRow(home, move)
  await keepRecord(tx, { home, id, sealed: sealThere(needs.keys, { row, field: 'record', text }) })
  const [pair, key] = [uuidv7(), needs.keys.newPersonKey()]
  const at = { county: home, person: pair, field: 'row' }
  await addDoubt(tx, {
    ...{ home, id: pair, move: id, township: fields.township, village: fields.village, ...key },
    ...{ otherPerson: doubt.id, why: doubt.why, trial: record.trial },
    hash: createHmac('sha256', needs.keys.purposeKey('sync')).update(`move\0${id}`).digest().subarray(0, 16),
    rowSealed: needs.keys.seal({ key, at, text: JSON.stringify(fields) }),
  })
  await tellDesk(tx, move, move.to_township)
  await writeAudit(tx, null, { action: 'move.doubted', subject: id, place: move.to_township })
}

type Settling = { readonly home: string; readonly id: string; readonly as: string | null; readonly account: string }

/** Takes in who waited in the queue of doubts, as a person has decided: as somebody known, or as nobody known. */
export const settleArrival = async (needs: CareNeeds, tx: Tx, settling: Settling): Promise<string | null> => {
  const { home, id, as, account } = settling
  const move = await lockCarried(tx, { home, id })
  if (move?.state !== 'accepting') return null
  const text = openThere(needs.keys, { row: takingRow(home, move), field: 'record', sealed: move.record_sealed })
  if (text === null) return null
  const record = readRecord(text)
  const values = await arrivalValues(needs, move.to_township)
  return takeIn(needs, tx, { move, record, fields: record.fields, values, as, account })
}
