import { typedWhole } from '../report/typed-whole.js'
import type { Cause, Said, Word } from './types.js'

type Position = { readonly latitude: number; readonly longitude: number }

/** What is typed and chosen on the page, for all that can be reported. */
export type RoadDraft = {
  readonly open: Said | null
  readonly count: string
  readonly note: string
  readonly place: string
  readonly position: Position | null
  readonly cause: Cause | ''
  readonly until: string
  readonly handed: string
  readonly taker: string
  readonly condition: 'fine' | 'damaged' | ''
  readonly damage: string
  /** Photos drawn anew, as base64. */
  readonly photos: readonly string[]
}

export const blankRoad: RoadDraft = {
  ...{ open: null, count: '', note: '', place: '', position: null, cause: '', until: '' },
  ...{ handed: '', taker: '', condition: '', damage: '', photos: [] },
}

export type RoadFault = 'count' | 'where' | 'cause' | 'until' | 'handed' | 'taker' | 'condition' | 'damage'

type Head = { readonly id: string; readonly at: string; readonly zone: string }
type Read = { readonly faults: readonly RoadFault[]; readonly word: Word | null }

const text = (typed: string): string | null => typed.trim() || null
const isCount = (n: number | null): n is number => n !== null && Number.isSafeInteger(n) && n >= 0
const found = (faults: readonly RoadFault[], word: () => Word): Read =>
  faults.length > 0 ? { faults, word: null } : { faults, word: word() }

const delay = (draft: RoadDraft, head: Head): Read => {
  const { cause } = draft
  if (cause === '') return { faults: ['cause'], word: null }
  const until = draft.until === '' ? null : new Date(draft.until)
  if (until !== null && !(until.getTime() > Date.parse(head.at))) return { faults: ['until'], word: null }
  return {
    faults: [],
    word: { ...head, what: 'delay', cause, note: text(draft.note), until: until?.toISOString() ?? null },
  }
}

const handedOver = (draft: RoadDraft, head: Head, fine: string): Read => {
  const count = typedWhole(draft.handed)
  const [taker, damage] = [draft.taker.trim(), draft.damage.trim()]
  const faults: RoadFault[] = []
  if (!isCount(count)) faults.push('handed')
  if (taker === '') faults.push('taker')
  if (draft.condition === '') faults.push('condition')
  if (draft.condition === 'damaged' && damage === '') faults.push('damage')
  const condition = draft.condition === 'damaged' ? damage : fine
  return found(faults, () => ({ ...head, what: 'handedOver', count: count ?? 0, taker, condition }))
}

/** A report as it is sent, or every field that lacks something. `fine`: how intact goods are called. */
export const readWord = (what: Said, draft: RoadDraft, head: Head, fine: string): Read => {
  switch (what) {
    case 'pickedUp': {
      const count = typedWhole(draft.count)
      const faults: RoadFault[] = count === null || isCount(count) ? [] : ['count']
      return found(faults, () => ({ ...head, what, count, note: text(draft.note) }))
    }
    case 'where': {
      const { position } = draft
      const place = text(draft.place)
      return found(place === null && position === null ? ['where'] : [], () => ({ ...head, what, place, position }))
    }
    case 'delay':
      return delay(draft, head)
    case 'handedOver':
      return handedOver(draft, head, fine)
  }
}
