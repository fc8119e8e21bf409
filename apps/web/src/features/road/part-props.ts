import type { RoadDraft, RoadFault } from './read-word.js'
import type { RoadWords } from './words.js'

/** What a group of questions of one report is given. */
export type PartProps = {
  readonly words: RoadWords
  readonly draft: RoadDraft
  readonly set: (change: Partial<RoadDraft>) => void
  readonly wrong: (fault: RoadFault, text: string) => string | null
}
