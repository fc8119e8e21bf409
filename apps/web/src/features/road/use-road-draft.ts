import { useState } from 'react'
import { keep, readKept } from './kept.js'
import { blankRoad, type RoadDraft } from './read-word.js'

/** What is typed on a link's page, kept over a reload until it is reported; null forgets it. */
export const useRoadDraft = (token: string) => {
  const [draft, setDraft] = useState<RoadDraft>(() => ({ ...blankRoad, ...readKept<RoadDraft>(token, 'draft') }))
  const set = (change: Partial<RoadDraft> | null): void =>
    setDraft((now) => {
      const next = change === null ? blankRoad : { ...now, ...change }
      keep(token, 'draft', change === null ? null : next)
      return next
    })
  return { draft, set }
}
