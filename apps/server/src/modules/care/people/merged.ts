import type { PersonPage } from '@lianfang/contract'
import type { Instant } from '@lianfang/domain/shared'
import { sql } from 'kysely'
import type { Tx } from '../../../kernel/db/index.js'
import type { Keys } from '../../../kernel/keys/index.js'
import { personKey } from './secrets.js'

type Merged = NonNullable<PersonPage['timeline'][number]['merged']>
type Row = { readonly id: string; readonly at: Instant; readonly name: string | null; readonly sealed: Buffer } & {
  readonly other: string | null
  readonly apart: boolean
}
type Wanted = { readonly home: string; readonly person: string; readonly seesDiseases: boolean }

// Free text may name a disease.
const ofDiseases: ReadonlySet<string> = new Set(['disease', 'remark'])

/** Lines of a timeline that say which two records became one, and what each said where they differed (K1). */
export const mergedRows = async (needs: { readonly keys: Keys }, tx: Tx, { home, person, seesDiseases }: Wanted) => {
  const rows = await tx.rows(sql<Row>`
    select m.id, m.at, a.name, m.sealed, m.other, exists (select from care.life_event b where b.home = m.home and b.person = m.other
        and b.takes_back = m.id) as apart
    from care.record_merged m left join kernel.account a on a.id = m.account
    where m.home = ${home} and m.person = ${person} order by m.at desc limit 20`)
  if (rows.length === 0) return []
  const key = await personKey(tx, home, person)
  return rows.map(({ id, at, name, sealed, other, apart }) => {
    const text = needs.keys.open({ key, at: { county: home, person, field: `merged:${id}` }, sealed })
    const fields = JSON.parse(text) as Merged // sealed when the pair was settled
    const hidden = { known: null, read: null, now: null }
    return {
      id: `${id}:merged`,
      at: new Date(at).toISOString(),
      kind: 'merged' as const,
      by: name,
      other,
      // They were two people after all.
      corrected: apart,
      merged: fields.map(({ field, known, read, now }) =>
        ofDiseases.has(field) && !seesDiseases ? { field, ...hidden } : { field, known, read, now },
      ),
    }
  })
}
