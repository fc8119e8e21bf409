import type { PersonPage } from '@lianfang/contract'
import { signsFor } from '@lianfang/domain/care'
import type { DangerSign } from '@lianfang/domain/policy'
import type { Day, PlaceCode } from '@lianfang/domain/shared'
import type { Tx } from '../../../kernel/db/index.js'
import type { CareNeeds } from '../needs.js'
import type { ListedRow } from '../people/rows.js'
import { personKey } from '../people/secrets.js'
import { ageMonthsOn } from './reading-row.js'
import { openEpisode, type StoredBaseline } from './sql-episodes.js'

/** The infection or worsening that is followed daily. */
export const episodeOf = async (
  needs: CareNeeds,
  tx: Tx,
  home: string,
  person: string,
): Promise<PersonPage['episode']> => {
  const row = await openEpisode(tx, home, person)
  if (row === undefined) return null
  const note =
    row.note_sealed === null
      ? null
      : needs.keys.open({
          key: await personKey(tx, home, person),
          at: { county: home, person, field: `episode:${row.id}` },
          sealed: row.note_sealed,
        })
  const symptomsAt = new Date(row.symptoms_at).toISOString()
  return { kind: row.kind, since: new Date(row.began_at).toISOString(), symptomsAt, by: row.name ?? '', note }
}

export const baselineOf = (stored: StoredBaseline | null): PersonPage['baseline'] =>
  stored === null ? null : { spo2Percent: stored.spo2Percent, until: stored.until, by: stored.byName }

/** The danger signs to ask a person for; none while a rule of alarms is closed. */
export const signsOf = async (
  needs: CareNeeds,
  row: Pick<ListedRow, 'birth_day' | 'birth_year' | 'kinds'>,
  today: Day,
  place: PlaceCode,
): Promise<DangerSign[]> => {
  const { alarms } = await needs.policy.care(place, today)
  if (alarms.state === 'closed') return []
  return [...signsFor({ ageMonths: ageMonthsOn(row, today), kinds: row.kinds }, alarms.values)]
}
