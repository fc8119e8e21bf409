import { useGrassroots } from '../../i18n/grassroots.js'
import type { Tests } from './types.js'

const marks = { enough: '■', short: '●', unknown: '?' } as const

/** What a test says: a shape and a word, never a colour alone. Not known is no enough. */
export const Verdict = ({ verdict }: { readonly verdict: Tests['verdict'] }) => {
  const words = useGrassroots()
  const tone = verdict === 'short' ? 'tag-alarm' : verdict === 'unknown' ? 'tag-warn' : ''
  return (
    <span className={`tag ${tone}`}>
      <span aria-hidden="true">{marks[verdict]} </span>
      {words.verdicts[verdict]}
    </span>
  )
}
