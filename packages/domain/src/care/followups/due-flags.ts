import type { DueFlag, PersonKind } from '../../policy/index.js'
import type { Instant } from '../../shared/index.js'
import type { LivingClass } from '../ledger/living.js'
import type { HeldFlag } from './obligations.js'

export type Lodging = { readonly living: LivingClass; readonly kinds: readonly PersonKind[] }

/**
 * Who is to be contacted more often because of how they live (K3, CARE-DUE-9 and -10): those who live alone, and those who
 * live only with disabled children. A ledger says it in a column of its own or among the kinds; either is enough. The
 * notice names the elderly; ours: everybody on the ledger who lives so.
 */
export const dueFlagsOf = ({ living, kinds }: Lodging): readonly DueFlag[] => {
  const flags: DueFlag[] = []
  if (living === 'alone' || kinds.includes('livingAlone')) flags.push('livingAlone')
  if (living === 'onlyWithDisabledChildren' || kinds.includes('onlyWithDisabledChildren')) {
    flags.push('onlyWithDisabledChildren')
  }
  return flags
}

type Held = { readonly since: Instant; readonly episodeSince: Instant | null }

/** The flags with the moment since which they hold: how the person lives, and an infection or a worsening that is open. */
export const heldFlags = (lodging: Lodging, { since, episodeSince }: Held): readonly HeldFlag[] => [
  ...dueFlagsOf(lodging).map((flag) => ({ flag, since })),
  ...(episodeSince === null ? [] : [{ flag: 'episode' as const, since: episodeSince }]),
]

/** Whether a change of lodging begins or ends a reason for a shorter gap: then it holds from now. */
export const flagsDiffer = (before: Lodging, after: Lodging): boolean =>
  dueFlagsOf(before).join() !== dueFlagsOf(after).join()
