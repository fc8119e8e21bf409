import { instantOf } from '@lianfang/domain/shared'
import { v7 as uuidv7 } from 'uuid'
import { writeAudit } from '../../../../kernel/audit/index.js'
import { countyScope, inTransaction, type Tx } from '../../../../kernel/db/index.js'
import { leaveInbox } from '../../../../kernel/settle/index.js'
import type { CareNeeds } from '../../needs.js'
import { loadPeople } from '../../people/load-people.js'
import { birthColumns } from '../../people/record.js'
import { personKey } from '../../people/secrets.js'
import { accountName } from '../../tier/sql.js'
import { sealThere, type ToldThere, takingRow } from './sealed.js'
import { addTaking, type CarriedMove, closeCarried, lockCarried, type Sides } from './sql.js'

/** News for the screens of a township's desk: ids only. */
export const tellDesk = (tx: Tx, { home, id }: Pick<CarriedMove, 'home' | 'id'>, township: string): Promise<void> =>
  leaveInbox(tx, [
    { id: uuidv7(), county: home, kind: 'care.move-changed', subject: id, township, village: null, team: null },
  ])

/** What the receiving desk must know to answer: read in the county that has the person. */
const toldOf = (needs: CareNeeds, giving: CarriedMove): Promise<ToldThere | null> =>
  inTransaction(needs.db.worker, countyScope(giving.home), async (tx) => {
    const { home, person: id } = giving
    const person = (await loadPeople(needs, tx, { home, people: [id] })).get(id)
    if (person === undefined) return null
    const at = { county: home, person: id, field: `move:${giving.id}` }
    const sealed = giving.note_sealed
    return {
      name: person.fields.name,
      birthYear: birthColumns(person.fields.birth).year,
      tier: person.tier,
      kinds: person.fields.kinds,
      note: sealed === null ? null : needs.keys.open({ key: await personKey(tx, home, id), at, sealed }),
      askedBy: await accountName(tx, giving.asked_by),
    }
  })

/** Writes the asking into the receiving county, where it stands with all others that wait for its desk. */
export const bring = async (needs: CareNeeds, { giving }: Sides): Promise<'done' | 'waits'> => {
  const told = await toldOf(needs, giving)
  if (told === null) return 'waits'
  const home = giving.other
  const key = needs.keys.newPersonKey()
  const row = takingRow(home, { id: giving.id, key_id: key.keyId, wrapped: key.wrapped })
  const toldSealed = sealThere(needs.keys, { row, field: 'told', text: JSON.stringify(told) })
  return inTransaction(needs.db.worker, countyScope(home), async (tx) => {
    const added = await addTaking(tx, { ...giving, ...key, home, other: giving.home, toldSealed })
    // Nothing written: somebody else carries the same move, or the id is another row's.
    if (added === 0) return 'waits'
    await tellDesk(tx, row, giving.to_township)
    await writeAudit(tx, null, {
      action: 'move.brought',
      subject: giving.id,
      place: giving.to_township,
      detail: { from: giving.from_township },
    })
    return 'done'
  })
}

/** Closes the receiving side of a move that was withdrawn, or whose person died or left meanwhile. */
export const close = async (needs: CareNeeds, { giving }: Sides): Promise<'done'> => {
  const at = { home: giving.other, id: giving.id }
  await inTransaction(needs.db.worker, countyScope(at.home), async (tx) => {
    const row = await lockCarried(tx, at)
    if (row?.state !== 'asked' && row?.state !== 'accepting') return
    const why = giving.withdrawn_why
    await closeCarried(tx, { ...at, state: 'withdrawn', at: instantOf(needs.now()), by: null, why })
    await tellDesk(tx, at, row.to_township)
    await writeAudit(tx, null, {
      action: 'move.closed',
      subject: giving.id,
      place: row.to_township,
      detail: { why },
    })
  })
  return 'done'
}
