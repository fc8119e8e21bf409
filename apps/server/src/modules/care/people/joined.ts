import type { PersonPage } from '@lianfang/contract'
import type { Instant } from '@lianfang/domain/shared'
import { sql } from 'kysely'
import type { Tx } from '../../../kernel/db/index.js'
import type { CareNeeds } from '../needs.js'
import { openFields } from './secrets.js'

/** The record that goes on in place of this one; without a name where the reader does not see it. */
export const goesOnAs = async (
  needs: CareNeeds,
  tx: Tx,
  { home, id }: { readonly home: string; readonly id: string | null },
): Promise<PersonPage['joinedTo']> => {
  if (id === null) return null
  const opened = await openFields(needs, tx, { home, people: [id], fields: ['name'] })
  return { id, name: opened.get(id)?.get('name') ?? null }
}

type Row = { readonly id: string; readonly event: string; readonly at: Instant; readonly by: string | null }

/** Records that were joined into this one and go on in it: a joining stands under the id of the life event that ended the other. */
export const goOnHere = async (
  needs: CareNeeds,
  tx: Tx,
  home: string,
  person: string,
): Promise<PersonPage['joinedFrom']> => {
  const rows = await tx.rows(sql<Row>`
    select m.other as id, m.id as event, m.at, a.name as by
    from care.record_merged m left join kernel.account a on a.id = m.account
    where m.home = ${home} and m.person = ${person} and m.other is not null
      and not exists (select from care.life_event b where b.home = m.home and b.person = m.other and b.takes_back = m.id)
    order by m.at desc limit 20`)
  if (rows.length === 0) return []
  const opened = await openFields(needs, tx, { home, people: rows.map(({ id }) => id), fields: ['name'] })
  return rows.map(({ id, event, at, by }) => ({
    ...{ id, event, by, at: new Date(at).toISOString() },
    name: opened.get(id)?.get('name') ?? null,
  }))
}
