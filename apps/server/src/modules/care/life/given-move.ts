import type { PlaceCode } from '@lianfang/domain/shared'
import type { Tx } from '../../../kernel/db/index.js'
import type { Call } from '../../../kernel/http/index.js'
import { problem } from '../../../kernel/problems/index.js'
import type { CareNeeds } from '../needs.js'
import { loadPeople } from '../people/load-people.js'
import { lockMove, type MoveRecord } from './move-sql.js'

type Asked = Pick<Call<'move.withdraw'>, 'params' | 'scope' | 'require'>

/**
 * A move as the side sees it that has the person, locked, with the person's place. The receiving desk sees the move and not the
 * person, and what is another county's is answered there: to either it is not found.
 */
export const givenMove = async (
  needs: CareNeeds,
  tx: Tx,
  { params, scope, require }: Asked,
): Promise<{ readonly move: MoveRecord; readonly place: PlaceCode }> => {
  const home = scope.county
  const found = await lockMove(tx, home, params.id)
  const move = found?.side === 'takes' ? undefined : found
  const person = move && (await loadPeople(needs, tx, { home, people: [move.person] })).get(move.person)
  if (move === undefined || person === undefined) throw problem('not-found')
  const place = (person.fields.village ?? person.fields.township) as PlaceCode // stored from checked codes
  require({ place, teamId: person.team, personId: person.id })
  return { move, place }
}
