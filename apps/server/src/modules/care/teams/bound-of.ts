import { type BindingKind, servedBy } from '@lianfang/domain/care'
import type { Tx } from '../../../kernel/db/index.js'
import { amongPeople, bindingsOf } from './sql-bindings.js'
import { gridOfPerson } from './sql-grids.js'

/** By which binding somebody is served, and the grid they are in (K2). */
export const boundOf = async (
  tx: Tx,
  home: string,
  person: string,
): Promise<{
  readonly because: BindingKind | null
  readonly grid: { readonly id: string; readonly name: string } | null
}> => {
  const [bindings] = await bindingsOf(tx, home, amongPeople([person]))
  const because = bindings === undefined ? null : (servedBy(bindings)?.because ?? null)
  return { because, grid: await gridOfPerson(tx, home, person) }
}
