import type { Reply } from '../../api/client.js'

export type Scope = 'person' | 'household'

export type ServedSubject = {
  /** Somebody of it: grids are given through them. */
  readonly person: string
  readonly name: string
  /** What may be given, the narrowest first. */
  readonly scopes: Readonly<Partial<Record<Scope, string>>>
  readonly chain: Reply<'person.read'>['chain']
  readonly team: { readonly id: string; readonly name: string } | null
  readonly because: Reply<'person.read'>['because']
  readonly grid: Reply<'person.read'>['grid']
}

/** A person as somebody who is served; their household may be given with them. */
export const servedOf = (person: Reply<'person.read'>): ServedSubject => ({
  person: person.id,
  name: person.name,
  scopes: { person: person.id, ...(person.household === null ? {} : { household: person.household }) },
  chain: person.chain,
  team: person.team,
  because: person.because,
  grid: person.grid,
})
