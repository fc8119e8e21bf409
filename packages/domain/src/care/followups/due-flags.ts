import type { DueFlag, KindFlag, PersonKind } from '../../policy/index.js'
import type { Instant } from '../../shared/index.js'
import type { LivingClass } from '../ledger/living.js'
import type { HeldFlag } from './obligations.js'

export type Lodging = { readonly living: LivingClass; readonly kinds: readonly PersonKind[] }

type LivingFlag = 'livingAlone' | 'onlyWithDisabledChildren'

/** Kinds that raise how often somebody is contacted (CARE-DUE-11 to -14), in the order of their rules. */
export const kindFlags: readonly KindFlag[] = ['dialysis', 'pregnant', 'disabled', 'childInDifficulties']

const livingFlagsOf = ({ living, kinds }: Lodging): readonly LivingFlag[] => {
  const flags: LivingFlag[] = []
  if (living === 'alone' || kinds.includes('livingAlone')) flags.push('livingAlone')
  if (living === 'onlyWithDisabledChildren' || kinds.includes('onlyWithDisabledChildren')) {
    flags.push('onlyWithDisabledChildren')
  }
  return flags
}

const kindFlagsOf = ({ kinds }: Pick<Lodging, 'kinds'>): readonly KindFlag[] =>
  kindFlags.filter((kind) => kinds.includes(kind))

/**
 * Who is to be contacted more often because of how they live (K3, CARE-DUE-9 and -10) or who they are (K1, CARE-DUE-11 to
 * -14). A ledger says how somebody lives in a column of its own or among the kinds; either is enough. The notice names the
 * elderly; ours: everybody on the ledger who lives so.
 */
export const dueFlagsOf = (lodging: Lodging): readonly DueFlag[] => [...livingFlagsOf(lodging), ...kindFlagsOf(lodging)]

/** Since when each kind of a person has been known; what is missing was known when the person was taken in. */
export type KindsSince = Readonly<Partial<Record<KindFlag, Instant>>>

export type LodgingSince = {
  readonly takenInAt: Instant
  /** Since when it is known how the person lives; null or left out: since being taken in. */
  readonly livingSince?: Instant | null | undefined
  readonly kindsSince?: KindsSince | undefined
}

/** How a person lives and who they are, with the moment since which each reason for a shorter gap holds. */
export const lodgingFlags = (lodging: Lodging, since: LodgingSince): readonly HeldFlag[] => {
  const { takenInAt, livingSince, kindsSince } = since
  return [
    ...livingFlagsOf(lodging).map((flag) => ({ flag, since: livingSince ?? takenInAt })),
    ...kindFlagsOf(lodging).map((flag) => ({ flag, since: kindsSince?.[flag] ?? takenInAt })),
  ]
}

/** The flags with the moment since which they hold: how the person lives, who they are, and an illness that is open. */
export const heldFlags = (
  lodging: Lodging,
  held: LodgingSince & { readonly episodeSince: Instant | null },
): readonly HeldFlag[] => [
  ...lodgingFlags(lodging, held),
  ...(held.episodeSince === null ? [] : [{ flag: 'episode' as const, since: held.episodeSince }]),
]

type Changed = {
  readonly before: Lodging
  readonly after: Lodging
  readonly since: { readonly livingSince: Instant; readonly kindsSince: KindsSince }
  readonly now: Instant
}

/**
 * Since when the reasons for a shorter gap hold after a change: what begins holds from now, and what held before goes on, each
 * kind for itself, so that a kind that is added makes nobody less overdue by another.
 */
export const sinceAfter = ({ before, after, since, now }: Changed): Changed['since'] => {
  const livesOn = livingFlagsOf(before).join() === livingFlagsOf(after).join()
  const was = kindFlagsOf(before)
  const kinds = kindFlagsOf(after).flatMap((kind) => {
    const from = was.includes(kind) ? since.kindsSince[kind] : now
    return from === undefined ? [] : [[kind, from] as const]
  })
  return { livingSince: livesOn ? since.livingSince : now, kindsSince: Object.fromEntries(kinds) }
}
