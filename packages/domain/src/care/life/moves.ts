import { isGone, type LifeState } from './life-state.js'

export type Home = { readonly township: string; readonly village: string | null }

export const moveRefusals = ['move-same-township', 'move-gone', 'move-open', 'move-decided', 'move-village'] as const
export type MoveRefusal = (typeof moveRefusals)[number]

type Asking = {
  readonly life: LifeState
  readonly from: Home
  readonly to: Home
  /** A move of the same person that nobody has decided on yet. */
  readonly open: boolean
}

/**
 * Whether a move to another township, of this county or another, can be asked for (K20). Inside a township no other desk is concerned: the
 * village is corrected on the person. Nothing changes by asking: the team goes on until the other township accepts.
 */
export const refuseAsking = ({ life, from, to, open }: Asking): MoveRefusal | null => {
  if (isGone(life)) return 'move-gone'
  if (from.township === to.township) return 'move-same-township'
  if (to.village !== null && !to.village.startsWith(to.township)) return 'move-village'
  return open ? 'move-open' : null
}

type Answering = {
  readonly state: 'asked' | 'accepting' | 'accepted' | 'refused' | 'withdrawn'
  readonly accept: boolean
  /** Null where the receiving desk cannot know: the person is another county's, which looks before it lets them go. */
  readonly life: LifeState | null
  readonly to: Home
  /** The village that the receiving township names; needed when it accepts. */
  readonly village: string | null
}

/** Whether the receiving township's answer stands: a move is decided once, and accepted into a village of its own. */
export const refuseAnswer = ({ state, accept, life, to, village }: Answering): MoveRefusal | null => {
  if (state !== 'asked') return 'move-decided'
  if (!accept) return null
  if (life !== null && isGone(life)) return 'move-gone'
  return village?.startsWith(to.township) ? null : 'move-village'
}
