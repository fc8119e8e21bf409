import { useWords } from '../../i18n/i18n.js'
import type { Known } from './apply-life.js'

const causeOf = { dead: 'death', left: 'left', admitted: 'admission', refusing: 'refusal' } as const

/** How a life stands, beside the name in a row. */
export const LifeTag = ({ life }: Pick<Known, 'life'>) => {
  const { causes } = useWords().person
  return (
    <>
      {life.status !== 'here' && (
        <span className="tag">{life.joined ? causes.joined : causes[causeOf[life.status]]}</span>
      )}
      {life.away && (life.status === 'here' || life.status === 'admitted' || life.status === 'refusing') && (
        <span className="tag">{causes.away}</span>
      )}
    </>
  )
}
